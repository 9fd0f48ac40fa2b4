#pragma once

/// \file exponential.hpp
/// e^x on vectors of double, in two words, and e^x - 1.

#include "../simd/table.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_exponential.py.
inline constexpr double log2_e = 0x1.71547652b82fep+0;
inline constexpr double ln2_high = 0x1.62e42fefa3800p-1;
inline constexpr double ln2_low = 0x1.ef35793c76730p-45;
inline constexpr double ln2_rounded = 0x1.62e42fefa39efp-1;
inline constexpr double ln2_remainder = 0x1.abc9e3b39803fp-56;
// (e^r - 1 - r) / r^2; e^r then has a relative error of 2^-61.4, and e^r - 1 one of 2^-60.0
inline constexpr double exponential_tail[] = {0x1.0000000000000p-1,  0x1.5555555555557p-3,  0x1.5555555555556p-5,
                                              0x1.11111111100dfp-7,  0x1.6c16c16c162d6p-10, 0x1.a01a01abe6323p-13,
                                              0x1.a01a01a6d7831p-16, 0x1.71de0237484cdp-19, 0x1.27e4db67ac2b0p-22,
                                              0x1.af4ddda1c08cdp-26, 0x1.1f72fc83bcbc7p-29};
// (e^r - 1 - r) / r^2; e^r then has a relative error of 2^-64.4, and e^r - 1 one of 2^-58.7
inline constexpr double exponential_tail_in_table[] = {0x1.0000000000001p-1,  0x1.5555555555556p-3,
                                                       0x1.55555554e8da4p-5,  0x1.11111110e0da6p-7,
                                                       0x1.6c17ede2c7d1fp-10, 0x1.a01b0cb432eb1p-13};
// (e^r - 1 - r) / r^2; e^r then has a relative error of 2^-37.8, and e^r - 1 one of 2^-36.5
inline constexpr double exponential_tail_for_float[] = {
    0x1.0000000000000p-1,  0x1.55555567506dep-3,  0x1.5555555c85fc4p-5, 0x1.1110c63a3c331p-7,
    0x1.6c1685918e3cfp-10, 0x1.a1516a0790f9dp-13, 0x1.a11313706b54dp-16};
// s near 2^(i/16), of 26 bits
alignas(64) inline constexpr double short_root[] = {
    0x1.0000000000000p+0, 0x1.0b557c8000000p+0, 0x1.172b400000000p+0, 0x1.2387460000000p+0,
    0x1.306fac0000000p+0, 0x1.3dea650000000p+0, 0x1.4bfdd68000000p+0, 0x1.5ab06b8000000p+0,
    0x1.6a09fc8000000p+0, 0x1.7a11518000000p+0, 0x1.8ace1c8000000p+0, 0x1.9c48cf0000000p+0,
    0x1.ae89a18000000p+0, 0x1.c199918000000p+0, 0x1.d581348000000p+0, 0x1.ea4aee0000000p+0};
// ln(2^(i/16) / s), and (1 - i/16) ln2_remainder
alignas(64) inline constexpr double short_root_offset[] = {0x0.0p+0,
                                                           0x1.3bf5f7c810000p-21,
                                                           0x1.f13dd6e864000p-19,
                                                           0x1.546018f8dc000p-18,
                                                           0x1.6219796a84000p-19,
                                                           -0x1.94f4d19000000p-27,
                                                           -0x1.fbfead8640000p-20,
                                                           0x1.b120a324e0000p-21,
                                                           -0x1.f3edb1dfa0000p-21,
                                                           -0x1.bc6af80320000p-22,
                                                           0x1.2099e18904000p-19,
                                                           0x1.6b71561d90000p-19,
                                                           0x1.a3011c7910000p-19,
                                                           0x1.93ff565248000p-20,
                                                           0x1.85946e98d0000p-19,
                                                           0x1.9685597900000p-22};

/// (high + low) 2^exponent, the sum in [0.7, 1.42]; `shifted` holds the exponent as add_to_exponent() wants it.
template <class V>
struct scaled_exponential {
  simd::two_words<V> mantissa;
  V exponent, shifted;
};

/// r = x - n ln 2 in two words: n ln2_high is exact and the subtraction cancels without error, so what is rounded is
/// small beside r.
template <simd::vector V>
struct reduced_argument {
  simd::two_words<V> r;
  simd::rounded_lane<V> n;
};

template <simd::vector V>
ACT_INLINE reduced_argument<V> reduce(simd::two_words<V> x) {
  const auto n = simd::round_product(x.high, V(log2_e));
  const V near = simd::opaque(simd::fnma(n.integer, V(ln2_high), x.high));
  return {simd::exact_sum(near, simd::opaque(simd::fnma(n.integer, V(ln2_low), x.low))), n};
}

/// e^r - 1 for the reduced r, in two words: r itself is the leading word, so nothing cancels.
template <simd::vector V>
ACT_INLINE simd::two_words<V> exponential_minus_one(simd::two_words<V> r) {
  const V square = simd::product(r.high, r.high);
  return simd::exact_sum(r.high,
                         simd::fma(square, simd::polynomial_by_parity(r.high, square, exponential_tail), r.low));
}

/// e^x to about 2^-55.5, -1400 < x < 700, in double.
template <simd::vector V>
ACT_INLINE scaled_exponential<V> exponential(simd::two_words<V> x) {
  const auto [r, n] = reduce(x);
  const auto minus_one = exponential_minus_one(r);
  const auto sum = simd::exact_sum(V(1), minus_one.high);
  return {simd::exact_sum(sum.high, simd::opaque(sum.low + minus_one.low)), n.integer, n.shifted};
}

/// e^x to about 2^-37, -700 < x < 700: lanes of double on the way to float.
template <simd::vector V>
ACT_INLINE V exponential_for_float(V x) {
  const auto n = simd::round_product(x, V(log2_e));
  const V r = simd::fnma(n.integer, V(ln2_rounded), x), square = simd::product(r, r);
  const V tail = simd::polynomial_by_parity(r, square, exponential_tail_for_float);
  return simd::add_to_exponent(simd::opaque(V(1) + simd::fma(tail, square, r)), n.shifted);
}

/// x 2^floor(n), n <= 0, rounded once; n is an integer but where short_root is looked up.
template <simd::vector V>
ACT_INLINE V scaled_by_power(V x, V n) {
  if constexpr (simd::table_entries<V> == 16) {
    return simd::scale(x, n);
  } else {
    return simd::scale_down(x, n);
  }
}

/// e^x - 1 for x <= 0, within 1 ULP in double: (2^n - 1) + 2^n (e^r - 1), whose first part is exact and does not
/// cancel with the second.
template <simd::vector V>
ACT_INLINE V exponential_minus_one(V x) {
  // Below -60 the result is -1 to all bits, and 2^n stays normal.
  const auto [r, n] = reduce(simd::two_words<V>{simd::max(V(-60), x), V(0)});
  const V scale = simd::power_of_two(n.integer);
  const auto minus_one = exponential_minus_one(r);
  const auto sum = simd::exact_sum_unordered(simd::opaque(scale - V(1)), simd::product(scale, minus_one.high));
  return sum.high + simd::fma(scale, minus_one.low, sum.low);
}

/// e^x - 1 for x <= 0 to about 2^-35 relative: lanes of double on the way to float.
template <simd::vector V>
ACT_INLINE V exponential_minus_one_for_float(V x) {
  const V limited = simd::max(V(-60), x);  // as above
  const auto n = simd::round_product(limited, V(log2_e));
  const V r = simd::fnma(n.integer, V(ln2_rounded), limited), square = simd::product(r, r);
  const V minus_one = simd::fma(simd::polynomial_by_parity(r, square, exponential_tail_for_float), square, r);
  const V scale = simd::power_of_two(n.integer);
  return simd::fma(scale, minus_one, simd::opaque(scale - V(1)));
}

}  // namespace kernels
ACT_NAMESPACE_END
