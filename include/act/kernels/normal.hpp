#pragma once

/// \file normal.hpp
/// The tail of the standard normal distribution and its density, from which x Phi(x) and its derivative are made.

#include "exponential.hpp"
#include "gate.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_normal.py.
// (t + 4.5) P(N > t) e^(t^2/2) in v = (t - 4.5)/(t + 4.5), 0 <= t <= 38.7; relative error 2^-52.9
inline constexpr double scaled_tail_coefficients[] = {
    0x1.86c626e278bb3p-1,   -0x1.47cfdd7a97245p-1,  0x1.c92ad93fe2550p-2,  -0x1.03379aa028f07p-2,
    0x1.c8391e19cb93bp-4,   -0x1.157951c67f7eep-5,  0x1.14cc795993eb5p-8,  0x1.ca72086079312p-10,
    -0x1.e129dad43aa80p-11, 0x1.ac3b6a928ba44p-18,  0x1.d5f12f422639cp-14, -0x1.0b502e4ad5d85p-16,
    -0x1.ddb5df7a1fef4p-17, 0x1.ac306d2d919d4p-19,  0x1.1ff2d9683e4ffp-19, -0x1.0c8bc541c5997p-21,
    -0x1.9b9c6ae36a8d6p-22, 0x1.079e9cec90a12p-24,  0x1.3fd5a5737e298p-24, -0x1.27cc3ce544cedp-29,
    -0x1.ca3f54a8d4c0ep-27, -0x1.e95f98044ebe9p-30, 0x1.a2857deb6a7f1p-30, 0x1.02ae4fe3239d0p-31,
    0x1.5d88930f3a7b0p-37,
};
inline constexpr double scaled_tail_first_low = -0x1.1cdb28928635dp-55;
// (t + 4.5) P(N > t) e^(t^2/2) in v = (t - 4.5)/(t + 4.5), 0 <= t <= 15; relative error 2^-40.3
inline constexpr double scaled_tail_for_float_coefficients[] = {
    0x1.86c626e277999p-1,   -0x1.47cfdd7a9a023p-1, 0x1.c92ad941bca11p-2,  -0x1.03379a9e4a7b6p-2,
    0x1.c8391d1e142fbp-4,   -0x1.157953cfc269ap-5, 0x1.14cd3dcb0939bp-8,  0x1.ca75f901d759ep-10,
    -0x1.e14c1c1db1f4fp-11, 0x1.8fee1e0716aeap-18, 0x1.d876a0408ede3p-14, -0x1.e7346dacf58e9p-17,
    -0x1.e4a9d8d6e6ef6p-17, 0x1.54a65541d120dp-20, 0x1.453314e66d9a9p-20,
};
inline constexpr double inverse_sqrt_2pi_high = 0x1.9884533d43651p-2;
inline constexpr double inverse_sqrt_2pi_low = -0x1.cbc0d30ebfd15p-56;

/// The factors of Q(t) = P(N > t) = e^(-t^2/2) g(t), t >= 0, in two words each. g only bends, so Q keeps its relative
/// accuracy down to the smallest number, where 1 + erf has none left.
template <class V>
struct normal_tail {
  V t;
  scaled_exponential<V> exponential;
  simd::two_words<V> scaled_tail;
};

/// (t + 4.5) g(t) as a polynomial in v = (t - 4.5)/(t + 4.5), in two words: the low word of v enters through the
/// derivative's first terms, and the leading coefficient is added without error.
template <simd::vector V>
ACT_INLINE simd::two_words<V> scaled_tail_of(V t) {
  constexpr double center = 4.5;
  const auto above = simd::exact_sum_unordered(t, V(center));
  const auto below = simd::exact_sum_unordered(t, V(-center));
  const V reciprocal = simd::quotient(V(1), above.high);
  const auto v = simd::divided(below, above, reciprocal);

  static constexpr auto& c = scaled_tail_coefficients;
  static constexpr double slope[] = {c[1], 2 * c[2], 3 * c[3], 4 * c[4], 5 * c[5], 6 * c[6], 7 * c[7]};
  const auto bent = simd::exact_product(v.high, simd::polynomial<1>(v.high, c));
  const auto sum = simd::exact_sum_unordered(V(c[0]), bent.high);
  const V low = simd::opaque(sum.low + simd::opaque(bent.low + V(scaled_tail_first_low)));
  const V corrected = simd::fma(v.low, simd::polynomial(v.high, slope), low);
  return simd::divided(simd::two_words<V>{sum.high, corrected}, above, reciprocal);
}

/// Beyond t = 39 everything has underflowed.
template <simd::vector V>
ACT_INLINE normal_tail<V> normal_tail_of(V magnitude) {
  const V t = simd::min(V(39), magnitude);
  const auto square = simd::exact_product(t, t);
  const auto exponential = kernels::exponential(simd::two_words<V>{square.high * V(-0.5), square.low * V(-0.5)});
  return {t, exponential, scaled_tail_of(t)};
}

/// t Q(t).
template <simd::vector V>
ACT_INLINE V ramp_tail(const normal_tail<V>& tail) {
  const auto product = simd::multiplied(simd::scaled(tail.scaled_tail, tail.t), tail.exponential.mantissa);
  return simd::scale_down(product.high + product.low, tail.exponential.exponent);
}

/// Q(t) - t phi(t) = e^(-t^2/2) (g(t) - t / sqrt(2 pi)): both terms in two words, for they cancel where the
/// derivative of x Phi(x) changes its sign.
template <simd::vector V>
ACT_INLINE V derivative_tail(const normal_tail<V>& tail) {
  const auto line = simd::exact_product(tail.t, V(inverse_sqrt_2pi_high));
  const V line_low = simd::fma(tail.t, V(inverse_sqrt_2pi_low), line.low);
  const auto difference = simd::exact_sum_unordered(tail.scaled_tail.high, simd::negate(line.high));
  const V low = simd::opaque(difference.low + simd::opaque(tail.scaled_tail.low - line_low));
  const auto product = simd::multiplied(simd::two_words<V>{difference.high, low}, tail.exponential.mantissa);
  return simd::scale_down(product.high + product.low, tail.exponential.exponent);
}

/// The same in lanes of double on the way to float: relative 2^-36, one word each.
template <class V>
struct normal_tail_for_float {
  V t, exponential, scaled_tail;
};

template <simd::vector V>
ACT_INLINE normal_tail_for_float<V> normal_tail_for_float_of(V magnitude) {
  constexpr double center = 4.5;
  const V t = simd::min(V(15), magnitude);
  const V exponential = exponential_for_float(simd::product(simd::product(t, t), V(-0.5)));
  const V reciprocal = simd::quotient(V(1), simd::opaque(t + V(center)));
  const V v = simd::fnma(V(2 * center), reciprocal, V(1));
  return {t, exponential, simd::product(simd::polynomial(v, scaled_tail_for_float_coefficients), reciprocal)};
}

template <simd::vector V>
ACT_INLINE V ramp_tail(const normal_tail_for_float<V>& tail) {
  return simd::product(simd::product(tail.t, tail.exponential), tail.scaled_tail);
}

template <simd::vector V>
ACT_INLINE V derivative_tail(const normal_tail_for_float<V>& tail) {
  return simd::product(tail.exponential, simd::fnma(tail.t, V(inverse_sqrt_2pi_high), tail.scaled_tail));
}

/// x Phi(x) and its derivative.
struct normal_gate {
  template <simd::vector V>
  static ACT_INLINE auto tail(V magnitude) {
    return normal_tail_of(magnitude);
  }
  template <simd::vector V>
  static ACT_INLINE auto tail_for_float(V magnitude) {
    return normal_tail_for_float_of(magnitude);
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
