#pragma once

/// \file gate.hpp
/// What the gates x F(x), F a symmetric distribution function, have in common.
///
/// With t = |x| and T(t) = t F(-t): x F(x) = max(x, 0) - T(t). On the left the result is -T(t) itself; on the right
/// T(t) <= x/2, so that nothing is lost that the result had. With D(t) = F(-t) - t F'(t) the derivative is D(t) on the
/// left and 1 - D(t) on the right. A kernel is therefore T and D with a small relative error, and nothing here cancels.

#include "../value_and_derivative.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

/// max(x, 0), with -0 for x < 0, so that a tail that underflows leaves the zero its sign.
template <simd::vector V>
ACT_INLINE V signed_ramp(V x) {
  return simd::max(simd::sign_bit<V>(), x);
}

template <simd::vector V>
ACT_INLINE V reflect(V x, V derivative_tail) {
  return simd::select(x < V(0), derivative_tail, V(1) - derivative_tail);
}

/// Gate supplies tail(t), and tail_for_float(t) for lanes of double on the way to float; ramp_tail() and
/// derivative_tail() of what these return are T and D.
template <class Gate, simd::vector V>
ACT_INLINE V gate_value(V x) {
  if constexpr (sizeof(simd::lane_of<V>) == 8) {
    return signed_ramp(x) - ramp_tail(Gate::tail(simd::abs(x)));
  } else {
    return simd::in_double(x, [](auto wide) ACT_INLINE_LAMBDA {
      return signed_ramp(wide) - ramp_tail(Gate::tail_for_float(simd::abs(wide)));
    });
  }
}

template <class Gate, simd::vector V>
ACT_INLINE V gate_derivative(V x) {
  if constexpr (sizeof(simd::lane_of<V>) == 8) {
    return reflect(x, derivative_tail(Gate::tail(simd::abs(x))));
  } else {
    return simd::in_double(x, [](auto wide) ACT_INLINE_LAMBDA {
      return reflect(wide, derivative_tail(Gate::tail_for_float(simd::abs(wide))));
    });
  }
}

template <class Gate, simd::vector V>
ACT_INLINE value_and_derivative<V> gate_value_and_derivative(V x) {
  if constexpr (sizeof(simd::lane_of<V>) == 8) {
    const auto tail = Gate::tail(simd::abs(x));
    return {signed_ramp(x) - ramp_tail(tail), reflect(x, derivative_tail(tail))};
  } else {
    return simd::in_double(x, [](auto wide) ACT_INLINE_LAMBDA {
      const auto tail = Gate::tail_for_float(simd::abs(wide));
      return value_and_derivative<decltype(wide)>{signed_ramp(wide) - ramp_tail(tail),
                                                  reflect(wide, derivative_tail(tail))};
    });
  }
}

}  // namespace kernels
ACT_NAMESPACE_END
