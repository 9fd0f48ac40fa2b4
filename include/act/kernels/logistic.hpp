#pragma once

/// \file logistic.hpp
/// The gates x sigma(w(x)) with sigma(w) = 1/(1 + e^-w) and an odd increasing argument w: a multiple of x, or a cubic.

#include "exponential.hpp"
#include "gate.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

/// w(t) and t w'(t): in two words where e^-w amplifies their error.
template <class W>
struct logistic_argument {
  W w, slope_product;
};

/// w'(t) and t w''(t).
template <class V>
struct logistic_argument_slope {
  V slope, bend_product;
};

/// w = x.
struct identity_argument {
  static constexpr double limit = 760, limit_for_float = 112;

  template <simd::vector V>
  static ACT_INLINE logistic_argument<simd::two_words<V>> of(V t) {
    return {{t, V(0)}, {t, V(0)}};
  }
  template <simd::vector V>
  static ACT_INLINE logistic_argument<V> for_float(V t) {
    return {t, t};
  }
  template <simd::vector V>
  static ACT_INLINE logistic_argument_slope<V> slope(V) {
    return {V(1), V(0)};
  }
};

// Printed by tools/generate_logistic_arguments.py.
inline constexpr double linear_high = 0x1.9884533d43651p+0;
inline constexpr double linear_low = -0x1.cbc0d30ebfd15p-54;
inline constexpr double cubic_high = 0x1.2444f2a4d8b4bp-4;
inline constexpr double cubic_low = -0x1.6c843a29d1c70p-61;
inline constexpr double slope_high = 0x1.b3b645a1cac08p+0;
inline constexpr double slope_low = 0x1.89374bc6a7efap-55;

/// w = 1.702 x.
struct sigmoid_argument {
  static constexpr double limit = 447, limit_for_float = 66;

  template <simd::vector V>
  static ACT_INLINE logistic_argument<simd::two_words<V>> of(V t) {
    const auto w = simd::scaled(simd::two_words<V>{V(slope_high), V(slope_low)}, t);
    return {w, w};
  }
  template <simd::vector V>
  static ACT_INLINE logistic_argument<V> for_float(V t) {
    const V w = simd::product(V(slope_high), t);
    return {w, w};
  }
  template <simd::vector V>
  static ACT_INLINE logistic_argument_slope<V> slope(V) {
    return {V(slope_high), V(0)};
  }
};

/// w = 2 sqrt(2/pi) (x + 0.044715 x^3) = linear x + cubic x^3.
struct tanh_argument {
  static constexpr double limit = 21.7, limit_for_float = 11.2;

  template <simd::vector V>
  static ACT_INLINE logistic_argument<simd::two_words<V>> of(V t) {
    using words = simd::two_words<V>;
    const words cube = simd::scaled(simd::exact_product(t, t), t);
    const words third = simd::multiplied(words{V(cubic_high), V(cubic_low)}, cube);
    const words first = simd::scaled(words{V(linear_high), V(linear_low)}, t);
    const words w = simd::sum(first, third);
    return {w, simd::sum(w, words{third.high + third.high, third.low + third.low})};
  }
  template <simd::vector V>
  static ACT_INLINE logistic_argument<V> for_float(V t) {
    const V third = simd::product(simd::product(simd::product(t, t), t), V(cubic_high));
    const V w = simd::fma(V(linear_high), t, third);
    return {w, simd::fma(V(2), third, w)};
  }
  template <simd::vector V>
  static ACT_INLINE logistic_argument_slope<V> slope(V t) {
    const V square = simd::product(simd::product(t, t), V(3 * cubic_high));
    return {square + V(linear_high), square + square};
  }
};

/// e = e^-w and s = sigma(w) = 1/(1 + e) for t >= 0, w = w(t) >= 0. No sum here has terms of different signs.
template <class V>
struct logistic_tail {
  V t;
  scaled_exponential<V> exponential;
  simd::two_words<V> sigma, slope_product;
};

template <class Argument, simd::vector V>
ACT_INLINE logistic_tail<V> logistic_tail_of(V magnitude) {
  const V t = simd::min(V(Argument::limit), magnitude);
  const auto argument = Argument::of(t);
  const auto e = exponential(simd::two_words<V>{simd::negate(argument.w.high), simd::negate(argument.w.low)});
  const V scale = simd::power_of_two(simd::max(e.exponent, V(-1000)));
  auto denominator = simd::exact_sum(V(1), simd::product(e.mantissa.high, scale));
  denominator.low = simd::fma(e.mantissa.low, scale, denominator.low);
  const V reciprocal = simd::quotient(V(1), denominator.high);
  const auto sigma = simd::divided(simd::two_words<V>{V(1), V(0)}, denominator, reciprocal);
  return {t, e, sigma, argument.slope_product};
}

/// sigma(-w) = e s.
template <simd::vector V>
ACT_INLINE V probability_tail(const logistic_tail<V>& tail) {
  const auto product = simd::multiplied(tail.exponential.mantissa, tail.sigma);
  return simd::scale_down(product.high + product.low, tail.exponential.exponent);
}

/// sigma'(w) = e s^2, times a factor.
template <simd::vector V>
ACT_INLINE V density_times(const logistic_tail<V>& tail, V factor) {
  const auto density = simd::multiplied(simd::multiplied(tail.exponential.mantissa, tail.sigma), tail.sigma);
  const auto product = simd::scaled(density, factor);
  return simd::with_sign_of(factor, simd::scale_down(product.high + product.low, tail.exponential.exponent));
}

/// e = sigma(-w)/sigma(w).
template <simd::vector V>
ACT_INLINE V ratio_of_tails(const logistic_tail<V>& tail) {
  return simd::product(tail.exponential.mantissa.high,
                       simd::power_of_two(simd::max(tail.exponential.exponent, V(-1000))));
}

/// t sigma(-w) = t e s.
template <simd::vector V>
ACT_INLINE V ramp_tail(const logistic_tail<V>& tail) {
  const auto product = simd::multiplied(simd::scaled(tail.exponential.mantissa, tail.t), tail.sigma);
  return simd::scale_down(product.high + product.low, tail.exponential.exponent);
}

/// sigma(-w) - t w' sigma(w) sigma(-w) = e s (1 - t w' s), whose bracket cancels where the derivative changes its
/// sign, hence the two words.
template <simd::vector V>
ACT_INLINE V derivative_tail(const logistic_tail<V>& tail) {
  const auto slope = simd::multiplied(tail.slope_product, tail.sigma);
  const auto bracket = simd::exact_sum_unordered(V(1), simd::negate(slope.high));
  const auto left = simd::multiplied(tail.exponential.mantissa, tail.sigma);
  const auto product = simd::multiplied(left, simd::two_words<V>{bracket.high, simd::opaque(bracket.low - slope.low)});
  return simd::scale_down(product.high + product.low, tail.exponential.exponent);
}

/// The same in lanes of double on the way to float.
template <class V>
struct logistic_tail_for_float {
  V t, exponential, sigma, slope_product;
};

template <class Argument, simd::vector V>
ACT_INLINE logistic_tail_for_float<V> logistic_tail_for_float_of(V magnitude) {
  const V t = simd::min(V(Argument::limit_for_float), magnitude);
  const auto argument = Argument::for_float(t);
  const V e = exponential_for_float(simd::negate(argument.w));
  return {t, e, simd::quotient(V(1), simd::opaque(V(1) + e)), argument.slope_product};
}

template <simd::vector V>
ACT_INLINE V probability_tail(const logistic_tail_for_float<V>& tail) {
  return simd::product(tail.exponential, tail.sigma);
}

template <simd::vector V>
ACT_INLINE V density_times(const logistic_tail_for_float<V>& tail, V factor) {
  return simd::product(simd::product(tail.exponential, simd::product(tail.sigma, tail.sigma)), factor);
}

template <simd::vector V>
ACT_INLINE V ratio_of_tails(const logistic_tail_for_float<V>& tail) {
  return tail.exponential;
}

template <simd::vector V>
ACT_INLINE V ramp_tail(const logistic_tail_for_float<V>& tail) {
  return simd::product(simd::product(tail.t, tail.exponential), tail.sigma);
}

template <simd::vector V>
ACT_INLINE V derivative_tail(const logistic_tail_for_float<V>& tail) {
  return simd::product(simd::product(tail.exponential, tail.sigma), simd::fnma(tail.slope_product, tail.sigma, V(1)));
}

/// 2 w' + t w'' - t w'^2 (1 - e) s: e s^2 times this is the second derivative of t sigma(w), for sigma' = e s^2 and
/// 1 - 2 sigma = (e - 1) s. It has a zero, close to which its error is an absolute one.
template <class Argument, simd::vector V>
ACT_INLINE V second_derivative_bracket(V t, V slope_product, V e, V sigma) {
  const auto [slope, bend_product] = Argument::slope(t);
  const V falling = simd::product(simd::product(slope, slope_product), simd::product(sigma, simd::opaque(V(1) - e)));
  return simd::opaque(simd::fma(V(2), slope, bend_product)) - falling;
}

template <class V>
ACT_INLINE V leading_word(V x) {
  return x;
}
template <class V>
ACT_INLINE V leading_word(const simd::two_words<V>& x) {
  return x.high;
}

template <class Argument, class Tail>
ACT_INLINE auto logistic_second_derivative(const Tail& tail) {
  return density_times(tail, second_derivative_bracket<Argument>(tail.t, leading_word(tail.slope_product),
                                                                 ratio_of_tails(tail), leading_word(tail.sigma)));
}

/// Of the gate x sigma(w(x)). Argument::of(t) and Argument::for_float(t) give w and t w'; beyond the limits
/// t sigma(-w) has underflowed, in double and in float.
template <class Argument>
struct logistic_tails {
  template <simd::vector V>
  static ACT_INLINE auto of(V magnitude) {
    return logistic_tail_of<Argument>(magnitude);
  }
  template <simd::vector V>
  static ACT_INLINE auto for_float(V magnitude) {
    return logistic_tail_for_float_of<Argument>(magnitude);
  }
  template <class Tail>
  static ACT_INLINE auto second_derivative(const Tail& tail) {
    return logistic_second_derivative<Argument>(tail);
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
