#pragma once

/// \file silu.hpp

#include "activation.hpp"
#include "kernels/half_logistic_gate.hpp"

ACT_NAMESPACE_BEGIN

/// The Sigmoid Linear Unit: x sigma(x) = x / (1 + e^-x), also called swish. Hendrycks & Gimpel, arXiv:1606.08415,
/// section 2.
///
/// With s = sigma(x): f'(x) = s (1 + x (1 - s)), with its sign change at -1.27846, and
/// f''(x) = s (1 - s) (2 + x (1 - 2 s)).
///
/// Domain: all of T. f(+-0) = +-0, f(+inf) = +inf, f(-inf) = -0, NaN for NaN; the derivative is 1/2 at 0, 1 at +inf and
/// -0 at -inf. Finite results for finite x, gradual underflow included.
/// The second derivative is -0 at +-inf; within 1/2 of its zeros its error is at most 2^-25 in float and 2^-51 in
/// double, elsewhere 1 ULP in float and 8 in double.
///
/// In float16 and bfloat16 value and derivative are correctly rounded.
///
/// Accuracy
/// --------
/// Errors in ULP, near the sign change absolute:
///
///     type    instructions  quantity                         bound  worst     at
///     float   with FMA      value                            1.0    0.8864    -0x1.6f74e8p+6
///     float   with FMA      derivative                       2      1.5104    -0x1.207f8p+3
///     float   with FMA      derivative near its sign change  2^-25  2^-26.15  -0x1.9d4cacp-1
///     float   without FMA   value                            4      0.5001    -0x1.49eedp+2
///     float   without FMA   derivative                       8      0.5001    -0x1.e1996ep+1
///     float   without FMA   derivative near its sign change  2^-23  2^-27.00  -0x1.8ee3cp-1
///     double  with FMA      value                            2      1.7238    -0x1.54f372ad479efp+5
///     double  with FMA      derivative                       4      3.0725    -0x1.3f222c9bc8a15p+1
///     double  with FMA      derivative near its sign change  2^-54  2^-54.42  -0x1.05428e4a9d9d2p+0
///     double  without FMA   value                            4      0.7815    -0x1.657c6cd0fa32ap+9
///     double  without FMA   derivative                       8      0.7956    -0x1.657cb3c00ed41p+9
///     double  without FMA   derivative near its sign change  2^-52  2^-55.96  -0x1.a494f02c65688p-1
struct silu_fn : activation_base<silu_fn> {
  using activation_base::derivative;
  using activation_base::second_derivative;
  using activation_base::value_and_derivative;
  static constexpr const char* name = "silu";

  template <simd::vector V, class Result = simd::lane_of<V>, class F>
  void with_kernel(const F& f) const {
    f(typename kernels::logistic_gate_for<kernels::identity_argument, V, Result>::type{});
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_INLINE V value(V x) {
    return kernels::logistic_gate<kernels::identity_argument, V>::value(x);
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_INLINE V derivative(V x) {
    return kernels::logistic_gate<kernels::identity_argument, V>::derivative(x);
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    return kernels::logistic_gate<kernels::identity_argument, V>::value_and_derivative(x);
  }
  template <simd::vector V>
  static ACT_INLINE V second_derivative(V x) {
    return kernels::second_derivative_of_gate<kernels::logistic_tails<kernels::identity_argument>>(x);
  }
};

/// x sigma(x): see silu_fn.
inline constexpr silu_fn silu{};

ACT_NAMESPACE_END
