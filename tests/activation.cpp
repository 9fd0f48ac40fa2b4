#include <act/act.hpp>

#include "contract/contract.hpp"
#include "contract/specials.hpp"

#include <list>

namespace {

/// Somebody's own activation, written as the interface tells them to: x / (1 + |x|).
struct softsign_fn : act::activation_base<softsign_fn> {
  using activation_base::derivative;
  static constexpr const char* name = "softsign";

  template <class V>
  static V value(V x) {
    return act::simd::quotient(x, V(1) + act::simd::abs(x));
  }
  template <class V>
  static V derivative(V x) {
    const V denominator = V(1) + act::simd::abs(x);
    return act::simd::quotient(V(1), act::simd::product(denominator, denominator));
  }
};
inline constexpr softsign_fn softsign{};

/// Without kernels, and without a name: no activations.
struct unfinished : act::activation_base<unfinished> {};
struct nameless : act::activation_base<nameless> {
  template <class V>
  static V value(V x) {
    return x;
  }
  template <class V>
  static V derivative(V x) {
    return x;
  }
};

template <class X, class Y>
concept can_apply = requires(X x, Y y) {
  act::gelu(static_cast<X>(x), static_cast<Y>(y));
};
template <class X, class DY, class DX>
concept can_go_backward = requires(X x, DY dy, DX dx) {
  act::gelu.backward(x, dy, dx);
};

#if __cpp_nontype_template_args >= 201911L
/// A layer whose activation is part of its type.
template <auto f>
struct dense {
  static_assert(act::activation<std::remove_cvref_t<decltype(f)>>);
  static double apply(double x) { return f(x); }
};
#endif

}  // namespace

static_assert(act::activation<act::gelu_fn> && act::activation<act::gelu_tanh_fn> &&
              act::activation<act::gelu_sigmoid_fn>);
static_assert(act::activation<act::silu_fn> && act::activation<act::relu_fn> && act::activation<act::elu_fn>);
static_assert(act::activation<softsign_fn>);
static_assert(!act::activation<unfinished> && !act::activation<nameless> && !act::activation<int>);
static_assert(std::is_trivially_copyable_v<act::elu_fn> && std::is_empty_v<act::gelu_fn>);
static_assert(act::elu_fn{0.5} == act::elu_fn{0.5} && !(act::elu_fn{0.5} == act::elu));

using floats = std::vector<float>;
static_assert(can_apply<floats&, floats&> && can_apply<const floats&, floats&> && can_apply<floats, std::span<float>>);
static_assert(!can_apply<floats&, const floats&>, "an output must not be const");
static_assert(!can_apply<floats&, floats>, "an output that dies with the call");
static_assert(!can_apply<floats&, std::vector<double>&>, "types must not be mixed");
static_assert(!can_apply<std::vector<int>&, std::vector<int>&> && !can_apply<std::vector<long double>&, floats&>);
static_assert(!can_apply<std::list<float>&, floats&>, "a list is not contiguous");
static_assert(can_go_backward<floats, floats, floats&> && !can_go_backward<floats, std::vector<double>, floats&>);

TEMPLATE_TEST_CASE("a user's own activation gets every form", "[activation]", float, double) {
  contract::keeps<TestType>(softsign);
}

TEMPLATE_TEST_CASE("a user's own activation computes what its kernels say", "[activation]", float, double) {
  using T = TestType;
  CHECK(softsign(T(3)) == T(0.75));
  CHECK(softsign(T(-1)) == T(-0.5));
  CHECK(softsign.derivative(T(-1)) == T(0.25));
  CHECK(softsign.value_and_derivative(T(3)).derivative == T(0.0625));
  CHECK(softsign.backward(T(1), T(8)) == T(2));
}

TEST_CASE("a user's own activation reports misuse by its name", "[activation]") {
  std::vector<double> y(2);
  CHECK_THROWS_WITH(softsign(std::vector<double>(3), y), "act::softsign: x has 3 elements but y has 2");
}

#if __cpp_nontype_template_args >= 201911L
TEST_CASE("an activation may be a template argument", "[activation]") {
  CHECK(dense<act::gelu>::apply(1.5) == act::gelu(1.5));
  CHECK(dense<act::elu_fn{0.5}>::apply(-1) == act::elu_fn{0.5}(-1.0));
  CHECK(dense<softsign>::apply(-1) == -0.5);
  STATIC_REQUIRE(!std::is_same_v<dense<act::elu_fn{0.5}>, dense<act::elu_fn{0.25}>>);
  STATIC_REQUIRE(std::is_same_v<dense<act::elu_fn{1.0}>, dense<act::elu>>);
}
#endif

TEST_CASE("an executor is told the count and a grain, and what it is given may be called chunk by chunk",
          "[activation]") {
  const std::size_t count = 100000;
  const std::vector<float> x(count, 1.0f);
  std::vector<float> y(count, 0.0f);
  std::size_t told_count = 0, told_grain = 0;
  const auto first_half_only = [&](std::size_t n, std::size_t grain, auto&& work) {
    told_count = n;
    told_grain = grain;
    work(0, n / 2);
  };
  act::gelu(first_half_only, x, y);
  CHECK(told_count == count);
  CHECK(told_grain > 0);
  CHECK(told_grain * sizeof(float) % 64 == 0);
  CHECK(y[count / 2 - 1] == act::gelu(1.0f));
  CHECK(y[count / 2 + 64 / sizeof(float)] == 0.0f);  // chunks are cut where the output's next cache line begins
}

TEST_CASE("an executor may be an lvalue, a temporary or const", "[activation]") {
  const std::vector<double> x(9, -2.0);
  std::vector<double> y(9), z(9);
  const contract::odd_chunks_on_threads executor{4};
  act::silu(executor, x, y);
  act::silu(contract::odd_chunks_on_threads{5}, x, z);
  CHECK(y == z);
  CHECK(y[8] == act::silu(-2.0));
}

TEST_CASE("an executor is not called for nothing", "[activation]") {
  std::vector<double> y;
  bool is_called = false;
  act::silu([&](std::size_t, std::size_t, auto&&) { is_called = true; }, std::vector<double>{}, y);
  CHECK(!is_called);
}

TEST_CASE("an exception of the executor reaches the caller", "[activation]") {
  std::vector<double> y(3);
  const auto failing = [](std::size_t, std::size_t, auto&&) { throw std::runtime_error("no threads left"); };
  CHECK_THROWS_WITH(act::silu(failing, std::vector<double>(3), y), "no threads left");
}
