#include <act/kernels/exponential.hpp>

#include "catch2.hpp"
#include "reference/ulp.hpp"
#include "vectors.hpp"

#include <cmath>

namespace {

using reference::real;

/// The largest relative error of approximate(x) against exact(x) over a range, in bits.
template <class Approximate, class Exact>
double bits_of_accuracy(double low, double high, Approximate approximate, Exact exact) {
  const reference::precision used(300);
  double worst = 0;
  for (int i = 0; i <= 4000; ++i) {
    const double x = low + (high - low) * i / 4000;
    const real right = exact(real(x));
    worst = std::max(worst, reference::absolute((approximate(x) - right) / right).to_double());
  }
  return -std::log2(worst);
}

/// Each lane of double is one of these beside the native batch; what holds for all vectors, the activations' tests
/// show.
using one_lane = act::simd::single<double>;

real exponential_in_two_words(double x) {
  const auto e = act::kernels::exponential(act::simd::two_words<one_lane>{x, 0.0});
  return reference::scaled_by_power_of_two(real(e.mantissa.high.lane) + real(e.mantissa.low.lane),
                                           static_cast<long>(e.exponent.lane));
}

}  // namespace

TEST_CASE("the exponential in two words has a relative error of 2^-55", "[kernels]") {
  if (!act::simd::is_fused<one_lane>) return;
  CHECK(bits_of_accuracy(-1399.7, 699.3, exponential_in_two_words, reference::exponential) > 55);
  CHECK(bits_of_accuracy(-1, 1, exponential_in_two_words, reference::exponential) > 55);
}

TEST_CASE("the exponential on the way to float has a relative error of 2^-36", "[kernels]") {
  const auto approximate = [](double x) { return real(act::kernels::exponential_for_float(one_lane(x)).lane); };
  CHECK(bits_of_accuracy(-699, 699, approximate, reference::exponential) > 36);
  CHECK(bits_of_accuracy(-1, 1, approximate, reference::exponential) > 36);
}

TEST_CASE("e^x - 1 does not cancel next to zero", "[kernels]") {
  const auto exact = [](const real& x) { return reference::exponential_minus_one(x); };
  const auto approximate = [](double x) { return real(act::kernels::exponential_minus_one(one_lane(x)).lane); };
  const auto for_float = [](double x) { return real(act::kernels::exponential_minus_one_for_float(one_lane(x)).lane); };
  for (const double smallest : {-60.0, -1.0, -1e-3, -1e-9, -1e-100}) {
    INFO("from " << smallest << " on");
    CHECK(bits_of_accuracy(smallest, smallest / 5000, approximate, exact) > 52);
    CHECK(bits_of_accuracy(smallest, smallest / 5000, for_float, exact) > 34);
  }
}
