#include <act/act.hpp>

#include "contract/fused_forms.hpp"
#include "reference/ulp.hpp"

namespace {

using reference::exponential;
using reference::real;

real normal_gate(const real& x) {
  return exponential(-(x * x) / real(2)) / reference::square_root(real(2) * reference::pi()) * (real(2) - x * x);
}

/// Of x sigma(w), given w', x w'' and w.
real logistic_gate(const real& x, const real& w, const real& slope, const real& bend_product) {
  const real one(1), e = exponential(-w), sigma = one / (one + e);
  return e * sigma * sigma * (real(2) * slope + bend_product - x * slope * slope * (one - e) * sigma);
}

real cubic_gate(const real& x) {
  const real scale = real(2) * reference::square_root(real(2) / reference::pi()), square = real("0.044715") * x * x;
  return logistic_gate(x, scale * x * (real(1) + square), scale * (real(1) + real(3) * square),
                       scale * real(6) * square);
}

real steep_gate(const real& x) {
  const real slope("1.702");
  return logistic_gate(x, slope * x, slope, real(0.0));
}

real silu(const real& x) { return logistic_gate(x, x, real(1), real(0.0)); }

struct worst_errors {
  double in_ulp = 0, near_zero = 0;
};

/// Over numbers of every size: in ULP, and within 1/2 of the second derivative's zeros the absolute errors.
template <class T, class F>
worst_errors measure(const F& f, const std::function<real(const real&)>& formula, double zero) {
  const reference::precision used(160);
  worst_errors worst;
  for (int i = 0; i < 6000; ++i) {
    const double magnitude = i < 3000 ? i * 0.0137 : std::ldexp(1 + i % 7 / 7.0, i % 90 - 80);
    const T x = static_cast<T>(i % 2 == 0 ? magnitude : -magnitude), got = f.second_derivative(x);
    const real exact = formula(real(static_cast<double>(x)));
    if (std::fabs(std::fabs(static_cast<double>(x)) - zero) < 0.5) {
      worst.near_zero = std::max(worst.near_zero, reference::absolute_error(got, exact));
    } else {
      worst.in_ulp = std::max(worst.in_ulp, reference::error_in_ulp(got, exact));
    }
  }
  return worst;
}

}  // namespace

TEMPLATE_TEST_CASE("second derivatives are within 1 ULP in float and 8 in double, or 2^-25 and 2^-51 near their zeros",
                   "[second_derivative]", float, double) {
  const auto check = [](const auto& f, const auto& formula, double zero) {
    INFO(f.name);
    const worst_errors worst = measure<TestType>(f, formula, zero);
    CHECK(worst.in_ulp <= (sizeof(TestType) == 4 ? 1 : 8));
    CHECK(worst.near_zero <= (sizeof(TestType) == 4 ? 0x1p-25 : 0x1p-51));
  };
  check(act::gelu, normal_gate, 1.41421);
  check(act::gelu_tanh, cubic_gate, 1.42);
  check(act::gelu_sigmoid, steep_gate, 1.40974);
  check(act::silu, silu, 2.39936);
}

TEMPLATE_TEST_CASE("second derivatives of relu and elu", "[second_derivative]", float, double) {
  using T = TestType;
  const T nan = std::numeric_limits<T>::quiet_NaN(), infinity = std::numeric_limits<T>::infinity();
  for (const T x : {T(-3), T(-0.0), T(0), T(2), infinity, -infinity}) {
    CHECK(act::relu.second_derivative(x) == 0);
    CHECK(act::elu_fn{1.5}.second_derivative(x) == (x > 0 ? 0 : act::elu_fn{1.5}.derivative(x)));
  }
  CHECK(std::isnan(act::relu.second_derivative(nan)));
  CHECK(std::isnan(act::elu.second_derivative(nan)));
}

TEMPLATE_TEST_CASE("second derivatives at infinity are zero, and of NaN NaN", "[second_derivative]", float, double) {
  using T = TestType;
  const auto check = [](const auto& f) {
    CHECK(f.second_derivative(std::numeric_limits<T>::infinity()) == 0);
    CHECK(f.second_derivative(-std::numeric_limits<T>::infinity()) == 0);
    CHECK(std::isnan(f.second_derivative(std::numeric_limits<T>::quiet_NaN())));
  };
  check(act::gelu);
  check(act::gelu_tanh);
  check(act::gelu_sigmoid);
  check(act::silu);
}

TEMPLATE_TEST_CASE("second derivatives of ranges have the bits of scalars", "[second_derivative]", float, double) {
  using T = TestType;
  const std::vector<T> x = contract::mixed_inputs<T>(301);
  const auto check = [&](const auto& f) {
    std::vector<T> got(x.size()), expected;
    for (const T one : x) expected.push_back(f.second_derivative(one));
    f.second_derivative(x, got);
    contract::require_same_bits(got, expected);
    f.second_derivative(contract::odd_chunks_on_threads{77}, x, got);
    contract::require_same_bits(got, expected);
  };
  check(act::gelu);
  check(act::gelu_tanh);
  check(act::gelu_sigmoid);
  check(act::silu);
  check(act::relu);
  check(act::elu_fn{0.7});
}

TEST_CASE("second derivatives of 16 bits are computed in float and rounded once", "[second_derivative]") {
  for (int i = -60; i < 60; ++i) {
    const act::float16 x(static_cast<float>(i) / 8);
    CHECK(act::silu.second_derivative(x) == act::float16(act::silu.second_derivative(static_cast<float>(x))));
  }
}

TEMPLATE_TEST_CASE("backward_from_value is backward, from y", "[second_derivative]", float, double) {
  using T = TestType;
  const std::vector<T> x = contract::mixed_inputs<T>(200), dy = contract::upstream_gradients<T>(200);
  std::vector<T> y(200), expected(200), dx(200);
  act::relu(x, y);
  act::relu.backward(x, dy, expected);
  act::relu.backward_from_value(y, dy, dx);
  contract::require_same_bits(dx, expected);
  act::relu.backward_from_value(contract::odd_chunks_on_threads{61}, y, dy, y);
  contract::require_same_bits(y, expected);

  const act::elu_fn elu{1.25};
  for (const T one : {T(-0.5), T(-3), T(0), T(2), T(-100)}) {
    const T from_value = elu.backward_from_value(elu(one), T(2)), exact = elu.backward(one, T(2));
    CHECK(std::fabs(from_value - exact) <= 4 * std::numeric_limits<T>::epsilon());
  }
  std::vector<T> short_dx(199);
  CHECK_THROWS_WITH(act::relu.backward_from_value(y, dy, short_dx),
                    "act::relu.backward_from_value: y has 200 elements but dx has 199");
}
