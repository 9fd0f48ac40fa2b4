#pragma once

/// \file elu_double.hpp
/// The ELU and its derivative in double, where multiplication and addition fuse.
///
/// With t = min(x, 0), n the multiple of 1/16 or, without a table of 16 entries, of 1 nearest to t log2(e), and s the
/// double beside 2^n that the table has: e^t = s (1 + m), m = e^r - 1, and e^t - 1 = s m + (s - 1). s - 1 is exact for
/// s > 2^-4, for s has 26 bits, and so is r: the table's ln(2^n / s) are multiples of 2^-57. The terms have different
/// signs only for n = 0, where s = 1, or their sum is half of the larger at least. Next to zero the result is m itself,
/// whose leading term is r.
///
/// Error budget of the value in ULP: 0.5 final rounding, 0.5 for m where abs(m) is as large as the result and less
/// than 0.25 elsewhere, 0.1 for ln 2; with another alpha 0.5 more. Of the derivative: 0.5 final rounding, 0.5 for
/// alpha, 0.5 for what n times the double of ln 2 lacks. Instructions a vector with AVX-512: 23 for the value, 24 for
/// the derivative, 32 for both.

#include "../simd/table.hpp"
#include "../value_and_derivative.hpp"
#include "exponential.hpp"
#include "ramp.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

/// For every x and alpha.
struct elu_double {
  double alpha;

  template <simd::vector V>
  ACT_INLINE V value(V x) const {
    return value(x, growth_of(simd::max(V(vanishes), left_of_tiny(x))));
  }

  template <simd::vector V>
  ACT_INLINE V derivative(V x) const {
    return derivative(x, growth_of(simd::max(V(underflows<V>()), left_of_tiny(x))));
  }

  template <simd::vector V>
  ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) const {
    auto growth = growth_of(simd::max(V(underflows<V>()), left_of_tiny(x)));
    const V slope = derivative(x, growth);
    growth.exponent = simd::max(V(2 * vanishes), growth.exponent);
    return {value(x, growth), slope};
  }

 private:
  template <simd::vector V>
  static constexpr bool has_table = simd::table_entries<V> == 16;

  /// From here to the left e^x vanishes beside 1, and alpha e^x beside the smallest number.
  static constexpr double vanishes = -60;
  /// Without an instruction that scales, the most absurd alphas are not made up for.
  template <class V>
  double underflows() const {
    return alpha <= 1 ? -746 : has_table<V> ? -1460 : -1380;
  }
  /// Nearer to zero e^x - 1 = x, and powers of x would begin to underflow, which costs a microcode assist each.
  static constexpr double tiny = 0x1p-100;

  /// e^t = 2^exponent root (1 + m)(1 + correction), 2^exponent rounded down to a power of 2. The correction is what n
  /// times the double of ln 2 lacks: the table's offsets make up for it where it matters to the value, and without
  /// them m contains it.
  template <class V>
  struct growth_parts {
    V exponent, root, m, correction;
  };

  template <simd::vector V>
  static ACT_INLINE V left_of_tiny(V x) {
    return simd::min(V(-tiny), x);
  }

  template <simd::vector V>
  static ACT_INLINE growth_parts<V> growth_of(V t) {
    const V magic(has_table<V> ? 0x1.8p48 : 0x1.8p52);
    const V shifted = simd::opaque(simd::fma(t, V(log2_e), magic));
    const V n = simd::opaque(shifted - magic);
    const V near = simd::fnma(n, V(ln2_rounded), t), correction = simd::product(n, V(-ln2_remainder));
    if constexpr (has_table<V>) {
      const V r = simd::opaque(near + simd::lookup(short_root_offset, shifted));
      const V m = simd::fma(simd::product(r, r), simd::polynomial_by_halves(r, exponential_tail_in_table), r);
      return {n, simd::lookup(short_root, shifted), m, correction};
    } else {
      const V bend = simd::polynomial_by_halves(near, exponential_tail);
      return {n, V(1), simd::opaque(near + simd::fma(simd::product(near, near), bend, correction)), correction};
    }
  }

  template <simd::vector V>
  ACT_INLINE V value(V x, const growth_parts<V>& e) const {
    const V s = simd::scale(e.root, e.exponent);
    const V less_one = simd::fma(s, e.m, simd::opaque(s - V(1)));
    const V w = simd::select(x > V(-tiny), left_part(x), less_one);
    return simd::fma(V(alpha), w, signed_ramp(x));
  }

  template <simd::vector V>
  ACT_INLINE V derivative(V x, const growth_parts<V>& e) const {
    // An underflow would cost a microcode assist.
    const V mantissa = simd::select(x <= V(underflows<V>()), V(0), simd::product(V(alpha), mantissa_of(e)));
    return simd::select(x > V(0), V(1), scaled_by_power(mantissa, e.exponent));
  }

  template <simd::vector V>
  static ACT_INLINE V mantissa_of(const growth_parts<V>& e) {
    if constexpr (has_table<V>) {
      const V root = simd::fma(e.correction, e.root, e.root);
      return simd::fma(root, e.m, root);
    } else {
      return simd::fma(e.correction, e.m, simd::opaque(V(1) + e.m));
    }
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
