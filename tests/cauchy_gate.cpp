#include <act/cauchy_gate.hpp>
#include <act/elu.hpp>

#include "contract/contract.hpp"
#include "contract/specials.hpp"
#include "half_formats.hpp"
#include "reference/half_rounding.hpp"
#include "reference/ulp.hpp"

#include <numbers>

namespace {

using reference::real;

struct exact_results {
  real value, derivative, second_derivative;
};

/// By atan(1/t), which does not cancel: P(C <= -t) = atan(1/t) / pi.
exact_results exact(double at) {
  const real x(at), one(1), density = one / (reference::pi() * (one + x * x));
  const real left = reference::arc_tangent(one / reference::absolute(x)) / reference::pi();
  const real probability = x < real(0.0) ? left : one - left;
  return {x * probability, probability + x * density, real(2) * density / (one + x * x)};
}

}  // namespace

TEMPLATE_TEST_CASE("cauchy_gate's forms agree", "[cauchy_gate]", float, double) {
  contract::forms_agree<TestType>(act::cauchy_gate);
  contract::batches_agree<TestType>(act::cauchy_gate);
}

TEMPLATE_TEST_CASE("cauchy_gate is within its bounds", "[cauchy_gate]", float, double) {
  using T = TestType;
  const reference::precision used(2200);  // the derivative's terms cancel
  const bool is_float = sizeof(T) == 4;
  for (int i = 1; i < 1500; ++i) {
    const double magnitude = i < 1000 ? i * 0.0137 : std::ldexp(1 + i % 7 / 7.0, i % 97 * (is_float ? 1 : 4) - 30);
    for (const T x : {static_cast<T>(magnitude), static_cast<T>(-magnitude)}) {
      const exact_results right = exact(x);
      INFO(x);
      REQUIRE(reference::error_in_ulp(act::cauchy_gate(x), right.value) <= (is_float ? 1 : 4));
      REQUIRE(reference::error_in_ulp(act::cauchy_gate.derivative(x), right.derivative) <= (is_float ? 1 : 8));
      REQUIRE(reference::error_in_ulp(act::cauchy_gate.second_derivative(x), right.second_derivative) <=
              (is_float ? 1 : 8));
    }
  }
}

TEMPLATE_TEST_CASE("every 16-bit result of cauchy_gate is correctly rounded", "[cauchy_gate]", act::float16,
                   act::bfloat16) {
  using T = TestType;
  constexpr reference::format type = std::is_same_v<T, act::float16> ? reference::float16 : reference::bfloat16;
  const reference::precision used(600);  // the derivative's terms cancel
  std::vector<T> x, y(half_formats::count), slope(half_formats::count);
  for (int bits = 0; bits < half_formats::count; ++bits) x.push_back(half_formats::with_bits<T>(bits));
  act::cauchy_gate(x, y);
  act::cauchy_gate.derivative(x, slope);
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const auto number = static_cast<double>(static_cast<float>(x[i]));
    if (number == 0 || !std::isfinite(number)) continue;  // see the special numbers
    const exact_results right = exact(number);
    wrong += static_cast<float>(y[i]) != rounded(type, right.value);
    wrong += static_cast<float>(slope[i]) != rounded(type, right.derivative);
  }
  CHECK(wrong == 0);
}

TEMPLATE_TEST_CASE("cauchy_gate at the special numbers", "[cauchy_gate]", float, double) {
  using T = TestType;
  using namespace contract;
  const T zero = 0, limit = static_cast<T>(-std::numbers::inv_pi), half = static_cast<T>(0.5);
  has_specials<T>(act::cauchy_gate, {{zero, zero, half},
                                     {-zero, -zero, half},
                                     {infinity<T>, infinity<T>, 1},
                                     {-infinity<T>, limit, zero},
                                     {largest<T>, largest<T>, 1},
                                     {-largest<T>, limit, zero},
                                     {not_a_number<T>, not_a_number<T>, not_a_number<T>}});
  stays_finite<T>(act::cauchy_gate);
}

TEST_CASE("cauchy_gate has the asymptotes of an ELU with alpha 1/pi, but for 1/pi on the right", "[cauchy_gate]") {
  const act::elu_fn elu{std::numbers::inv_pi};
  for (double x = 10; x < 1e9; x *= 3) {
    CHECK(std::fabs(act::cauchy_gate(-x) - elu(-x)) <= 0.11 / (x * x) + 1e-4 * std::exp(10 - x) + 0x1p-53);
    CHECK(std::fabs(act::cauchy_gate(x) + std::numbers::inv_pi - elu(x)) <= 0.11 / (x * x) + x * 0x1p-52);
  }
}
