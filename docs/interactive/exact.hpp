#pragma once

/// \file exact.hpp
/// What the page takes for exact: formulas in double precision that do not cancel, whose functions are the C library's.
/// An error of 2^-40 of the result is 2^-16 ULP of a float. They share no code with act. The page's test holds them
/// against mpmath.

#include "../../tests/reference/in_double.hpp"

namespace exact {

using reference::value_and_derivative;

/// x P(N(mean, stddev^2) <= x).
inline value_and_derivative<double> shifted_normal_gate(double x, double mean, double stddev) {
  const double z = (x - mean) / stddev;
  const double probability = 0.5 * std::erfc(z * -std::sqrt(0.5));
  const double density = std::exp(-0.5 * z * z) * (1 / std::sqrt(2 * std::numbers::pi));
  return {x * probability, probability + x / stddev * density};
}

/// (atan(u) - u / (1 + u^2)) / pi, u > 0, by its series where the terms would cancel.
inline double left_cauchy_slope(double u) {
  if (u > 0.1) return (std::atan(u) - u / (1 + u * u)) / std::numbers::pi;
  double sum = 0;
  for (int k = 10; k > 0; --k) sum = 2.0 * k / (2 * k + 1) - u * u * sum;
  return u * u * u * sum / std::numbers::pi;
}

/// x (1/2 + atan(x) / pi).
inline value_and_derivative<double> cauchy_gate(double x) {
  if (x < 0) return {-std::atan(-1 / x) / std::numbers::pi * -x, left_cauchy_slope(-1 / x)};
  const double probability = 0.5 + std::atan(x) / std::numbers::pi;
  return {x * probability, probability + x / (std::numbers::pi * (1 + x * x))};
}

}  // namespace exact
