#pragma once

/// \file logistic_quotient_float.hpp
/// x sigma(w(x)) and its derivative in float, where multiplication and addition fuse and one instruction chooses among
/// 8 entries, or 16.
///
/// With a = unit 2^(n/8), e^-w = a (1 + p), where unit = 0.9974 is chosen for all of these to be floats but for
/// 2^-28.4: x sigma(w) = x / (1 + a + a p). The denominator is a high word A, the rounded sum of a and about 1, and a
/// low one, d = 1 + a - A + a p, whose first terms are exact to 2^-33. With y = 1 / (A + d) and q = x y, both rounded,
/// the remainder q A - x + q d corrects q and leaves little more than the final rounding. With sixteenths, of the
/// linear arguments, p has a term less, and the powers are floats but for 2^-25.8. The derivative is sigma(w) (1 + x
/// w'(x) sigma(-w)); the remainder of the reciprocal gives sigma(w) and sigma(-w) to more than a float, and as the
/// bracket cancels by up to 3 for x < 0, what its terms lack is carried along, for the linear arguments without its own
/// rounding. The division is no estimate with a Newton step: estimates differ between processors.
///
/// Below -reach e^-w, or its reciprocal, is no normal number, and below -derivative_reach some remainder is not. There
/// 2^-64 e^-w stands in for 1 + e^-w, which makes the result 2^64 times too large, and the same operations follow.
///
/// Error budget in ULP: value 0.5 final rounding, 0.2 for p and a, with sixteenths 0.4; derivative 0.5 and 1. For
/// abs(x) < 2^-63 remainders are subnormal: two microcode assists a vector. Instructions a vector with AVX2, beside
/// loads of tables, value and derivative: 25 and 32 for w = x, 25 and 37 for w = 1.702 x, 32 and 56 for the cubic one;
/// with AVX-512 23 for a value, and derivatives are gate_table.hpp's.

#include "exponential_float.hpp"
#include "logistic_quotient.hpp"

#include <limits>

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_logistic_quotient_float.py.
template <class Argument>
struct float_quotient_constants;

template <>
struct float_quotient_constants<identity_argument> {
  static constexpr float reach = 87, derivative_reach = 67, lower_limit = -112, upper_limit = 87;
};

template <>
struct float_quotient_constants<sigmoid_argument> {
  static constexpr float reach = 51.05f, derivative_reach = 39, lower_limit = -66, upper_limit = 51.05f;
  static constexpr float slope_high = 0x1.b3b646p+0f, slope_low = -0x1.78d4fep-26f;
};

template <>
struct float_quotient_constants<tanh_argument> {
  static constexpr float reach = 9.95f, derivative_reach = 9, lower_limit = -10.95f, upper_limit = 9;
  static constexpr float gamma_high = 0x1.65dp+4f, gamma_low = 0x1.2f6edp-11f;  // 1/0.044715
  static constexpr float slope_at_zero_high = 0x1.988454p+0f, slope_at_zero_low = -0x1.857936p-25f;
  static constexpr float thrice_slope = 0x1.b6676cp-3f;
};

/// unit 2^(i/Roots), without what power_of_two_in_steps() adds to its exponent.
template <std::size_t Roots>
struct unit_times_roots;
template <>
struct unit_times_roots<8> {  // relative errors 2^-28.4
  alignas(32) static constexpr float of[] = {0x1.feb052p-1f, 0x1.f6747cp-1f, 0x1.efa848p-1f, 0x1.eb2404p-1f,
                                             0x1.e91c8ap-1f, 0x1.e9cb7cp-1f, 0x1.ed6fb4p-1f, 0x1.f44dbcp-1f};
};
template <>
struct unit_times_roots<16> {  // relative errors 2^-25.8
  alignas(64) static constexpr float of[] = {0x1.0039aep+0f, 0x1.fb91c2p-1f, 0x1.f76a6ap-1f, 0x1.f3c956p-1f,
                                             0x1.f0b478p-1f, 0x1.ee3206p-1f, 0x1.ec487ap-1f, 0x1.eafe9ap-1f,
                                             0x1.ea5b78p-1f, 0x1.ea6676p-1f, 0x1.eb2748p-1f, 0x1.eca5fcp-1f,
                                             0x1.eeeafap-1f, 0x1.f1ff0ap-1f, 0x1.f5eb56p-1f, 0x1.fab972p-1f};
};

/// p = decay[0] + decay[1] r + ..., |r| up to half a step, which is ln 2 / (Roots slope).
template <class Argument, std::size_t Roots>
struct decay_by_steps;
template <>
struct decay_by_steps<identity_argument, 8> {  // error of 1 + p 2^-30.3
  static constexpr float steps_per_unit = 0x1.715476p+3f;
  static constexpr float step_high = 0x1.62e43p-4f, step_low = -0x1.05c61p-32f;
  static constexpr float decay[] = {0x1.508a96p-9f, -0x1.00a846p+0f, 0x1.00a84p-1f, -0x1.562d7ap-3f, 0x1.56cbacp-5f};
};
template <>
struct decay_by_steps<sigmoid_argument, 8> {  // error of 1 + p 2^-30.9
  static constexpr float steps_per_unit = 0x1.3a4cbep+4f;
  static constexpr float step_high = 0x1.a10754p-5f, step_low = -0x1.2f1edp-31f;
  static constexpr float decay[] = {0x1.508a96p-9f, -0x1.b4d4aap+0f, 0x1.73be2ap+0f, -0x1.a5ea54p-1f, 0x1.67a17ep-2f};
};
template <>
struct decay_by_steps<tanh_argument, 8> {  // error of 1 + p 2^-30.5
  static constexpr float steps_per_unit = 0x1.a5a7dp-1f;
  static constexpr float step_high = 0x1.36ep+0f, step_low = -0x1.8aa4a2p-14f;
  static constexpr float decay[] = {0x1.508a96p-9f, -0x1.25050ep-4f, 0x1.4e88a8p-9f, -0x1.fd658ep-15f, 0x1.234af2p-20f};
};
template <>
struct decay_by_steps<identity_argument, 16> {  // error of 1 + p 2^-29.6
  static constexpr float steps_per_unit = 0x1.715476p+4f;
  static constexpr float step_high = 0x1.62e43p-5f, step_low = -0x1.05c61p-33f;
  static constexpr float decay[] = {-0x1.cd0604p-11f, -0x1.ff8cbep-1f, 0x1.ff91d6p-2f, -0x1.551c4cp-3f};
};
template <>
struct decay_by_steps<sigmoid_argument, 16> {  // error of 1 + p 2^-29.6
  static constexpr float steps_per_unit = 0x1.3a4cbep+5f;
  static constexpr float step_high = 0x1.a10754p-6f, step_low = -0x1.2f1edp-32f;
  static constexpr float decay[] = {-0x1.cd0604p-11f, -0x1.b3543p+0f, 0x1.727ab2p+0f, -0x1.a474d2p-1f};
};

/// e^-w = 2^(n/Roots) unit (1 + p(r)), n in the low bits of `shifted`. nearly_r, known before r, is as good in the
/// powers of p beyond the first.
template <class V>
struct argument_in_steps {
  V shifted, nearly_r, r;
};

template <class Argument, std::size_t Roots, simd::vector V>
ACT_INLINE argument_in_steps<V> reduce_argument(V x) {
  using steps = decay_by_steps<Argument, Roots>;
  const V magic(0x1.8p23f), steps_per_unit(steps::steps_per_unit), high(steps::step_high), low(steps::step_low);
  if constexpr (std::is_same_v<Argument, tanh_argument>) {
    // x^2 + gamma in two words; n step_high is exact, so r is rounded only where it is small.
    using constants = float_quotient_constants<Argument>;
    const V gamma(constants::gamma_high);
    const V sum = simd::fma(x, x, gamma);
    const V sum_low = simd::fma(x, x, simd::opaque(gamma - sum)) + V(constants::gamma_low);
    const V shifted = simd::opaque(simd::fnma(simd::product(x, sum), steps_per_unit, magic));
    const V n = simd::opaque(shifted - magic);
    const V near = simd::fma(n, low, simd::fma(x, sum, simd::product(n, high)));
    const V r = simd::fma(x, simd::opaque(sum_low), near);
    return {shifted, r, r};
  } else {
    const V shifted = simd::opaque(simd::fnma(x, steps_per_unit, magic));
    const V n = simd::opaque(shifted - magic);
    const V near = simd::fma(n, high, x);
    return {shifted, near, simd::fma(n, low, near)};
  }
}

/// 1 + e^-w = high + low, `low` up to a fiftieth of it, and the rounded reciprocal.
template <class V>
struct logistic_denominator {
  V high, low, reciprocal;
};

/// What makes 2 of the power at x = 0: `high` is 2 there, so that halves of subnormal numbers are exact, or ties.
template <std::size_t Roots>
inline constexpr float nearly_one_for = 2 - unit_times_roots<Roots>::of[0];

/// 1 + e^-w, or power + power p where `one` and `nearly_one` are 0.
template <class Argument, std::size_t Roots, simd::vector V>
ACT_INLINE logistic_denominator<V> float_denominator_of(const argument_in_steps<V>& argument, V one, V nearly_one) {
  const V power = power_of_two_in_steps(unit_times_roots<Roots>::of, argument.shifted);
  constexpr auto& decay = decay_by_steps<Argument, Roots>::decay;
  const V p = simd::fma(simd::polynomial<1>(argument.nearly_r, decay), argument.r, V(decay[0]));
  const V high = simd::opaque(nearly_one + power);
  const V greater = simd::max(power, one), lesser = simd::min(power, one);
  const V low = simd::fma(power, p, simd::opaque(simd::opaque(greater - high) + lesser));
  return {high, low, simd::quotient(V(1), simd::opaque(high + low))};
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
  static constexpr bool is_cubic = std::is_same_v<Argument, tanh_argument>;
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
  static constexpr std::size_t roots = !is_cubic && simd::table_entries<V> >= 16 ? 16 : 8;

  template <simd::vector V>
  static ACT_INLINE logistic_denominator<V> denominator_of(V t) {
    constexpr float nearly_one = nearly_one_for<roots<V>>;
    return float_denominator_of<Argument, roots<V>>(reduce_argument<Argument, roots<V>>(t), V(1), V(nearly_one));
  }

  template <simd::vector V>
  static ACT_INLINE logistic_denominator<V> denominator_with_far_lanes(V t, float reach) {
    constexpr float nearly_one = nearly_one_for<roots<V>>;
    const auto far = is_far(t, reach);
    auto [shifted, nearly_r, r] = reduce_argument<Argument, roots<V>>(t);
    shifted = simd::select(far, simd::opaque(shifted - V(64 * roots<V>)), shifted);
    nearly_r = simd::select(far, r, nearly_r);  // they differ by a multiple of n
    return float_denominator_of<Argument, roots<V>>({shifted, nearly_r, r}, simd::select(far, V(0), V(1)),
                                                    simd::select(far, V(0), V(nearly_one)));
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
    return simd::fma(q, denominator.low, simd::fms(q, denominator.high, x));
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
    const V remainder = simd::fnma(y, denominator.low, simd::fnma(y, denominator.high, V(1)));
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
    if constexpr (is_cubic) {
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
