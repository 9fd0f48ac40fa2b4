#pragma once

/// \file gelu_tanh.hpp

#include "activation.hpp"
#include "kernels/logistic_gate.hpp"

ACT_NAMESPACE_BEGIN

/// The approximation of the GELU by a hyperbolic tangent: 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))), computed as
/// x sigma(2 sqrt(2/pi) (x + 0.044715 x^3)), in which nothing cancels. Hendrycks & Gimpel, arXiv:1606.08415, section 2.
///
/// Its derivative changes sign at -0.75246.
///
/// Domain: all of T. f(+-0) = +-0, f(+inf) = +inf, f(-inf) = -0, NaN for NaN; the derivative is 1/2 at 0, 1 at +inf and
/// -0 at -inf. Finite results for finite x, gradual underflow included.
///
/// Accuracy
/// --------
struct gelu_tanh_fn : activation_base<gelu_tanh_fn> {
  using activation_base::derivative;
  using activation_base::value_and_derivative;
  static constexpr const char* name = "gelu_tanh";

  template <simd::vector V>
  static V value(V x) {
    return kernels::logistic_gate<kernels::tanh_argument, V>::value(x);
  }
  template <simd::vector V>
  static V derivative(V x) {
    return kernels::logistic_gate<kernels::tanh_argument, V>::derivative(x);
  }
  template <simd::vector V>
  static act::value_and_derivative<V> value_and_derivative(V x) {
    return kernels::logistic_gate<kernels::tanh_argument, V>::value_and_derivative(x);
  }
};

inline constexpr gelu_tanh_fn gelu_tanh{};

ACT_NAMESPACE_END
