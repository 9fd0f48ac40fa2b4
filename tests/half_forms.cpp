#include <act/act.hpp>

#include "contract/fused_forms.hpp"
#include "half_formats.hpp"

namespace {

/// Numbers of 16 bits and the same as floats.
template <act::half T>
struct halves {
  std::vector<T> narrow;
  std::vector<float> wide;

  explicit halves(const std::vector<float>& x) : narrow(x.size()), wide(x.size()) {
    for (std::size_t i = 0; i < x.size(); ++i) {
      narrow[i] = act::from_float<T>(x[i]);
      wide[i] = act::to_float(narrow[i]);
    }
  }
};

template <act::half T>
std::vector<T> rounded(const std::vector<float>& x) {
  return halves<T>(x).narrow;
}

template <act::half T>
void require_same(const std::vector<T>& got, const std::vector<T>& expected) {
  std::vector<float> wide_got(got.size()), wide_expected(expected.size());
  for (std::size_t i = 0; i < got.size(); ++i) wide_got[i] = act::to_float(got[i]);
  for (std::size_t i = 0; i < expected.size(); ++i) wide_expected[i] = act::to_float(expected[i]);
  contract::require_same_bits(wide_got, wide_expected);
}

template <act::half T>
struct inputs {
  static constexpr std::size_t rows = 21, columns = 29, count = rows * columns;
  halves<T> x{contract::mixed_inputs<float>(count)}, other{contract::upstream_gradients<float>(count)},
      bias{contract::upstream_gradients<float>(columns)};
};

/// Of each kind of kernel one: what the others share with these is tested once.
template <class Check>
void for_one_of_each_kind(const Check& check) {
  check(act::gelu);
#if !defined(ACT_TEST_ONE_OF_EACH_KIND)
  check(act::relu);
  check(act::elu_fn{1.67});
#endif
}

}  // namespace

TEMPLATE_TEST_CASE("ranges of 16 bits have the bits of scalars, at every length and alignment, in place too", "[half]",
                   act::float16, act::bfloat16) {
  using T = TestType;
  for_one_of_each_kind([](const auto& f) {
    INFO(f.name);
    const inputs<T> given;
    const std::vector<T>&x = given.x.narrow, &dy = given.other.narrow;
    std::vector<T> value, derivative, dx;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const auto both = f.value_and_derivative(x[i]);
      value.push_back(f(x[i]));
      derivative.push_back(f.derivative(x[i]));
      dx.push_back(f.backward(x[i], dy[i]));
      REQUIRE(contract::same_bits(act::to_float(both.value), act::to_float(value[i])));
      REQUIRE(contract::same_bits(act::to_float(both.derivative), act::to_float(derivative[i])));
    }
    for (std::size_t begin = 0; begin < 40; ++begin) {
      const std::size_t count = begin < 20 ? 3 * begin : x.size() - begin;
      const auto part = [&](const std::vector<T>& all) { return std::vector<T>(&all[begin], &all[begin] + count); };
      std::vector<T> first = x, second(x.size());
      const auto y = std::span(first).subspan(begin, count), dydx = std::span(second).subspan(begin, count);
      f.value_and_derivative(y, y, dydx);
      require_same(part(first), part(value));
      require_same(part(second), part(derivative));
      first = x;
      f(y, y);
      require_same(part(first), part(value));
      first = x;
      f.derivative(y, y);
      require_same(part(first), part(derivative));
      first = x;
      f.backward(y, std::span(dy).subspan(begin, count), y);
      require_same(part(first), part(dx));
      REQUIRE((begin == 0 || act::simd::bit_cast<std::uint16_t>(first[begin - 1]) ==
                                 act::simd::bit_cast<std::uint16_t>(x[begin - 1])));
    }
  });
}

TEMPLATE_TEST_CASE("16 bits on one side, float on the other: computed in float, rounded at most once", "[half]",
                   act::float16, act::bfloat16) {
  using T = TestType;
  for_one_of_each_kind([](const auto& f) {
    INFO(f.name);
    const inputs<T> given;
    const std::vector<float> any = contract::mixed_inputs<float>(given.count);
    std::vector<float> y(given.count), expected(given.count), dydx(given.count), expected_dydx(given.count);
    std::vector<T> narrow(given.count);

    f(given.x.wide, expected);
    f(given.x.narrow, y);
    contract::require_same_bits(y, expected);
    f.value_and_derivative(given.x.wide, expected, expected_dydx);
    f.value_and_derivative(given.x.narrow, y, dydx);
    contract::require_same_bits(y, expected);
    contract::require_same_bits(dydx, expected_dydx);
    f.backward(given.x.wide, given.other.wide, expected);
    f.backward(given.x.narrow, given.other.narrow, y);
    contract::require_same_bits(y, expected);

    f(any, expected);
    f(any, narrow);
    require_same(narrow, rounded<T>(expected));
    f.derivative(any, expected);
    f.derivative(any, narrow);
    require_same(narrow, rounded<T>(expected));
  });
}

TEMPLATE_TEST_CASE("backward and fused forms of 16 bits are computed in float and rounded once", "[half]", act::float16,
                   act::bfloat16) {
  using T = TestType;
  for_one_of_each_kind([](const auto& f) {
    INFO(f.name);
    using given_inputs = inputs<T>;
    const given_inputs given;
    const std::size_t count = given.count, columns = given.columns;
    std::vector<float> wide(count), more(count), sums(columns);
    std::vector<T> narrow(count), second(count), narrow_sums(columns);

    f.backward(given.x.wide, given.other.wide, wide);
    f.backward(given.x.narrow, given.other.narrow, narrow);
    require_same(narrow, rounded<T>(wide));

    f.bias(given.x.wide, given.bias.wide, wide);
    f.bias(given.x.narrow, given.bias.narrow, narrow);
    require_same(narrow, rounded<T>(wide));
    f.bias_backward(given.x.wide, given.bias.wide, given.other.wide, wide, sums);
    f.bias_backward(given.x.narrow, given.bias.narrow, given.other.narrow, narrow, narrow_sums);
    require_same(narrow, rounded<T>(wide));
    require_same(narrow_sums, rounded<T>(sums));
    std::vector<float> float_sums(columns);
    f.bias_backward(given.x.narrow, given.bias.narrow, given.other.narrow, narrow, float_sums);
    contract::require_same_bits(float_sums, sums);

    f.gated(given.x.wide, given.other.wide, wide);
    f.gated(given.x.narrow, given.other.narrow, narrow);
    require_same(narrow, rounded<T>(wide));
    f.gated_backward(given.x.wide, given.other.wide, given.x.wide, wide, more);
    f.gated_backward(given.x.narrow, given.other.narrow, given.x.narrow, narrow, second);
    require_same(narrow, rounded<T>(wide));
    require_same(second, rounded<T>(more));

    const std::size_t half_row = columns, rows = given_inputs::rows - 1;
    wide.resize(rows / 2 * half_row);
    narrow.resize(wide.size());
    const std::span<const float> packed_wide(given.x.wide.data(), 2 * wide.size());
    const std::span<const T> packed(given.x.narrow.data(), 2 * wide.size());
    f.gated_packed(packed_wide, half_row, wide);
    f.gated_packed(packed, half_row, narrow);
    require_same(narrow, rounded<T>(wide));
    more.resize(packed.size());
    second.resize(packed.size());
    const halves<T> dy(wide);
    f.gated_packed_backward(packed_wide, half_row, dy.wide, more);
    f.gated_packed_backward(packed, half_row, dy.narrow, second);
    require_same(second, rounded<T>(more));
  });
}

#if defined(ACT_COMPILERS_FLOAT16)
TEST_CASE("the compiler's own float16 is taken as act's", "[half]") {
  using T = ACT_COMPILERS_FLOAT16;
  const std::vector<T> x = rounded<T>({-1.5f, 0.25f, 3.0f});
  const std::vector<act::float16> same = rounded<act::float16>({-1.5f, 0.25f, 3.0f});
  std::vector<T> y(3);
  std::vector<act::float16> expected(3);
  act::gelu(x, y);
  act::gelu(same, expected);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(act::to_float(y[i]) == static_cast<float>(expected[i]));
    CHECK(act::to_float(act::gelu(x[i])) == static_cast<float>(expected[i]));
    CHECK(act::to_float(act::gelu.derivative(x[i])) == static_cast<float>(act::gelu.derivative(same[i])));
  }
}
#endif

namespace {

template <class X, class Y>
concept can_apply = requires(X x, Y y) {
  act::gelu(x, y);
};

}  // namespace

TEST_CASE("the two 16-bit formats and double do not mix", "[half]") {
  using floats = std::vector<float>&;
  using doubles = std::vector<double>&;
  using halves = std::vector<act::float16>&;
  using brains = std::vector<act::bfloat16>&;
  STATIC_REQUIRE((can_apply<halves, halves> && can_apply<halves, floats> && can_apply<floats, halves>));
  STATIC_REQUIRE((can_apply<brains, floats> && can_apply<floats, brains>));
  STATIC_REQUIRE(!(can_apply<halves, brains> || can_apply<brains, halves> || can_apply<halves, doubles> ||
                   can_apply<doubles, halves>));
}
