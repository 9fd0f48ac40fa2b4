#pragma once

/// \file gelu.hpp

#include "activation.hpp"
#include "kernels/half_normal_gate.hpp"

ACT_NAMESPACE_BEGIN

/// The Gaussian Error Linear Unit, the exact one: x Phi(x), Phi the distribution function of the standard normal
/// distribution. Hendrycks & Gimpel, arXiv:1606.08415, section 2.
///
/// f'(x) = Phi(x) + x phi(x), with its sign change at -0.75179.
/// f''(x) = phi(x) (2 - x^2).
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
///     float   with FMA      value                            1.0    0.9688    0x1.c63c2ap+1
///     float   with FMA      derivative                       2      1.9222    -0x1.863d3ep+3
///     float   with FMA      derivative near its sign change  2^-25  2^-25.31  -0x1.28e2d6p-2
///     float   without FMA   value                            4      0.5038    -0x1.230ba2p+3
///     float   without FMA   derivative                       8      0.5034    -0x1.42fbfep-26
///     float   without FMA   derivative near its sign change  2^-23  2^-25.99  -0x1.229f1cp-2
///     double  with FMA      value                            2      1.4665    -0x1.3aa41c477d1d2p-1
///     double  with FMA      derivative                       4      3.3009    -0x1.2834c0473d7e7p+5
///     double  with FMA      derivative near its sign change  2^-54  2^-54.08  -0x1.3200597aabb98p-2
///     double  without FMA   value                            4      1.3715    -0x1.2a91415e942b2p+5
///     double  without FMA   derivative                       8      1.2125    -0x1.a5911fb00ed9ep-35
///     double  without FMA   derivative near its sign change  2^-52  2^-54.05  -0x1.1cf926f895fd4p-2
struct gelu_fn : activation_base<gelu_fn> {
  using activation_base::derivative;
  using activation_base::second_derivative;
  using activation_base::value_and_derivative;
  static constexpr const char* name = "gelu";

  template <simd::vector V, class Result = simd::lane_of<V>, class F>
  void with_kernel(const F& f) const {
    f(typename kernels::normal_gate_for<V, Result>::type{});
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_INLINE V value(V x) {
    return kernels::normal_gate<V>::value(x);
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_INLINE V derivative(V x) {
    return kernels::normal_gate<V>::derivative(x);
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    return kernels::normal_gate<V>::value_and_derivative(x);
  }
  template <simd::vector V>
  static ACT_INLINE V second_derivative(V x) {
    return kernels::second_derivative_of_gate<kernels::normal_tails>(x);
  }
};

/// The exact GELU, x Phi(x): see gelu_fn.
inline constexpr gelu_fn gelu{};

ACT_NAMESPACE_END
