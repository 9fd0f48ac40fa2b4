#pragma once

/// \file relu.hpp

#include "activation.hpp"

ACT_NAMESPACE_BEGIN

/// The Rectified Linear Unit: max(x, 0).
///
/// Domain: all of T. f(+-0) = +-0, f(+inf) = +inf, f(-inf) = +0, NaN for NaN; the derivative is 1 for x > 0, else 0,
/// and NaN for NaN; the second derivative is 0, and NaN for NaN. All results are exact.
///
/// Accuracy
/// --------
/// Errors in ULP:
///
///     type    instructions  quantity    bound  worst  at
///     float   with FMA      value       0      0      0x0p+0
///     float   with FMA      derivative  0      0      0x0p+0
///     float   without FMA   value       0      0      0x0p+0
///     float   without FMA   derivative  0      0      0x0p+0
///     double  with FMA      value       0      0      0x0p+0
///     double  with FMA      derivative  0      0      0x0p+0
///     double  without FMA   value       0      0      0x0p+0
///     double  without FMA   derivative  0      0      0x0p+0
struct relu_fn : activation_base<relu_fn> {
  using activation_base::derivative;
  using activation_base::second_derivative;
  static constexpr const char* name = "relu";
  static constexpr bool is_off_ties = true;  // all results are exact

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return simd::max(V(0), x);
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    return simd::step(x);
  }
  template <simd::vector V>
  static ACT_INLINE V second_derivative(V x) {
    return simd::select(simd::is_nan(x), x, V(0));
  }
  template <simd::vector V>
  static ACT_INLINE V derivative_from_value(V y) {
    return simd::step(y);
  }
};

/// max(x, 0): see relu_fn.
inline constexpr relu_fn relu{};

ACT_NAMESPACE_END
