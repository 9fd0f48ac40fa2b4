#pragma once

/// \file logistic_quotient_float.hpp
/// x sigma(w(x)) and its derivative in float, where multiplication and addition fuse and one instruction chooses among
/// 8 entries.
///
/// With a = unit 2^(n/8), e^-w = a (1 + p), where unit = 0.9974 is chosen for all of these to be floats but for
/// 2^-28.4: x sigma(w) = x / (1 + a + a p). What rounding the denominator to D leaves, d, is known as well, for its
/// terms cancel exactly; one correction of x / D by its remainder, which D makes exact, leaves little more than the
/// final rounding. The derivative is sigma(w) (1 + x w'(x) sigma(-w)); the remainder of the reciprocal gives sigma(w)
/// and sigma(-w) to more than a float, and as the bracket cancels by up to 3 for x < 0, what its terms lack is carried
/// along, for the linear arguments without its own rounding. The division is no estimate with a Newton step: estimates
/// differ between processors.
///
/// Below -reach e^-w, or its reciprocal, is no normal number, and below -derivative_reach some remainder is not. There
/// 2^-64 e^-w stands in for 1 + e^-w, which makes the result 2^64 times too large, and the same operations follow.
///
/// Error budget in ULP: value 0.5 final rounding, 0.2 for p and a; derivative 0.5 and 1. For abs(x) < 2^-63 remainders
/// are subnormal: two microcode assists a vector. Instructions a vector with AVX2, beside loads of tables, value and
/// derivative: 24 and 31 for w = x, 24 and 36 for w = 1.702 x, 31 and 55 for the cubic one.

#include "exponential_float.hpp"
#include "logistic_quotient.hpp"

#include <limits>

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_logistic_quotient_float.py; step is ln 2 / (8 slope), error that of 1 + p.
template <class Argument>
struct float_quotient_constants;

// unit 2^(i/8), i << 20 subtracted from its bits; relative errors 2^-28.4.
alignas(32) inline constexpr float unit_times_root[] = {0x1.feb052p-1f, 0x1.f6747cp-1f, 0x1.efa848p-1f, 0x1.eb2404p-1f,
                                                        0x1.e91c8ap-1f, 0x1.e9cb7cp-1f, 0x1.ed6fb4p-1f, 0x1.f44dbcp-1f};

template <>
struct float_quotient_constants<identity_argument> {  // error 2^-30.3
  static constexpr float reach = 87, derivative_reach = 67, lower_limit = -112, upper_limit = 87;
  static constexpr float steps_per_unit = 0x1.715476p+3f;
  static constexpr float step_high = 0x1.62e43p-4f, step_low = -0x1.05c61p-32f;
  static constexpr float decay[] = {0x1.508a96p-9f, -0x1.00a846p+0f, 0x1.00a84p-1f, -0x1.562d7ap-3f, 0x1.56cbacp-5f};
};

template <>
struct float_quotient_constants<sigmoid_argument> {  // error 2^-30.9
  static constexpr float reach = 51.05f, derivative_reach = 39, lower_limit = -66, upper_limit = 51.05f;
  static constexpr float steps_per_unit = 0x1.3a4cbep+4f;
  static constexpr float step_high = 0x1.a10754p-5f, step_low = -0x1.2f1edp-31f;
  static constexpr float slope_high = 0x1.b3b646p+0f, slope_low = -0x1.78d4fep-26f;
  static constexpr float decay[] = {0x1.508a96p-9f, -0x1.b4d4aap+0f, 0x1.73be2ap+0f, -0x1.a5ea54p-1f, 0x1.67a17ep-2f};
};

template <>
struct float_quotient_constants<tanh_argument> {  // error 2^-30.5
  static constexpr float reach = 9.95f, derivative_reach = 9, lower_limit = -10.95f, upper_limit = 9;
  static constexpr float steps_per_unit = 0x1.a5a7dp-1f;
  static constexpr float step_high = 0x1.36ep+0f, step_low = -0x1.8aa4a2p-14f;
  static constexpr float decay[] = {0x1.508a96p-9f, -0x1.25050ep-4f, 0x1.4e88a8p-9f, -0x1.fd658ep-15f, 0x1.234af2p-20f};
  static constexpr float gamma_high = 0x1.65dp+4f, gamma_low = 0x1.2f6edp-11f;  // 1/0.044715
  static constexpr float slope_at_zero_high = 0x1.988454p+0f, slope_at_zero_low = -0x1.857936p-25f;
  static constexpr float thrice_slope = 0x1.b6676cp-3f;
};

/// e^-w = 2^(n/8) e^(-slope r), n in the low bits of `shifted`.
template <class V>
struct eighths_argument {
  V shifted, r;
};

template <class Argument, simd::vector V>
ACT_INLINE eighths_argument<V> reduce_argument(V x) {
  using constants = float_quotient_constants<Argument>;
  const V magic(0x1.8p23f), steps(constants::steps_per_unit), high(constants::step_high), low(constants::step_low);
  if constexpr (std::is_same_v<Argument, tanh_argument>) {
    // x^2 + gamma in two words; n step_high is exact, so r is rounded only where it is small.
    const V gamma(constants::gamma_high);
    const V sum = simd::fma(x, x, gamma);
    const V sum_low = simd::fma(x, x, simd::opaque(gamma - sum)) + V(constants::gamma_low);
    const V shifted = simd::opaque(simd::fnma(simd::product(x, sum), steps, magic));
    const V n = simd::opaque(shifted - magic);
    const V near = simd::fma(n, low, simd::fma(x, sum, simd::product(n, high)));
    return {shifted, simd::fma(x, simd::opaque(sum_low), near)};
  } else {
    const V shifted = simd::opaque(simd::fnma(x, steps, magic));
    const V n = simd::opaque(shifted - magic);
    return {shifted, simd::fma(n, low, simd::fma(n, high, x))};
  }
}

/// 1 + e^-w = rounded + low, with the rounded reciprocal of the former.
template <class V>
struct logistic_denominator {
  V rounded, low, reciprocal;
};

/// 1 + e^-w, or power + power p where `one` is 0.
template <class Argument, simd::vector V>
ACT_INLINE logistic_denominator<V> float_denominator_of(const eighths_argument<V>& argument, V one) {
  using constants = float_quotient_constants<Argument>;
  const V power = power_of_two_in_eighths(unit_times_root, argument.shifted);
  const V p = simd::polynomial(argument.r, constants::decay);
  const V rounded = simd::opaque(one + simd::opaque(simd::fma(power, p, power)));
  const V greater = simd::max(power, one), lesser = simd::min(power, one);
  const V less_rounded = simd::opaque(simd::opaque(greater - rounded) + lesser);
  return {rounded, simd::fma(power, p, less_rounded), simd::quotient(V(1), rounded)};
}

template <class Argument>
struct logistic_quotient_float;

/// For abs(x) < derivative_reach; others, which no sensible data has, are rare.
template <class Argument>
struct near_logistic_quotient_float {
  using whole = logistic_quotient_float<Argument>;
  static constexpr bool goes_side_by_side = true;

  template <simd::vector V>
  static ACT_INLINE auto is_rare(V x) {
    return simd::far_lanes(x, float_quotient_constants<Argument>::derivative_reach);
  }
  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return whole::quotient(x, whole::denominator_of(x));
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    return whole::derivative(x, whole::denominator_of(x));
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    const auto denominator = whole::denominator_of(x);
    return {whole::quotient(x, denominator), whole::derivative(x, denominator)};
  }
};

/// What the loops over ranges choose from. The cubic argument has none: its reach is -9, and where data reach beyond
/// it, to take both kernels costs more than the branch that this saves.
template <class Argument>
struct kernels_of_logistic_quotient {
  using common = near_logistic_quotient_float<Argument>;
  using everywhere = logistic_quotient_float<Argument>;
};
template <>
struct kernels_of_logistic_quotient<tanh_argument> {};

/// For every x.
template <class Argument>
struct logistic_quotient_float : kernels_of_logistic_quotient<Argument> {
  using near = near_logistic_quotient_float<Argument>;
  static constexpr bool goes_side_by_side = true, goes_side_by_side_off_ties = true;

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    if (simd::any(near::is_rare(x))) [[unlikely]]
      return simd::each_alone(x, [](auto each) ACT_INLINE_LAMBDA { return value_of_all(each); });
    return near::value(x);
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    if (simd::any(near::is_rare(x))) [[unlikely]]
      return simd::each_alone(x, [](auto each) ACT_INLINE_LAMBDA { return derivative_with_far_lanes(each); });
    return near::derivative(x);
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    if (simd::any(near::is_rare(x))) [[unlikely]]
      return both_with_far_lanes(x);
    return near::value_and_derivative(x);
  }

 private:
  using constants = float_quotient_constants<Argument>;
  friend near_logistic_quotient_float<Argument>;

  template <simd::vector V>
  static ACT_INLINE auto is_far(V x, float reach) {
    return x < V(-reach);
  }

  /// Where the far lanes, if any, have all underflowed to -0, the others take the common operations.
  template <simd::vector V>
  static ACT_INLINE V value_of_all(V x) {
    V common = x;
    const auto far = is_far(x, constants::reach);
    if (simd::any(far)) {
      if (simd::any(far & (x > V(constants::lower_limit)))) return value_with_far_lanes(x);
      common = simd::select(far, simd::sign_bit<V>(), x);
    }
    return value(common, denominator_of(clamped(common)));
  }

  /// At the upper limit sigma(w) is 1.
  template <simd::vector V>
  static ACT_INLINE V clamped(V x) {
    return simd::min(V(constants::upper_limit), x);
  }
  /// At the lower limit the results have underflowed to -0.
  template <simd::vector V>
  static ACT_INLINE V clamped_below(V x) {
    return simd::max(V(constants::lower_limit), x);
  }

  template <simd::vector V>
  static ACT_INLINE logistic_denominator<V> denominator_of(V t) {
    return float_denominator_of<Argument>(reduce_argument<Argument>(t), V(1));
  }

  template <simd::vector V>
  static ACT_INLINE logistic_denominator<V> denominator_with_far_lanes(V t, float reach) {
    const auto far = is_far(t, reach);
    auto argument = reduce_argument<Argument>(t);
    argument.shifted = simd::select(far, simd::opaque(argument.shifted - V(64 * 8)), argument.shifted);
    return float_denominator_of<Argument>(argument, simd::select(far, V(0), V(1)));
  }

  template <simd::vector V>
  static ACT_INLINE V scaled_down_if_far(V x, float reach, V result) {
    return simd::select(is_far(x, reach), simd::scale_down_by_64_binades(result), result);
  }

  template <simd::vector V>
  static ACT_FLATTEN ACT_OUT_OF_LINE V value_with_far_lanes(V x) {
    constexpr float reach = constants::reach;
    const V t = clamped_below(x);
    return scaled_down_if_far(x, reach, value(t, denominator_with_far_lanes(clamped(t), reach)));
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_OUT_OF_LINE V derivative_with_far_lanes(V x) {
    constexpr float reach = constants::derivative_reach;
    const V t = clamped(clamped_below(x));
    return scaled_down_if_far(x, reach, derivative(t, denominator_with_far_lanes(t, reach)));
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_OUT_OF_LINE act::value_and_derivative<V> both_with_far_lanes(V x) {
    return {value_of_all(x), derivative_with_far_lanes(x)};
  }

  /// q denominator - x.
  template <simd::vector V>
  static ACT_INLINE V excess_of(V q, V x, const logistic_denominator<V>& denominator) {
    return simd::fma(q, denominator.low, simd::fms(q, denominator.rounded, x));
  }

  template <simd::vector V>
  static ACT_INLINE V value(V x, const logistic_denominator<V>& denominator) {
    const V q = simd::product(x, denominator.reciprocal);
    // Of +inf the excess is NaN.
    const V finite = simd::max(excess_of(q, x, denominator), V(std::numeric_limits<float>::lowest()));
    return simd::fnma(denominator.reciprocal, finite, q);
  }

  /// The same for finite x.
  template <simd::vector V>
  static ACT_INLINE V quotient(V x, const logistic_denominator<V>& denominator) {
    const V q = simd::product(x, denominator.reciprocal);
    return simd::fnma(denominator.reciprocal, excess_of(q, x, denominator), q);
  }

  template <simd::vector V>
  static ACT_INLINE V derivative(V x, const logistic_denominator<V>& denominator) {
    const V y = denominator.reciprocal;
    const V remainder = simd::fnma(y, denominator.low, simd::fnma(y, denominator.rounded, V(1)));
    const V rest = simd::product(y, remainder);  // sigma(w) = y + rest
    if constexpr (std::is_same_v<Argument, identity_argument>) {
      // 1 + x sigma(-x) = (1 + x) - x sigma(x): for x < 0 the first term is almost exact, and the second small.
      const V c = simd::opaque(V(1) + x), c_error = simd::opaque(x - simd::opaque(c - V(1)));
      const V bracket = simd::fnma(x, y, c);
      const V low = simd::fma(rest, simd::fnma(x, y, bracket), simd::product(y, c_error));
      return simd::fma(y, bracket, low);
    } else {
      const V other = simd::opaque(V(1) - y);
      const V other_error = simd::opaque(simd::opaque(V(1) - other) - y);
      const auto bend = slope_times(x, simd::two_words<V>{other, simd::opaque(other_error - rest)});
      const auto bracket = one_plus_product(x, bend);
      const V low = simd::fma(y, bracket.low, simd::product(rest, bracket.high));
      return simd::fma(y, bracket.high, low);
    }
  }

  /// 1 + x bend. Its rounding is carried along where that of the argument has taken its share of the error.
  template <simd::vector V>
  static ACT_INLINE simd::two_words<V> one_plus_product(V x, simd::two_words<V> bend) {
    if constexpr (std::is_same_v<Argument, tanh_argument>) {
      const auto product = simd::scaled(bend, x);
      const auto sum = simd::exact_sum(V(1), product.high);
      return {sum.high, simd::opaque(sum.low + product.low)};
    } else {
      return {simd::fma(x, bend.high, V(1)), simd::product(x, bend.low)};
    }
  }

  /// w'(x) sigma.
  template <simd::vector V>
  static ACT_INLINE simd::two_words<V> slope_times(V x, simd::two_words<V> sigma) {
    if constexpr (std::is_same_v<Argument, sigmoid_argument>) {
      return simd::multiplied(sigma, simd::two_words<V>{V(constants::slope_high), V(constants::slope_low)});
    } else {
      const V at_zero(constants::slope_at_zero_high), thrice(constants::thrice_slope);
      const auto square = simd::exact_product(x, x);
      const V slope = simd::fma(square.high, thrice, at_zero);
      const V error = simd::fma(square.high, thrice, simd::opaque(at_zero - slope));
      const V low = simd::fma(square.low, thrice, error) + V(constants::slope_at_zero_low);
      return simd::multiplied(sigma, simd::two_words<V>{slope, simd::opaque(low)});
    }
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
