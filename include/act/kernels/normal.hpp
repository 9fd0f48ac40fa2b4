#pragma once

/// \file normal.hpp
/// The tail of the standard normal distribution and its density, from which x Phi(x) and its derivative are made.

#include "exponential.hpp"
#include "gate.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_normal.py.
// (t + 4.5) P(N > t) e^(t^2/2) in v = (t - 4.5)/(t + 4.5), 0 <= t <= 38.7; relative error 2^-58.1
inline constexpr double scaled_tail_coefficients[] = {
    0x1.86c626e278bb3p-1,   -0x1.47cfdd7a97245p-1,  0x1.c92ad93fe254fp-2,  -0x1.03379aa028f48p-2,
    0x1.c8391e19cba3fp-4,   -0x1.157951c67c679p-5,  0x1.14cc79598176fp-8,  0x1.ca72085bc53d9p-10,
    -0x1.e129dacf3a002p-11, 0x1.ac3b8c1aefbe0p-18,  0x1.d5f12e8da0196p-14, -0x1.0b5054205126ap-16,
    -0x1.ddb5d39b02d9ap-17, 0x1.ac33ef85dcf18p-19,  0x1.1ff2df70aee78p-19, -0x1.0ca778f4a8ed9p-21,
    -0x1.9ba4ea85c19bep-22, 0x1.08bd33d91826fp-24,  0x1.4026904dbb058p-24, -0x1.44b8f0c4efc15p-29,
    -0x1.cd170afaae966p-27, -0x1.cf46895256e47p-30, 0x1.af2ee9a24ad31p-30, 0x1.f1be60c32ca00p-32,
};
inline constexpr double scaled_tail_first_low = -0x1.1bd72dd759604p-55;
// (t + 4.5) P(N > t) e^(t^2/2) in v = (t - 4.5)/(t + 4.5), 0 <= t <= 15; relative error 2^-40.8
inline constexpr double scaled_tail_for_draws_coefficients[] = {
    0x1.86c626e278172p-1,   -0x1.47cfdd7aa09b2p-1, 0x1.c92ad9410b7dcp-2,  -0x1.03379a9b1aec0p-2,
    0x1.c8391d74fec6dp-4,   -0x1.15795551ef668p-5, 0x1.14ccfab09901bp-8,  0x1.ca76ddf75b009p-10,
    -0x1.e13fcf05912fcp-11, 0x1.90416961c3034p-18, 0x1.d76afec2d6228p-14, -0x1.ed115ff596c98p-17,
    -0x1.dd4368139c709p-17, 0x1.a83318dfb1cf8p-20, 0x1.60fced29ac11bp-20};
// (t + 4.5) P(N > t) e^(t^2/2) in v = (t - 4.5)/(t + 4.5), 0 <= t <= 15; relative error 2^-32.0
inline constexpr double scaled_tail_for_float_coefficients[] = {
    0x1.86c626e0ff46dp-1,   -0x1.47cfdd7ed6348p-1,  0x1.c92adae8e289fp-2,  -0x1.0337991b56b7dp-2,
    0x1.c8388793c4552p-4,   -0x1.157a612aeb22ep-5,  0x1.1517075ee1a53p-8,  0x1.cbcc94eff169ap-10,
    -0x1.e870ab31fc527p-11, -0x1.0742807b29822p-16, 0x1.01784beddb4fap-13, 0x1.23833e69cbe6ep-16};
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
/// derivative's first terms, and the leading coefficients are added without error.
template <simd::vector V>
ACT_INLINE simd::two_words<V> scaled_tail_of(V t) {
  constexpr double center = 4.5;
  const auto above = simd::exact_sum_unordered(t, V(center));
  const auto below = simd::exact_sum_unordered(t, V(-center));
  const V reciprocal = simd::quotient(V(1), above.high);
  const auto v = simd::divided(below, above, reciprocal);

  static constexpr auto& c = scaled_tail_coefficients;
  static constexpr double slope[] = {c[1], 2 * c[2], 3 * c[3], 4 * c[4], 5 * c[5], 6 * c[6], 7 * c[7]};
  const V from_fourth = simd::sum_by_parity<4, std::size(c)>(v.high, simd::product(v.high, v.high),
                                                             [](auto i) ACT_INLINE_LAMBDA { return V(c[i]); });
  const V from_second = simd::fma(simd::fma(from_fourth, v.high, V(c[3])), v.high, V(c[2]));
  const V from_first = simd::opaque(simd::fma(from_second, v.high, V(c[1])));
  const V from_first_low = simd::fma(from_second, v.high, simd::opaque(V(c[1]) - from_first));
  const auto bent = simd::exact_product(v.high, from_first);
  const V bent_low = simd::opaque(simd::fma(v.high, from_first_low, bent.low) + V(scaled_tail_first_low));
  const auto sum = simd::exact_sum_unordered(V(c[0]), bent.high);
  const V low = simd::opaque(sum.low + bent_low);
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

/// Q(t).
template <simd::vector V>
ACT_INLINE V probability_tail(const normal_tail<V>& tail) {
  const auto product = simd::multiplied(tail.scaled_tail, tail.exponential.mantissa);
  return simd::scale_down(product.high + product.low, tail.exponential.exponent);
}

/// phi(t) times a factor.
template <simd::vector V>
ACT_INLINE V density_times(const normal_tail<V>& tail, V factor) {
  const auto density = simd::multiplied(tail.exponential.mantissa,
                                        simd::two_words<V>{V(inverse_sqrt_2pi_high), V(inverse_sqrt_2pi_low)});
  const auto product = simd::scaled(density, factor);
  return simd::with_sign_of(factor, simd::scale_down(product.high + product.low, tail.exponential.exponent));
}

/// phi(t) (2 - t^2), the second derivative of x Phi(x): even, with a zero at sqrt 2, close to which its error is an
/// absolute one.
template <simd::vector V>
ACT_INLINE V second_derivative_tail(const normal_tail<V>& tail) {
  return density_times(tail, simd::fnma(tail.t, tail.t, V(2)));
}

/// The same in lanes of double on the way to float: relative 2^-31, one word each.
template <class V>
struct normal_tail_for_float {
  V t, exponential, scaled_tail;
};

template <simd::vector V>
ACT_INLINE normal_tail_for_float<V> normal_tail_for_float_of(V magnitude, double reach = 15) {
  constexpr double center = 4.5;
  const V t = simd::min(V(reach), magnitude);
  const V exponential = exponential_for_float(simd::product(simd::product(t, t), V(-0.5)));
  const V reciprocal = simd::quotient(V(1), simd::opaque(t + V(center)));
  const V v = simd::fnma(V(2 * center), reciprocal, V(1));
  const V bent = simd::polynomial_by_parity(v, simd::product(v, v), scaled_tail_for_float_coefficients);
  return {t, exponential, simd::product(bent, reciprocal)};
}

template <simd::vector V>
ACT_INLINE V ramp_tail(const normal_tail_for_float<V>& tail) {
  return simd::product(simd::product(tail.t, tail.exponential), tail.scaled_tail);
}

template <simd::vector V>
ACT_INLINE V derivative_tail(const normal_tail_for_float<V>& tail) {
  return simd::product(tail.exponential, simd::fnma(tail.t, V(inverse_sqrt_2pi_high), tail.scaled_tail));
}

template <simd::vector V>
ACT_INLINE V probability_tail(const normal_tail_for_float<V>& tail) {
  return simd::product(tail.exponential, tail.scaled_tail);
}

template <simd::vector V>
ACT_INLINE V density_times(const normal_tail_for_float<V>& tail, V factor) {
  return simd::product(tail.exponential, simd::product(V(inverse_sqrt_2pi_high), factor));
}

template <simd::vector V>
ACT_INLINE V second_derivative_tail(const normal_tail_for_float<V>& tail) {
  return density_times(tail, simd::fnma(tail.t, tail.t, V(2)));
}

/// Of the gate x Phi(x).
struct normal_tails {
  template <simd::vector V>
  static ACT_INLINE auto of(V magnitude) {
    return normal_tail_of(magnitude);
  }
  template <simd::vector V>
  static ACT_INLINE auto for_float(V magnitude) {
    return normal_tail_for_float_of(magnitude);
  }
  template <class Tail>
  static ACT_INLINE auto second_derivative(const Tail& tail) {
    return second_derivative_tail(tail);
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
