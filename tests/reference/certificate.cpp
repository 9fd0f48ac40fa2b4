// The double-precision references against MPFR: the sweep of all floats rests on them.

#include "activation.hpp"
#include "catch2.hpp"
#include "ulp.hpp"

#include <act/simd/bit_cast.hpp>

#include <cmath>
#include <cstdint>

namespace {

struct largest_errors {
  double relative = 0, relative_at = 0, absolute_near_sign_change = 0;
};

void note(largest_errors& worst, double got, const reference::real& exact, bool is_near_sign_change, double x) {
  const double error = reference::absolute_error(got, exact);
  if (is_near_sign_change) {
    worst.absolute_near_sign_change = std::max(worst.absolute_near_sign_change, error);
    return;
  }
  // Below half of the smallest float only the sign and the size of the result matter to a float.
  const double size = std::max(std::fabs(exact.to_double()), 0x1p-150);
  if (error / size > worst.relative) worst.relative_at = x;
  worst.relative = std::max(worst.relative, error / size);
}

/// Every stride-th finite float.
largest_errors measure(const reference::activation& f, std::uint32_t first, std::uint32_t stride) {
  largest_errors worst;
  for (std::uint64_t pattern = first; pattern < std::uint64_t{1} << 32; pattern += stride) {
    const float x = act::simd::bit_cast<float>(static_cast<std::uint32_t>(pattern));
    if (!std::isfinite(x)) continue;
    double value = 0, derivative = 0;
    f.in_double({&x, 1}, {&value, 1}, {&derivative, 1});
    const auto exact = f.exact(x);
    note(worst, value, exact.value, false, x);
    note(worst, derivative, exact.derivative, reference::is_near_sign_change(f, x), x);
  }
  return worst;
}

/// To 2^-75 of the result, or of what is far below the smallest double.
bool agree(const reference::real& nearly, const reference::real& exact) {
  const reference::precision used(224);
  const reference::real error = reference::absolute(nearly - exact), size = reference::absolute(exact);
  return error < (size > 0x1p-1074 ? size : reference::real(0x1p-1074)) * 0x1p-75;
}

}  // namespace

TEST_CASE("the references in double precision are as good as MPFR says they have to be", "[reference]") {
  for (const reference::activation& f : reference::all_activations()) {
    const largest_errors worst = measure(f, 17, 500009);
    INFO(f.name << ", worst at " << worst.relative_at);
    CHECK(worst.relative < 0x1p-40);
    CHECK(worst.absolute_near_sign_change < 0x1p-45);
  }
}

TEST_CASE("the references in double precision are good in the tails, where errors grow", "[reference]") {
  for (const reference::activation& f : reference::all_activations()) {
    largest_errors worst;
    for (float x = -120; x < 20; x += 0x1.234568p-7f) {
      double value = 0, derivative = 0;
      f.in_double({&x, 1}, {&value, 1}, {&derivative, 1});
      const auto exact = f.exact(x);
      note(worst, value, exact.value, false, x);
      note(worst, derivative, exact.derivative, reference::is_near_sign_change(f, x), x);
    }
    INFO(f.name << ", worst at " << worst.relative_at);
    CHECK(worst.relative < 0x1p-40);
    CHECK(worst.absolute_near_sign_change < 0x1p-45);
  }
}

TEST_CASE("the formulas are at the precision of the sweep of doubles as good as it needs", "[reference]") {
  std::vector<double> inputs;
  for (double x = -1100.1; x < 60; x += 0.1234567) inputs.push_back(x);
  for (double x = -0.987654321; std::fabs(x) > 1e-300; x *= -0.0987654321) inputs.push_back(x);
  for (const reference::activation& f : reference::all_activations()) {
    for (const double x : inputs) {
      const auto nearly = f.nearly_exact(x), exact = f.exact(x);
      INFO(f.name << " at " << x);
      CHECK(agree(nearly.value, exact.value));
      const double absolute_error = std::fabs((nearly.derivative - exact.derivative).to_double());
      CHECK((reference::is_near_sign_change(f, x) ? absolute_error < 0x1p-75
                                                  : agree(nearly.derivative, exact.derivative)));
    }
  }
}

TEST_CASE("the derivative of every formula is the slope of its value", "[reference]") {
  for (const reference::activation& f : reference::all_activations()) {
    for (double x = -9.97; x < 10; x += 0.25) {
      const reference::precision used(224);
      const reference::real step(0x1p-60);
      const auto above = f.formula(reference::real(x) + step), below = f.formula(reference::real(x) - step);
      const reference::real slope = (above.value - below.value) / (step + step);
      const reference::real error = reference::absolute(slope - f.formula(x).derivative);
      INFO(f.name << " at " << x);
      CHECK(error.to_double() < 0x1p-100);
    }
  }
}

TEST_CASE("the sign changes stand where the interface says", "[reference]") {
  for (const reference::activation& f : reference::all_activations()) {
    if (!f.sign_change) continue;
    INFO(f.name);
    CHECK(f.exact(*f.sign_change - 6e-6).derivative < 0);
    CHECK(f.exact(*f.sign_change + 6e-6).derivative > 0);
  }
}

TEST_CASE("an error in ULP counts the unit of the exact value's binade", "[reference]") {
  using reference::error_in_ulp;
  const reference::precision used(224);
  const reference::real just_below_one = reference::real(1) - reference::real(0x1p-100);
  CHECK(error_in_ulp(1.0f, reference::real(1)) == 0);
  CHECK(error_in_ulp(1.0f + 0x1p-23f, reference::real(1)) == 1);
  CHECK(error_in_ulp(1.0f + 0x1p-23f, just_below_one) > 1.99);
  CHECK(error_in_ulp(0.0f, reference::real(0x1p-150)) == 0.5);
  CHECK(error_in_ulp(0x1p-149f, reference::real(0x1p-126)) == 0x1p23 - 1);
  CHECK(error_in_ulp(0x1p-1074, reference::real(0.0)) == 1);
  CHECK(std::isinf(error_in_ulp(std::numeric_limits<float>::infinity(), reference::real(1))));
}
