#pragma once

/// \file half_gate.hpp
/// The gates x F(x) and their derivatives for float16 and bfloat16: floats which, rounded once more, are the correctly
/// rounded results for every number of the type.
///
/// Where one instruction chooses among 32 entries: with t = |x|, limited, and -F(-t) and D(t) = F(-t) - t F'(t) from
/// tables, the value is max(x, 0) + t (-F(-t)), the derivative D on the left and 1 - D on the right. Some tables are of
/// R(t), the root of F(-t), which needs fewer terms; the value is then max(x, 0) - (t R) R, rounded up, for exact
/// values lie above the ties beside zero. The tables know how these operations round. From the reach of a float16 table
/// on the results are zero, or 1, so that there is one kernel for every x; bfloat16 goes on where its tables end, and
/// there the kernel in float takes over. Elsewhere the kernels in float are the faster ones.
///
/// Instructions a vector with AVX-512, without those that copy registers: float16 12 for the value from a root, else
/// 14, 15 or 16 for the derivative; bfloat16 11 or 12 for the value, 12 for the derivative.

#include "half_polynomial.hpp"
#include "off_ties.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

template <class Value, class Derivative>
struct half_gate {
  static constexpr bool goes_side_by_side = true;

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    const V t = simd::min_magnitude(x, V(Value::reach)), p = half_polynomial<Value>(t);
    if constexpr (requires { requires Value::is_root; }) {
      return simd::fnma_upward(simd::product(t, p), p, signed_ramp(x));
    } else {
      return simd::fma(t, p, signed_ramp(x));
    }
  }

  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    const V t = simd::min(V(Derivative::reach), simd::abs(x));  // NaN stays
    return reflect(x, half_polynomial<Derivative>(t));
  }

  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    return {value(x), derivative(x)};
  }
};

/// The same for the numbers up to the tables' end.
template <class Value, class Derivative>
struct near_half_gate : half_gate<Value, Derivative> {
  static_assert(Value::reach == Derivative::reach);
  static constexpr bool is_off_ties = true;

  /// x < -reach, or NaN.
  template <simd::vector V>
  static ACT_INLINE auto is_rare(V x) {
    return !(x >= V(-Value::reach));
  }
};

template <class Value, class Derivative, class Float, class Ties, simd::vector V>
using gate_for_float16 =
    std::conditional_t<simd::table_entries<V> == 32, half_gate<Value, Derivative>, off_ties<Float, Ties>>;

template <class Value, class Derivative, class Float, class FloatEverywhere, simd::vector V>
using gate_for_bfloat16 = std::conditional_t<simd::table_entries<V> == 32,
                                             common_or_everywhere<near_half_gate<Value, Derivative>, FloatEverywhere>,
                                             off_subnormal_ties<Float>>;

}  // namespace kernels
ACT_NAMESPACE_END
