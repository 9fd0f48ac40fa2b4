#pragma once

/// \file silu.hpp

#include "activation.hpp"
#include "kernels/logistic_gate.hpp"

ACT_NAMESPACE_BEGIN

/// The Sigmoid Linear Unit: x sigma(x) = x / (1 + e^-x), also called swish. Hendrycks & Gimpel, arXiv:1606.08415,
/// section 2.
///
/// f'(x) = sigma(x) (1 + x sigma(-x)), with its sign change at -1.27846.
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
struct silu_fn : activation_base<silu_fn> {
  using activation_base::derivative;
  using activation_base::value_and_derivative;
  static constexpr const char* name = "silu";

  template <simd::vector V>
  static V value(V x) {
    return kernels::logistic_gate<kernels::identity_argument, V>::value(x);
  }
  template <simd::vector V>
  static V derivative(V x) {
    return kernels::logistic_gate<kernels::identity_argument, V>::derivative(x);
  }
  template <simd::vector V>
  static act::value_and_derivative<V> value_and_derivative(V x) {
    return kernels::logistic_gate<kernels::identity_argument, V>::value_and_derivative(x);
  }
};

inline constexpr silu_fn silu{};

ACT_NAMESPACE_END
