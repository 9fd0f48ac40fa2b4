#pragma once

/// \file gelu_sigmoid.hpp

#include "activation.hpp"
#include "kernels/half_logistic_gate.hpp"

ACT_NAMESPACE_BEGIN

/// The approximation of the GELU by a logistic function: x sigma(1.702 x). Hendrycks & Gimpel, arXiv:1606.08415,
/// section 2.
///
/// With s = sigma(1.702 x): f'(x) = s + 1.702 x s (1 - s), with its sign change at -0.75115, and
/// f''(x) = 1.702 s (1 - s) (2 + 1.702 x (1 - 2 s)).
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
///     float   with FMA      value                            1.0    0.9392    -0x1.4dd85p+5
///     float   with FMA      derivative                       2      1.7497    -0x1.35d0e6p+5
///     float   with FMA      derivative near its sign change  2^-25  2^-25.12  -0x1.19f5fp-2
///     float   without FMA   value                            4      0.5001    -0x1.cf18p+0
///     float   without FMA   derivative                       8      0.5001    -0x1.83f3dep+1
///     float   without FMA   derivative near its sign change  2^-23  2^-25.99  -0x1.07768p-2
///     double  with FMA      value                            2      1.8047    -0x1.6b13139dc1a3p+8
///     double  with FMA      derivative                       4      3.2869    -0x1.72233dd234c5ep+0
///     double  with FMA      derivative near its sign change  2^-54  2^-54.17  -0x1.f1e7e6760a84cp-1
///     double  without FMA   value                            4      0.7933    0x1.307be47d00e28p-1
///     double  without FMA   derivative                       8      0.8244    -0x1.a41358fb38407p+8
///     double  without FMA   derivative near its sign change  2^-52  2^-54.84  -0x1.05baabbbbfe47p-2
struct gelu_sigmoid_fn : activation_base<gelu_sigmoid_fn> {
  using activation_base::derivative;
  using activation_base::second_derivative;
  using activation_base::value_and_derivative;
  static constexpr const char* name = "gelu_sigmoid";

  template <simd::vector V, class Result = simd::lane_of<V>, class F>
  void with_kernel(const F& f) const {
    f(typename kernels::logistic_gate_for<kernels::sigmoid_argument, V, Result>::type{});
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_INLINE V value(V x) {
    return kernels::logistic_gate<kernels::sigmoid_argument, V>::value(x);
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_INLINE V derivative(V x) {
    return kernels::logistic_gate<kernels::sigmoid_argument, V>::derivative(x);
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    return kernels::logistic_gate<kernels::sigmoid_argument, V>::value_and_derivative(x);
  }
  template <simd::vector V>
  static ACT_INLINE V second_derivative(V x) {
    return kernels::second_derivative_of_gate<kernels::logistic_tails<kernels::sigmoid_argument>>(x);
  }
};

/// The GELU by the logistic function, x sigma(1.702 x): see gelu_sigmoid_fn.
inline constexpr gelu_sigmoid_fn gelu_sigmoid{};

ACT_NAMESPACE_END
