#pragma once

/// \file in_double.hpp
/// The formulas in double precision, for finite x, in forms that do not cancel but near the derivative's sign change.
/// certificate.cpp holds them against MPFR. They need no more than the C library.

#include <cmath>
#include <numbers>

namespace reference {

template <class Number>
struct value_and_derivative {
  Number value, derivative;
};

namespace in_double {

inline value_and_derivative<double> normal_gate(double x) {
  const double probability = 0.5 * std::erfc(x * -std::sqrt(0.5));
  const double density = std::exp(-0.5 * x * x) * (1 / std::sqrt(2 * std::numbers::pi));
  return {x * probability, probability + x * density};
}

/// x sigma(w) and its derivative, given w and x w'.
inline value_and_derivative<double> logistic_gate(double x, double w, double slope_product) {
  const double small = std::exp(-std::fabs(w)), larger_side = 1 / (1 + small), smaller_side = small / (1 + small);
  const double left = w < 0 ? smaller_side : larger_side, right = w < 0 ? larger_side : smaller_side;
  return {x * left, left * (1 + slope_product * right)};
}

inline value_and_derivative<double> cubic_gate(double x) {
  const double scale = 2 * std::sqrt(2 / std::numbers::pi), third = 0.044715 * x * x * x;
  return logistic_gate(x, scale * (x + third), scale * (x + 3 * third));
}

inline value_and_derivative<double> sigmoid_gate(double x) { return logistic_gate(x, 1.702 * x, 1.702 * x); }

inline value_and_derivative<double> rectifier(double x) {
  if (x > 0) return {x, 1};
  return {0, 0};
}

inline value_and_derivative<double> exponential_unit(double x, double alpha) {
  if (x > 0) return {x, 1};
  return {alpha * std::expm1(x), alpha * std::exp(x)};
}

}  // namespace in_double
}  // namespace reference
