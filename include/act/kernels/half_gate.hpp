#pragma once

/// \file half_gate.hpp
/// The gates x F(x) and their derivatives for float16 and bfloat16: floats which, rounded once more, are the correctly
/// rounded results for every number of the type.
///
/// With t = |x|, limited, and -F(-t) and D = F(-t) - t F'(t) from tables: the value is max(x, 0) + t (-F(-t)), the
/// derivative D on the left and 1 - D on the right. The tables know how these operations round.
///
/// In float16 results on the left of a table's reach are -0, and there is one kernel for every x. bfloat16 goes on
/// where its table ends: there the kernel in float takes over.

#include "../half.hpp"
#include "half_polynomial.hpp"
#include "half_tables.hpp"
#include "logistic_gate.hpp"
#include "normal_gate.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

template <class Value, class Derivative>
struct half_gate {
  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    const V t = simd::min_magnitude(x, V(Value::reach));
    return simd::fma_rounded_once(t, half_polynomial<Value>(t), signed_ramp(x));
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

  /// x < -reach, or NaN.
  template <simd::vector V>
  static ACT_INLINE auto is_rare(V x) {
    return !(x >= V(-Value::reach));
  }
};

using gelu_for_float16 = half_gate<float16_tables::gelu_value, float16_tables::gelu_derivative>;
using gelu_tanh_for_float16 = half_gate<float16_tables::gelu_tanh_value, float16_tables::gelu_tanh_derivative>;
using gelu_sigmoid_for_float16 = half_gate<float16_tables::gelu_sigmoid_value, float16_tables::gelu_sigmoid_derivative>;
using silu_for_float16 = half_gate<float16_tables::silu_value, float16_tables::silu_derivative>;

template <simd::vector V>
using gelu_for_bfloat16 =
    common_or_everywhere<near_half_gate<bfloat16_tables::gelu_value, bfloat16_tables::gelu_derivative>,
                         normal_gate_everywhere<V>>;

/// Argument as for logistic_gate.
template <class Argument, class Value, class Derivative, simd::vector V>
using logistic_gate_for_bfloat16 =
    common_or_everywhere<near_half_gate<Value, Derivative>, logistic_gate_everywhere<Argument, V>>;
template <simd::vector V>
using gelu_tanh_for_bfloat16 = logistic_gate_for_bfloat16<tanh_argument, bfloat16_tables::gelu_tanh_value,
                                                          bfloat16_tables::gelu_tanh_derivative, V>;
template <simd::vector V>
using gelu_sigmoid_for_bfloat16 = logistic_gate_for_bfloat16<sigmoid_argument, bfloat16_tables::gelu_sigmoid_value,
                                                             bfloat16_tables::gelu_sigmoid_derivative, V>;
template <simd::vector V>
using silu_for_bfloat16 =
    logistic_gate_for_bfloat16<identity_argument, bfloat16_tables::silu_value, bfloat16_tables::silu_derivative, V>;

/// The kernel of a gate whose results are rounded to Result.
template <simd::vector V, class Result>
struct normal_gate_for {
  using type = normal_gate<V>;
};
template <simd::vector V>
struct normal_gate_for<V, float16> {
  using type = gelu_for_float16;
};
template <simd::vector V>
struct normal_gate_for<V, bfloat16> {
  using type = gelu_for_bfloat16<V>;
};

template <class Argument, simd::vector V, class Result>
struct logistic_gate_for {
  using type = logistic_gate<Argument, V>;
};
template <simd::vector V>
struct logistic_gate_for<tanh_argument, V, float16> {
  using type = gelu_tanh_for_float16;
};
template <simd::vector V>
struct logistic_gate_for<sigmoid_argument, V, float16> {
  using type = gelu_sigmoid_for_float16;
};
template <simd::vector V>
struct logistic_gate_for<identity_argument, V, float16> {
  using type = silu_for_float16;
};
template <simd::vector V>
struct logistic_gate_for<tanh_argument, V, bfloat16> {
  using type = gelu_tanh_for_bfloat16<V>;
};
template <simd::vector V>
struct logistic_gate_for<sigmoid_argument, V, bfloat16> {
  using type = gelu_sigmoid_for_bfloat16<V>;
};
template <simd::vector V>
struct logistic_gate_for<identity_argument, V, bfloat16> {
  using type = silu_for_bfloat16<V>;
};

}  // namespace kernels
ACT_NAMESPACE_END
