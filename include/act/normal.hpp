#pragma once

/// \file normal.hpp
/// The standard normal distribution: its distribution function and its density, which gelu is made of.

#include "activation.hpp"
#include "kernels/normal.hpp"

ACT_NAMESPACE_BEGIN

/// The standard normal density: exp(-x^2/2) / sqrt(2 pi). f'(x) = -x f(x), f''(x) = (x^2 - 1) f(x).
///
/// Domain: all of T. f(+-inf) = +0, NaN for NaN; at +-inf the derivative is a zero of the sign opposite to x's, the
/// second derivative +0.
///
/// Accuracy: in float 1 ULP, in double 4, gradual underflow included; within 1/2 of the zeros of the second derivative
/// its error is at most 2^-25 and 2^-51.
struct normal_density_fn : activation_base<normal_density_fn> {
  using activation_base::derivative;
  using activation_base::second_derivative;
  static constexpr const char* name = "normal_density";

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return kernels::density<kernels::normal_tails>(x, [](auto wide, const auto&) { return decltype(wide)(1); });
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    return kernels::density<kernels::normal_tails>(
        x, [](auto wide, const auto& tail) { return simd::with_sign_of(simd::negate(wide), tail.t); });
  }
  template <simd::vector V>
  static ACT_INLINE V second_derivative(V x) {
    return kernels::density<kernels::normal_tails>(
        x, [](auto, const auto& tail) { return simd::fma(tail.t, tail.t, decltype(tail.t)(-1)); });
  }
};

/// The standard normal density: see normal_density_fn.
inline constexpr normal_density_fn normal_density{};

/// The standard normal distribution function Phi(x) = erfc(-x / sqrt 2) / 2; f'(x) is the density, and f''(x) the
/// density's derivative.
///
/// Domain: all of T. f(-inf) = +0, f(+inf) = 1, NaN for NaN.
///
/// Accuracy: in float 1 ULP, in double 2, the derivatives' in double 4; gradual underflow included.
struct normal_cdf_fn : activation_base<normal_cdf_fn> {
  using activation_base::derivative;
  using activation_base::second_derivative;
  static constexpr const char* name = "normal_cdf";

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return kernels::distribution<kernels::normal_tails>(x);
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    return normal_density_fn::value(x);
  }
  template <simd::vector V>
  static ACT_INLINE V second_derivative(V x) {
    return normal_density_fn::derivative(x);
  }
};

/// The standard normal distribution function: see normal_cdf_fn.
inline constexpr normal_cdf_fn normal_cdf{};

ACT_NAMESPACE_END
