#pragma once

/// \file gelu_sigmoid.hpp

#include "activation.hpp"
#include "kernels/logistic_gate.hpp"

ACT_NAMESPACE_BEGIN

/// The approximation of the GELU by a logistic function: x sigma(1.702 x). Hendrycks & Gimpel, arXiv:1606.08415,
/// section 2.
///
/// Its derivative changes sign at -0.75115.
///
/// Domain: all of T. f(+-0) = +-0, f(+inf) = +inf, f(-inf) = -0, NaN for NaN; the derivative is 1/2 at 0, 1 at +inf and
/// -0 at -inf. Finite results for finite x, gradual underflow included.
///
/// Accuracy
/// --------
struct gelu_sigmoid_fn : activation_base<gelu_sigmoid_fn> {
  using activation_base::derivative;
  using activation_base::value_and_derivative;
  static constexpr const char* name = "gelu_sigmoid";

  template <simd::vector V>
  static V value(V x) {
    return kernels::logistic_gate<kernels::sigmoid_argument, V>::value(x);
  }
  template <simd::vector V>
  static V derivative(V x) {
    return kernels::logistic_gate<kernels::sigmoid_argument, V>::derivative(x);
  }
  template <simd::vector V>
  static act::value_and_derivative<V> value_and_derivative(V x) {
    return kernels::logistic_gate<kernels::sigmoid_argument, V>::value_and_derivative(x);
  }
};

inline constexpr gelu_sigmoid_fn gelu_sigmoid{};

ACT_NAMESPACE_END
