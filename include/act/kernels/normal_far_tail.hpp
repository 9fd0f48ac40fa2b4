#pragma once

/// \file normal_far_tail.hpp
/// x Phi(x) and its derivative in double far on the left, where multiplication and addition fuse: what
/// normal_table.hpp and normal_nodes.hpp leave out.
///
/// With t = -x, w = 1/t^2 and c = 1/sqrt(2 pi): t P(N > t) = e^(-t^2/2) M(w) and
/// P(N > t) - t phi(t) = -t e^(-t^2/2) (c - w M(w)). M falls from c to 0.977 c only and nothing cancels; it and t^2 are
/// carried in two words. e^(-t^2/2) = s (1 + m), s of 26 bits as in elu_double.hpp or, without a table of 16 entries, a
/// power of 2; and s is 0 where everything has underflowed, so that nothing does so in an instruction, for that costs a
/// microcode assist.
///
/// Error budget in ULP: value 0.5 final rounding, 0.5 where that is subnormal, 0.3 for e^(-t^2/2), without the table
/// 0.5, 0.1 for the rest; the derivative 1 more for products. Instructions a vector with AVX-512: 45 and a division.

#include "../simd/table.hpp"
#include "exponential.hpp"
#include "gate.hpp"
#include "normal.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_normal_far_tail.py.
// (t P(N > t) e^(t^2/2) - 1/sqrt(2 pi)) / w in w = 1/t^2, 6.5 <= t <= 39; relative error 2^-55.7
inline constexpr double far_tail_bend[] = {-0x1.9884533d43576p-2,  0x1.32633e6dc9b76p+0,   -0x1.7efc0ddbc5434p+2,
                                           0x1.4f1c7f4514e96p+5,   -0x1.78fdf0dd918eap+8,  0x1.03126f21a1906p+12,
                                           -0x1.a3108e969eff7p+15, 0x1.7d7784c8108ebp+19,  -0x1.677d0a8286490p+23,
                                           0x1.2fd076400f3b5p+27,  -0x1.766baa38181fbp+30, 0x1.d6a43b401deedp+32};

/// For x <= -6.5 and NaN; with something for every other x.
struct normal_far_tail {
  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return value(x, parts_of(x));
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    return derivative(parts_of(x));
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    const auto parts = parts_of(x);
    return {value(x, parts), derivative(parts)};
  }

 private:
  static constexpr double nearest = 6.5, underflows = 39;

  /// e^(-t^2/2) = 2^exponent root (1 + m), 2^exponent rounded down to a power of 2; M(w) = ratio + ratio_low.
  template <class V>
  struct tail_parts {
    V t, w, exponent, root, m, ratio, ratio_low;
  };

  template <simd::vector V>
  static constexpr bool has_table = simd::table_entries<V> == 16;

  template <simd::vector V>
  static ACT_INLINE tail_parts<V> parts_of(V x) {
    const V t = simd::max(V(nearest), simd::min(V(underflows), simd::abs(x)));
    const auto square = simd::exact_product(t, t);
    const V magic(has_table<V> ? 0x1.8p48 : 0x1.8p52);
    const V shifted = simd::opaque(simd::fma(square.high, V(-log2_e / 2), magic));
    const V n = simd::opaque(shifted - magic);
    const V near = simd::fnma(n, V(ln2_rounded), simd::product(square.high, V(-0.5)));
    const V r = simd::opaque(near + simd::fma(square.low, V(-0.5), offset_of(n, shifted)));
    const V root = simd::select(t < V(underflows), root_of(shifted), V(0));

    const V w = simd::quotient(V(1), square.high);
    const V bend = simd::polynomial_by_halves(w, far_tail_bend);
    const V limit(inverse_sqrt_2pi_high);
    const V ratio = simd::opaque(simd::fma(w, bend, limit));
    const V ratio_low = simd::fma(w, bend, simd::opaque(limit - ratio));
    return {t, w, n, root, residual_power_of(r), ratio, simd::opaque(ratio_low + V(inverse_sqrt_2pi_low))};
  }

  template <simd::vector V>
  static ACT_INLINE V offset_of(V n, [[maybe_unused]] V shifted) {
    if constexpr (has_table<V>) {
      return simd::fnma(n, V(ln2_remainder), simd::lookup(short_root_offset, shifted));
    } else {
      return simd::product(n, V(-ln2_remainder));
    }
  }

  template <simd::vector V>
  static ACT_INLINE V root_of([[maybe_unused]] V shifted) {
    if constexpr (has_table<V>) {
      return simd::lookup(short_root, shifted);
    } else {
      return V(1);
    }
  }

  /// m.
  template <simd::vector V>
  static ACT_INLINE V residual_power_of(V r) {
    const V square = simd::product(r, r);
    if constexpr (has_table<V>) {
      return simd::fma(square, simd::polynomial_by_halves(r, exponential_tail_in_table), r);
    } else {
      return simd::fma(square, simd::polynomial_by_halves(r, exponential_tail), r);
    }
  }

  template <simd::vector V>
  static ACT_INLINE V value(V x, const tail_parts<V>& tail) {
    const V low = simd::product(tail.root, simd::fma(tail.ratio, tail.m, tail.ratio_low));
    return signed_ramp(x) - scaled_by_power(simd::fma(tail.root, tail.ratio, low), tail.exponent);
  }

  template <simd::vector V>
  static ACT_INLINE V derivative(const tail_parts<V>& tail) {
    const V slope = simd::product(simd::fnma(tail.w, tail.ratio, V(inverse_sqrt_2pi_high)), tail.t);
    const V slope_of_root = simd::product(tail.root, slope);
    return simd::negate(scaled_by_power(simd::fma(slope_of_root, tail.m, slope_of_root), tail.exponent));
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
