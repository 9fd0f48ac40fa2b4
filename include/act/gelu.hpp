#pragma once

/// \file gelu.hpp

#include "activation.hpp"
#include "kernels/normal_gate.hpp"

ACT_NAMESPACE_BEGIN

/// The Gaussian Error Linear Unit, the exact one: x Phi(x), Phi the distribution function of the standard normal
/// distribution. Hendrycks & Gimpel, arXiv:1606.08415, section 2.
///
/// f'(x) = Phi(x) + x phi(x), with its sign change at -0.75179.
///
/// Domain: all of T. f(+-0) = +-0, f(+inf) = +inf, f(-inf) = -0, NaN for NaN; the derivative is 1/2 at 0, 1 at +inf and
/// -0 at -inf. Finite results for finite x, gradual underflow included.
///
/// Accuracy
/// --------
/// Errors in ULP, near the sign change absolute:
///
///     type    instructions  quantity                         bound  worst  at
///     float   with FMA      value                            1.0
///     float   with FMA      derivative                       2
///     float   with FMA      derivative near its sign change  2^-25
///     float   without FMA   value                            4
///     float   without FMA   derivative                       8
///     float   without FMA   derivative near its sign change  2^-23
///     double  with FMA      value                            2
///     double  with FMA      derivative                       4
///     double  with FMA      derivative near its sign change  2^-54
///     double  without FMA   value                            4
///     double  without FMA   derivative                       8
///     double  without FMA   derivative near its sign change  2^-52
struct gelu_fn : activation_base<gelu_fn> {
  using activation_base::derivative;
  using activation_base::value_and_derivative;
  static constexpr const char* name = "gelu";

  template <simd::vector V>
  static V value(V x) {
    return kernels::normal_gate<V>::value(x);
  }
  template <simd::vector V>
  static V derivative(V x) {
    return kernels::normal_gate<V>::derivative(x);
  }
  template <simd::vector V>
  static act::value_and_derivative<V> value_and_derivative(V x) {
    return kernels::normal_gate<V>::value_and_derivative(x);
  }
};

inline constexpr gelu_fn gelu{};

ACT_NAMESPACE_END
