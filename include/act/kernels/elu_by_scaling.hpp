#pragma once

/// \file elu_by_scaling.hpp
/// The ELU and its derivative in float, where one instruction scales by a power of two.
///
/// With t = min(x, 0) = n ln(2) + r, s = 2^n and m = e^r - 1 = r + r^2 (...):
///
///     e^t - 1 = s m + (s - 1)        e^t = s m + s
///
/// s - 1 is exact, but below n = -24, where s vanishes beside 1. For n = 0 it is 0, and the result is m itself; for
/// negative n nothing cancels, for s |m| <= s (sqrt(2) - 1) < 1 - s. The derivative is computed 2^64 times too large
/// and rounded once on its way down: scaling itself takes a microcode assist where the result underflows.
///
/// Error budget in ULP for alpha = 1: value 0.5, 0.4 for m; derivative 0.5, 0.5 for m. Another alpha is carried in two
/// words for the value, in one for the derivative, and costs a rounding. Instructions a vector with AVX-512 where alpha
/// is 1: 16 for the value, 15 for the derivative, 21 for both.

#include "../simd/table.hpp"
#include "../value_and_derivative.hpp"
#include "elu_alpha.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

/// For every x and a usual alpha.
struct elu_by_scaling {
  static constexpr bool derivative_goes_side_by_side = true;

  template <simd::vector V, class Alpha>
  static ACT_INLINE V value(V x, const Alpha& alpha) {
    const auto e = growth_of(simd::max(V(vanishing), x));
    return value(x, alpha, e.growth, e.exponent);
  }

  template <simd::vector V, class Alpha>
  static ACT_INLINE V derivative(V x, const Alpha& alpha) {
    return derivative(x, alpha, growth_of(limited<Alpha>(x)));
  }

  template <simd::vector V, class Alpha>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x, const Alpha& alpha) {
    const auto e = growth_of(limited<Alpha>(x));
    // A subnormal power of two would cost a microcode assist.
    return {value(x, alpha, e.growth, simd::max(V(-40), e.exponent)), derivative(x, alpha, e)};
  }

 private:
  // Printed by tools/generate_elu_by_scaling.py.
  static constexpr float log2_e = 0x1.715476p+0f, ln2_high = 0x1.62e4p-1f, ln2_low = 0x1.7f7d1cp-20f;
  // (e^r - 1 - r) / r^2; error relative to e^r 2^-27.7
  static constexpr float growth[] = {0x1p-1f, 0x1.555492p-3f, 0x1.5554cp-5f, 0x1.12398ep-7f, 0x1.6d7a5ap-10f};

  static constexpr float vanishing = -25;   // e^-25 vanishes beside 1
  static constexpr float underflow = -120;  // the derivative has underflowed for every usual alpha

  /// With alpha 1 the derivative on the right is e^0.
  template <class Alpha, simd::vector V>
  static ACT_INLINE V limited(V x) {
    const V t = simd::max(V(underflow), x);  // NaN stays
    if constexpr (Alpha::is_one) {
      return simd::min(V(0), t);
    } else {
      return t;
    }
  }

  /// e^t = 2^exponent (1 + growth).
  template <class V>
  struct parts {
    V growth, exponent;
  };

  /// Anything for t > 0.
  template <simd::vector V>
  static ACT_INLINE parts<V> growth_of(V t) {
    const V magic(0x1.8p23f);
    const V n = simd::opaque(simd::opaque(simd::fma(t, V(log2_e), magic)) - magic);
    const V r = simd::fnma(n, V(ln2_low), simd::fnma(n, V(ln2_high), t));
    // The product of r and the polynomial, unlike the square of r, is normal wherever r is.
    return {simd::fma(simd::product(simd::polynomial(r, growth), r), r, r), n};
  }

  template <simd::vector V, class Alpha>
  static ACT_INLINE V value(V x, const Alpha& alpha, V m, V exponent) {
    const V s = simd::scale(V(1), exponent);
    const V less_one = simd::fma(s, m, simd::opaque(s - V(1)));
    return simd::select(x < V(0), alpha.times(less_one), x);
  }

  template <simd::vector V, class Alpha>
  static ACT_INLINE V derivative(V x, const Alpha& alpha, const parts<V>& e) {
    const V up(0x1p64f), down(alpha.scaled_down);
    const V left = simd::product(simd::scale(simd::fma(up, e.growth, up), e.exponent), down);
    if constexpr (Alpha::is_one) {
      return left;
    } else {
      return simd::select(x > V(0), V(1), left);
    }
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
