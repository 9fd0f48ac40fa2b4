#pragma once

/// \file logistic.hpp

#include "activation.hpp"
#include "kernels/logistic.hpp"

ACT_NAMESPACE_BEGIN

/// The logistic function sigma(x) = 1 / (1 + e^-x), "sigmoid" elsewhere. f'(x) = sigma(x) sigma(-x), f''(x) = f'(x)
/// (1 - 2 sigma(x)).
///
/// Domain: all of T. f(-inf) = +0, f(+inf) = 1, NaN for NaN; the derivative is +0 at +-inf, the second derivative a
/// zero of the sign opposite to x's.
///
/// Accuracy: in float 1 ULP, in double 2, the derivatives' in double 4 and 6; gradual underflow included.
struct logistic_fn : activation_base<logistic_fn> {
  using activation_base::derivative;
  using activation_base::second_derivative;
  static constexpr const char* name = "logistic";

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return kernels::distribution<tails>(x);
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    return kernels::density<tails>(x, [](auto wide, const auto&) { return decltype(wide)(1); });
  }
  /// 1 - 2 sigma(t) = (e - 1) sigma(t), e = e^-t, in which nothing cancels but for small t, where f'' itself is small:
  /// there it is -tanh(t/2).
  template <simd::vector V>
  static ACT_INLINE V second_derivative(V x) {
    return kernels::density<tails>(x, [](auto wide, const auto& tail) {
      using W = decltype(wide);
      const W minus_one = kernels::exponential_minus_one(simd::negate(tail.t));
      return simd::with_sign_of(simd::negate(wide), simd::product(minus_one, kernels::leading_word(tail.sigma)));
    });
  }

 private:
  using tails = kernels::logistic_tails<kernels::identity_argument>;
};

/// 1 / (1 + e^-x): see logistic_fn.
inline constexpr logistic_fn logistic{};

ACT_NAMESPACE_END
