// act::normal_cdf, act::normal_density and act::logistic.

#include <act/logistic.hpp>
#include <act/normal.hpp>

#include "contract/contract.hpp"
#include "reference/ulp.hpp"

namespace {

using reference::exponential;
using reference::real;
using formula = real (*)(const real& x);

real cdf(const real& x) {
  return reference::complementary_error_function(-x / reference::square_root(real(2))) / real(2);
}
real density(const real& x) {
  return exponential(-(x * x) / real(2)) / reference::square_root(real(2) * reference::pi());
}
real density_slope(const real& x) { return -x * density(x); }
real density_bend(const real& x) { return (x * x - real(1)) * density(x); }
real sigma(const real& x) { return real(1) / (real(1) + exponential(-x)); }
real sigma_slope(const real& x) { return sigma(x) * sigma(-x); }
real sigma_bend(const real& x) {
  return sigma_slope(x) * -reference::exponential_minus_one(x) / (real(1) + exponential(x));
}

template <class T>
std::vector<T> numbers() {
  std::vector<T> all;
  for (int i = 0; i < 3000; ++i) {
    all.push_back(static_cast<T>(i * 0.0137));
    all.push_back(static_cast<T>(std::ldexp(1 + i % 7 / 7.0, i % 95 - 85)));
    all.push_back(-all[all.size() - 2]);
    all.push_back(-all[all.size() - 2]);
  }
  return all;
}

/// The worst absolute error within 1/2 of +-zero.
template <class T, class Form>
double worst_error_near(double zero, const Form& form, formula exact) {
  const reference::precision used(200);
  double worst = 0;
  for (int i = -4000; i <= 4000; ++i) {
    for (const double sign : {-1.0, 1.0}) {
      const T x = static_cast<T>(sign * (zero + i / 8000.0));
      worst = std::max(worst, reference::absolute_error(form(x), exact(real(static_cast<double>(x)))));
    }
  }
  return worst;
}

/// The worst error in ULP, leaving out what is within 1/2 of +-zero.
template <class T, class Form>
double worst_error(const Form& form, formula exact, double zero = -10) {
  const reference::precision used(200);
  double worst = 0;
  for (const T x : numbers<T>())
    if (std::fabs(std::fabs(static_cast<double>(x)) - zero) >= 0.5)
      worst = std::max(worst, reference::error_in_ulp(form(x), exact(real(static_cast<double>(x)))));
  return worst;
}

}  // namespace

TEMPLATE_TEST_CASE("distributions and densities are as exact as they say", "[distributions]", float, double) {
  using T = TestType;
  const bool is_float = sizeof(T) == 4;
  const auto value = [](const auto& f) { return [f](T x) { return f(x); }; };
  const auto derivative = [](const auto& f) { return [f](T x) { return f.derivative(x); }; };
  const auto bend = [](const auto& f) { return [f](T x) { return f.second_derivative(x); }; };
  CHECK(worst_error<T>(value(act::normal_cdf), cdf) <= (is_float ? 1 : 2));
  CHECK(worst_error<T>(derivative(act::normal_cdf), density) <= (is_float ? 1 : 4));
  CHECK(worst_error<T>(bend(act::normal_cdf), density_slope) <= (is_float ? 1 : 4));
  CHECK(worst_error<T>(value(act::normal_density), density) <= (is_float ? 1 : 4));
  CHECK(worst_error<T>(derivative(act::normal_density), density_slope) <= (is_float ? 1 : 4));
  CHECK(worst_error<T>(bend(act::normal_density), density_bend, 1) <= (is_float ? 1 : 4));
  CHECK(worst_error_near<T>(1, bend(act::normal_density), density_bend) <= (is_float ? 0x1p-25 : 0x1p-51));
  CHECK(worst_error<T>(value(act::logistic), sigma) <= (is_float ? 1 : 2));
  CHECK(worst_error<T>(derivative(act::logistic), sigma_slope) <= (is_float ? 1 : 4));
  CHECK(worst_error<T>(bend(act::logistic), sigma_bend) <= (is_float ? 1 : 6));
}

TEMPLATE_TEST_CASE("distributions and densities have every form", "[distributions]", float, double) {
  contract::keeps<TestType>(act::normal_cdf);
  contract::keeps<TestType>(act::normal_density);
  contract::keeps<TestType>(act::logistic);
}

TEMPLATE_TEST_CASE("distributions and densities at infinity and at zero", "[distributions]", float, double) {
  using T = TestType;
  const T infinity = std::numeric_limits<T>::infinity(), nan = std::numeric_limits<T>::quiet_NaN();
  const auto is_zero = [](T x, bool is_negative) { return x == 0 && std::signbit(x) == is_negative; };
  CHECK(is_zero(act::normal_cdf(-infinity), false));
  CHECK(act::normal_cdf(infinity) == 1);
  CHECK(act::normal_cdf(T(0)) == T(0.5));
  CHECK(is_zero(act::normal_density(infinity), false));
  CHECK(is_zero(act::normal_density.derivative(infinity), true));
  CHECK(is_zero(act::normal_density.derivative(-infinity), false));
  CHECK(is_zero(act::normal_density.derivative(T(0)), true));
  CHECK(is_zero(act::logistic(-infinity), false));
  CHECK(act::logistic(infinity) == 1);
  CHECK(act::logistic(T(0)) == T(0.5));
  CHECK(is_zero(act::logistic.second_derivative(T(0)), true));
  CHECK(is_zero(act::logistic.second_derivative(-infinity), false));
  CHECK(std::isnan(act::normal_cdf(nan)));
  CHECK(std::isnan(act::normal_density.derivative(nan)));
  CHECK(std::isnan(act::logistic.second_derivative(nan)));
}
