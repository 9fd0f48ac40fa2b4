#pragma once

/// \file gelu_tanh.hpp

#include "activation.hpp"
#include "kernels/half_logistic_gate.hpp"

ACT_NAMESPACE_BEGIN

/// The approximation of the GELU by a hyperbolic tangent: 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))), computed as
/// x sigma(2 sqrt(2/pi) (x + 0.044715 x^3)), in which nothing cancels. Hendrycks & Gimpel, arXiv:1606.08415, section 2.
///
/// With w that argument of sigma and s = sigma(w): f'(x) = s + x w' s (1 - s), with its sign change at -0.75246, and
/// f''(x) = s (1 - s) (2 w' + x w'' + x w'^2 (1 - 2 s)).
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
///     float   with FMA      value                            1.0    0.9212    -0x1.6fff1p+2
///     float   with FMA      derivative                       2      1.3777    -0x1.1706f4p+2
///     float   with FMA      derivative near its sign change  2^-25  2^-25.72  -0x1.02930ep-2
///     float   without FMA   value                            4      0.5001    -0x1.61e766p+0
///     float   without FMA   derivative                       8      0.5001    -0x1.b486e4p+0
///     float   without FMA   derivative near its sign change  2^-23  2^-26.00  -0x1.043678p-2
///     double  with FMA      value                            2      1.7450    -0x1.6a54d06a9378p+3
///     double  with FMA      derivative                       4      3.9510    -0x1.0e6216a1a8e3cp+2
///     double  with FMA      derivative near its sign change  2^-54  2^-54.02  -0x1.029f2fdc3026dp-2
///     double  without FMA   value                            4      0.8339    -0x1.52d57fc5c97cep+4
///     double  without FMA   derivative                       8      0.7936    0x1.81e705e9a1aacp-3
///     double  without FMA   derivative near its sign change  2^-52  2^-54.90  -0x1.13ddc0411407fp-2
struct gelu_tanh_fn : activation_base<gelu_tanh_fn> {
  using activation_base::derivative;
  using activation_base::second_derivative;
  using activation_base::value_and_derivative;
  static constexpr const char* name = "gelu_tanh";

  template <simd::vector V, class Result = simd::lane_of<V>, class F>
  void with_kernel(const F& f) const {
    f(typename kernels::logistic_gate_for<kernels::tanh_argument, V, Result>::type{});
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_INLINE V value(V x) {
    return kernels::logistic_gate<kernels::tanh_argument, V>::value(x);
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_INLINE V derivative(V x) {
    return kernels::logistic_gate<kernels::tanh_argument, V>::derivative(x);
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    return kernels::logistic_gate<kernels::tanh_argument, V>::value_and_derivative(x);
  }
  template <simd::vector V>
  static ACT_INLINE V second_derivative(V x) {
    return kernels::second_derivative_of_gate<kernels::logistic_tails<kernels::tanh_argument>>(x);
  }
};

/// The GELU by tanh: see gelu_tanh_fn.
inline constexpr gelu_tanh_fn gelu_tanh{};

ACT_NAMESPACE_END
