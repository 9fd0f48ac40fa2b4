#pragma once

/// \file shifted_normal_gate.hpp
/// x P(N <= x), N normal with any mean and standard deviation, and its derivatives, also by these two.
///
/// With z = (x - mean) / stddev, w = x / stddev, t = |z| and Q(t) = P(N(0, 1) > t) = e^(-t^2/2) g(t): on the left of
/// the mean the value is x Q(t), on the right x (1 - Q(t)), where Q <= 1/2, so nothing cancels. The derivative is
/// e^(-t^2/2) (g(t) + w psi) on the left, psi = 1 / sqrt(2 pi), and 1 - e^(-t^2/2) (g(t) - w psi) on the right.
///
/// A relative error of z is multiplied by z^2 in Q: in double z is carried in two words, of which the second enters
/// through t^2; that of g is too small to matter. Results in float are computed in double.

#include "normal.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

ACT_NAMESPACE_BEGIN
namespace kernels {

/// What the results are made of.
template <class V, class Tail>
struct shifted_normal {
  Tail tail;  // of t
  V ramp;     // -w on the left of the mean, w on the right: ramp t = w z
  simd::mask_of<V> is_left, is_far;
};

/// e^(-t^2/2) (g(t) - ramp psi).
template <class V, class Tail>
ACT_INLINE V shifted_derivative_tail(Tail tail, V ramp) {
  tail.t = ramp;
  return derivative_tail(tail);
}

/// x Q(t), rounded where Q itself may have underflowed.
template <simd::vector V>
ACT_INLINE V probability_times(const normal_tail<V>& tail, V x) {
  const auto significand = simd::multiplied(tail.scaled_tail, tail.exponential.mantissa);
  return simd::scale_down(simd::product(x, simd::opaque(significand.high + significand.low)),
                          tail.exponential.exponent);
}
template <simd::vector V>
ACT_INLINE V probability_times(const normal_tail_for_float<V>& tail, V x) {
  return simd::product(x, probability_tail(tail));
}

/// For T: z and w, and the parameters as T has them, for otherwise the results in float would be those of parameters
/// that its users cannot write down.
template <class T>
class shift {
 public:
  shift(double mean, double stddev)
      : mean_(rounded(mean)),
        reciprocal_(1 / std::max(rounded(stddev), double{std::numeric_limits<float>::denorm_min()})) {}

  template <simd::vector V>
  ACT_INLINE auto of(V x) const {
    const V z = simd::product(simd::opaque(x - V(mean_)), V(reciprocal_)), w = simd::product(x, V(reciprocal_));
    const V t = simd::abs(z);
    const auto is_left = z < V(0);
    const auto tail = normal_tail_for_float_of(t, reach);
    return shifted_normal<V, normal_tail_for_float<V>>{tail, simd::select(is_left, simd::negate(w), w), is_left,
                                                       t >= V(reach)};
  }

  double reciprocal() const { return reciprocal_; }

 private:
  static constexpr double reach = 20;  // Q < 2^-292, which makes 0 of every float

  static double rounded(double parameter) {
    constexpr double largest = std::numeric_limits<float>::max();
    return static_cast<float>(std::clamp(parameter, -largest, largest));
  }

  double mean_, reciprocal_;
};

/// Powers of two keep parameters, x and differences in range: `before` the subtraction where the standard deviation is
/// large, `after` it where that is small.
template <>
class shift<double> {
 public:
  shift(double mean, double stddev) {
    const int exponent = std::clamp(std::ilogb(stddev), -1022, 1022);
    before_ = std::ldexp(1.0, std::min(0, -exponent));
    after_ = std::ldexp(1.0, std::max(0, -exponent));
    mean_ = mean * before_;
    const double significand = stddev * before_ * after_;
    reciprocal_ = 1 / significand;
    reciprocal_low_ = std::fma(-reciprocal_, significand, 1.0) * reciprocal_;
  }

  template <simd::vector V>
  ACT_INLINE auto of(V x) const {
    const auto z = deviation_of(x);
    const auto is_left = z.high < V(0);
    const V t = simd::min(V(reach), simd::abs(z.high)), t_low = simd::select(is_left, simd::negate(z.low), z.low);
    const auto square = simd::exact_product(t, t);
    const V square_low = simd::fma(simd::product(V(2), t), t_low, square.low);
    const auto e = exponential(simd::two_words<V>{square.high * V(-0.5), square_low * V(-0.5)});
    const V w = simd::product(limited(enlarged(simd::product(x, V(before_))), 0x1p1000), V(reciprocal_));
    return shifted_normal<V, normal_tail<V>>{
        {t, e, scaled_tail_of(t)}, simd::select(is_left, simd::negate(w), w), is_left, simd::abs(z.high) >= V(reach)};
  }

  double reciprocal() const { return std::min(reciprocal_ * before_ * after_, std::numeric_limits<double>::max()); }

 private:
  static constexpr double reach = 41.5;  // Q < 2^-1249

  /// x between -limit and limit, and away from the numbers whose products' second words would be subnormal.
  template <simd::vector V>
  static ACT_INLINE V limited(V x, double limit) {
    return without_tiny(simd::max(V(-limit), simd::min(V(limit), x)));
  }

  template <simd::vector V>
  ACT_INLINE V enlarged(V x) const {
    return simd::product(x, V(after_));
  }

  template <simd::vector V>
  ACT_INLINE simd::two_words<V> deviation_of(V x) const {
    constexpr double limit = 6 * reach;
    const auto difference = simd::exact_sum_unordered(simd::product(x, V(before_)), V(-mean_));
    const V all = enlarged(difference.high), high = limited(all, limit);
    // Of an infinite difference the second word would be NaN.
    const V low = simd::select(simd::abs(all) < V(limit), enlarged(difference.low), V(0));
    const auto z = simd::exact_product(high, V(reciprocal_));
    return {z.high, simd::fma(high, V(reciprocal_low_), simd::fma(low, V(reciprocal_), z.low))};
  }

  double before_, after_, mean_, reciprocal_, reciprocal_low_;
};

/// The kernel for lanes of T.
template <class T>
class shifted_normal_gate {
 public:
  shifted_normal_gate(double mean, double stddev) : shift_(mean, stddev) {}

  template <simd::vector V>
  ACT_FLATTEN ACT_OUT_OF_LINE V value(V x) const {
    return with_parts(x, [](auto wide, const auto& at) ACT_INLINE_LAMBDA {
      using W = decltype(wide);
      const W left = simd::select(at.is_far, W(0), probability_times(at.tail, wide));
      const W right = simd::product(wide, simd::opaque(W(1) - probability_tail(at.tail)));
      return simd::with_sign_of(wide, simd::select(at.is_left, left, right));
    });
  }

  template <simd::vector V>
  ACT_FLATTEN ACT_OUT_OF_LINE V derivative(V x) const {
    return with_parts(x, [](auto wide, const auto& at) ACT_INLINE_LAMBDA {
      using W = decltype(wide);
      const W near = shifted_derivative_tail(at.tail, at.ramp);
      const W tail = simd::select(at.is_far, simd::with_sign_of(wide, W(0)), near);
      return simd::select(at.is_left, tail, W(1) - tail);
    });
  }

  /// (2 - w z) phi(z) / stddev.
  template <simd::vector V>
  ACT_FLATTEN ACT_OUT_OF_LINE V second_derivative(V x) const {
    const double scale = shift_.reciprocal();
    return with_parts(x, [scale](auto wide, const auto& at) ACT_INLINE_LAMBDA {
      using W = decltype(wide);
      const W density = density_times(at.tail, simd::fnma(at.ramp, at.tail.t, W(2)));
      return simd::select(at.is_far, W(0), simd::product(density, W(scale)));
    });
  }

  /// The derivatives by the mean, -w phi(z), and by the standard deviation, -w z phi(z). V has lanes of double.
  template <simd::vector V>
  ACT_INLINE std::array<V, 2> parameter_derivatives(V x) const {
    const auto at = shift_.of(x);
    const V by_mean = density_times(at.tail, simd::select(at.is_left, at.ramp, simd::negate(at.ramp)));
    const V by_stddev = density_times(at.tail, simd::negate(simd::product(at.ramp, at.tail.t)));
    return {simd::select(at.is_far, V(0), by_mean), simd::select(at.is_far, V(0), by_stddev)};
  }

 private:
  template <simd::vector V, class OfParts>
  ACT_INLINE V with_parts(V x, const OfParts& of_parts) const {
    if constexpr (sizeof(simd::lane_of<V>) == 8) {
      return of_parts(x, shift_.of(x));
    } else {
      return simd::in_double(x, [&](auto wide) ACT_INLINE_LAMBDA { return of_parts(wide, shift_.of(wide)); });
    }
  }

  shift<T> shift_;
};

}  // namespace kernels
ACT_NAMESPACE_END
