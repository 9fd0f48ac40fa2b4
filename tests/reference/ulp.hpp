#pragma once

/// \file ulp.hpp
/// How far a result is from the exact one, in units in the last place of the exact one.

#include "real.hpp"

#include <algorithm>
#include <cmath>
#include <concepts>
#include <limits>

namespace reference {

template <std::floating_point T>
T rounded(const real& exact) {
  if constexpr (std::same_as<T, float>) {
    return exact.to_float();
  } else {
    return exact.to_double();
  }
}

/// The exponent of T's unit in the last place at a number of [2^binade, 2^(binade + 1)), gradual underflow included.
template <class T>
constexpr int unit_exponent(long binade) {
  constexpr int smallest = std::numeric_limits<T>::min_exponent - 1;
  return std::max(static_cast<int>(std::max(binade, -100000L)), smallest) - (std::numeric_limits<T>::digits - 1);
}

/// The same for the number itself.
template <std::floating_point T>
int unit_exponent(const real& exact) {
  return unit_exponent<T>(mpfr_zero_p(exact.data()) ? -100000L : static_cast<long>(mpfr_get_exp(exact.data())) - 1);
}

/// |got - exact|; infinite where one is finite and the other, rounded, is not.
template <std::floating_point T>
double absolute_error(T got, const real& exact) {
  if (!std::isfinite(got)) return got == rounded<T>(exact) ? 0 : std::numeric_limits<double>::infinity();
  const precision used(224);
  return absolute(real(static_cast<double>(got)) - exact).to_double();
}

/// |got - exact| / ulp(exact), the unit being that of the exact number's binade: at most 0.5 if rounded correctly.
template <std::floating_point T>
double error_in_ulp(T got, const real& exact) {
  if (!std::isfinite(got)) return absolute_error(got, exact);
  const precision used(224);
  const real difference = absolute(real(static_cast<double>(got)) - exact);
  return scaled_by_power_of_two(difference, -unit_exponent<T>(exact)).to_double();
}

}  // namespace reference
