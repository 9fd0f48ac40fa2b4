#pragma once

/// \file elu.hpp
/// e^x - 1 and e^x on the left of zero.

#include "elu_by_scaling.hpp"
#include "elu_double.hpp"
#include "elu_float.hpp"
#include "exponential.hpp"
#include "ramp.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

/// x > 0 ? x : alpha (e^x - 1), for every vector and alpha.
template <simd::vector V>
ACT_FLATTEN ACT_OUT_OF_LINE V elu_value_everywhere(V x, double alpha) {
  if constexpr (sizeof(simd::lane_of<V>) == 8) {
    // e^x - 1 = x where the square of x would underflow.
    const V left = simd::select(x > V(-tiny_double), V(0), left_part(x));
    const V minus_one = simd::select(x > V(-tiny_double), x, exponential_minus_one(left));
    return simd::select(x < V(0), simd::product(V(alpha), minus_one), x);
  } else {
    return simd::in_double(x, [alpha](auto wide) ACT_INLINE_LAMBDA {
      using W = decltype(wide);
      return simd::select(wide < W(0), simd::product(W(alpha), exponential_minus_one_for_float(left_part(wide))), wide);
    });
  }
}

/// x > 0 ? 1 : alpha e^x, for every vector and alpha. Where e^x is beyond the exponential's domain the product is 0 for
/// every alpha but the most absurd ones.
template <simd::vector V>
ACT_FLATTEN ACT_OUT_OF_LINE V elu_derivative_everywhere(V x, double alpha) {
  const auto choose = [](auto lane, auto limit, auto slope) ACT_INLINE_LAMBDA {
    using W = decltype(lane);
    return simd::select(lane > W(0), W(1), simd::select(lane < limit, W(0), slope));
  };
  if constexpr (sizeof(simd::lane_of<V>) == 8) {
    const V limit(-1400);
    const V left = simd::select(x > V(-tiny_double), V(0), simd::max(limit, left_part(x)));
    const auto e = exponential(simd::two_words<V>{left, V(0)});
    return choose(x, limit, simd::scale_down(simd::product(V(alpha), e.mantissa.high), e.exponent));
  } else {
    return simd::in_double(x, [alpha, choose](auto wide) ACT_INLINE_LAMBDA {
      using W = decltype(wide);
      const W limit(-700);
      return choose(wide, limit, simd::product(W(alpha), exponential_for_float(simd::max(limit, left_part(wide)))));
    });
  }
}

/// For every alpha.
struct elu_everywhere {
  static constexpr bool goes_side_by_side = true;

  double alpha;

  template <simd::vector V>
  ACT_INLINE V value(V x) const {
    return elu_value_everywhere(x, alpha);
  }
  template <simd::vector V>
  ACT_INLINE V derivative(V x) const {
    return elu_derivative_everywhere(x, alpha);
  }
  template <simd::vector V>
  ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) const {
    return {value(x), derivative(x)};
  }
};

/// For a usual alpha, or for 1.
template <class Kernel, class Alpha>
struct elu_in_float {
  static constexpr bool derivative_goes_side_by_side = requires { requires Kernel::derivative_goes_side_by_side; };

  Alpha alpha;

  template <simd::vector V>
  ACT_INLINE V value(V x) const {
    return Kernel::value(x, alpha);
  }
  template <simd::vector V>
  ACT_INLINE V derivative(V x) const {
    return Kernel::derivative(x, alpha);
  }
  template <simd::vector V>
  ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) const {
    return Kernel::value_and_derivative(x, alpha);
  }
};

/// f(kernel for this vector and alpha).
template <simd::vector V, class F>
ACT_INLINE auto with_elu(double alpha, const F& f) {
  if constexpr (sizeof(simd::lane_of<V>) == 8 && simd::is_fused<V>) {
    return f(elu_double{alpha});
  } else if constexpr (looks_up_eight_floats<V>) {
    using kernel = std::conditional_t<simd::table_entries<V> == 32, elu_by_scaling, elu_float>;
    if (alpha == 1) return f(elu_in_float<kernel, elu_alpha_one>{});
    if (const elu_alpha prepared(alpha); prepared.is_usual) return f(elu_in_float<kernel, elu_alpha>{prepared});
  }
  return f(elu_everywhere{alpha});
}

}  // namespace kernels
ACT_NAMESPACE_END
