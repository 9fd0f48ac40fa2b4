#pragma once

/// \file elu_float.hpp
/// The ELU and its derivative in float, where multiplication and addition fuse and one instruction chooses among 8
/// entries.
///
/// With t = min(x, 0) and a = 2^(n/8), e^t = a (1 + p)(1 + d), d what a and the reduction lack. The value is
/// max(x, -0) - alpha w, w = 1 - e^t = (1 - a) - a p - a d >= +0, so that zeros keep their sign; the terms cancel only
/// for n = 0, where 1 - a = 0. p itself is never rounded. The derivative is computed 2^64 times too large and rounded
/// once on its way down.
///
/// Error budget of the value in ULP: 0.5 final rounding, 0.3 for w; with another alpha 0.5 more. For abs(x) < 2^-63
/// squares are subnormal: a microcode assist. Instructions a vector with AVX2, beside loads of tables: 29 for the
/// value, 20 for the derivative.

#include "../value_and_derivative.hpp"
#include "elu_alpha.hpp"
#include "logistic_quotient_float.hpp"
#include "ramp.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

/// For every x and a usual alpha.
struct elu_float {
  template <simd::vector V, class Alpha>
  static ACT_INLINE V value(V x, const Alpha& alpha) {
    return value(x, alpha, growth_of<0>(simd::max(V(-25), left_part(x))));  // e^-25 vanishes beside 1
  }

  template <simd::vector V, class Alpha>
  static ACT_INLINE V derivative(V x, const Alpha& alpha) {
    return derivative(x, alpha, growth_of<64>(far_left(x)));
  }

  template <simd::vector V, class Alpha>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x, const Alpha& alpha) {
    auto scaled = growth_of<64>(far_left(x));
    const V slope = derivative(x, alpha, scaled);
    // Less than 2^-60 vanishes beside 1, and would become subnormal.
    scaled.power = simd::product(simd::max(scaled.power, V(0x1p4f)), V(0x1p-64f));
    return {value(x, alpha, scaled), slope};
  }

 private:
  // Printed by tools/generate_logistic_quotient_float.py.
  // (e^r - 1 - r) / r^2; error relative to e^r - 1 2^-27.5
  static constexpr float growth[] = {0x1p-1f, 0x1.555c28p-3f, 0x1.555a22p-5f};

  /// e^t = power (1 + r + half r)(1 + correction).
  template <class V>
  struct growth_parts {
    V power, r, half, correction;
  };

  /// At -120 the derivative has underflowed for every usual alpha.
  template <simd::vector V>
  static ACT_INLINE V far_left(V x) {
    return simd::max(V(-120), left_part(x));
  }

  /// 2^Binades e^t.
  template <int Binades, simd::vector V>
  static ACT_INLINE growth_parts<V> growth_of(V t) {
    using steps = decay_by_steps<identity_argument, 8>;
    const V magic(0x1.8p23f + 8 * Binades);
    const V shifted = simd::opaque(simd::fma(t, V(steps::steps_per_unit), magic));
    const V n = simd::opaque(shifted - magic);
    const V r = simd::fnma(n, V(steps::step_high), t);  // exact: what step_high lacks goes into the correction
    const V half = simd::product(simd::polynomial(r, growth), r);
    const V correction = simd::fnma(n, V(steps::step_low), simd::lookup(eighth_root_error, shifted));
    return {power_of_two_in_steps(eighth_root, shifted), r, half, correction};
  }

  template <simd::vector V, class Alpha>
  static ACT_INLINE V value(V x, const Alpha& alpha, const growth_parts<V>& e) {
    const V one_less = simd::opaque(V(1) - e.power);
    const V error = simd::opaque(simd::opaque(V(1) - one_less) - e.power);
    const V square = simd::fnma(simd::product(e.power, e.half), e.r, simd::fnma(e.power, e.correction, error));
    const V w = simd::opaque(one_less + simd::fnma(e.power, e.r, square));
    const V ramp = signed_ramp(x);
    return simd::fnma(V(alpha.high), w, simd::fnma(V(alpha.low), w, ramp));
  }

  template <simd::vector V, class Alpha>
  static ACT_INLINE V derivative(V x, const Alpha& alpha, const growth_parts<V>& e) {
    const V p = simd::fma(e.half, e.r, simd::opaque(e.r + e.correction));
    const V factor = simd::select(x > V(0), V(0x1p-64f), V(alpha.scaled_down));
    return simd::product(simd::fma(e.power, p, e.power), factor);
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
