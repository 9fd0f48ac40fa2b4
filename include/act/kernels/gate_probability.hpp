#pragma once

/// \file gate_probability.hpp
/// With which probability F(x) a stochastic gate lets x pass: nearly, on vectors of floats, and to 2^-36 for one
/// double.
///
/// A draw of 32 random bits passes if it lies below F. Nearly all draws are that far from F that a polynomial decides;
/// the others are decided in double by operations that round alike on every instruction set, so that all agree.

#include "../simd/lanes.hpp"
#include "../simd/words.hpp"
#include "normal.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

/// coefficients[0] + coefficients[1] x + ..., no operation fused on any instruction set.
template <std::size_t From = 0, std::size_t Count>
ACT_INLINE simd::single<double> unfused_polynomial(simd::single<double> x, const double (&coefficients)[Count]) {
  if constexpr (From + 1 == Count) {
    return coefficients[From];
  } else {
    return simd::product(unfused_polynomial<From + 1>(x, coefficients), x) + simd::single<double>(coefficients[From]);
  }
}

/// e^x, -60 < x <= 0. n has 7 bits, so that its product with ln2_high is exact.
inline double unfused_exponential(double x) {
  using V = simd::single<double>;
  const V n = std::nearbyint(x * log2_e);
  const V r = simd::opaque(V(x) - simd::product(n, V(ln2_high))) - simd::product(n, V(ln2_low));
  const V tail = simd::product(unfused_polynomial(r, exponential_tail_for_float), simd::product(r, r));
  return std::ldexp((V(1) + simd::opaque(r + tail)).lane, static_cast<int>(n.lane));
}

/// Phi(x).
struct normal_probability {
  // Printed by tools/generate_gate_probability.py: an error of 2^-13.87.
  static constexpr float reach = 0x1p+2f, margin = 0x1.1acccc0000000p-14f;
  static constexpr float terms[] = {0x1.987f960000000p-2f,   -0x1.0fbf400000000p-4f, 0x1.4048d40000000p-7f,
                                    -0x1.1b0a760000000p-10f, 0x1.66017a0000000p-14f, -0x1.2c63000000000p-18f,
                                    0x1.26569a0000000p-23f,  -0x1.f7c2960000000p-30f};

  static double of(double x) {
    using V = simd::single<double>;
    constexpr double center = 4.5, no_draw_reaches = 7;  // 2^-40
    const V t = std::min(std::fabs(x), no_draw_reaches), above = simd::opaque(t + V(center));
    const V v = simd::quotient(simd::opaque(t - V(center)), above);
    const V scaled_tail = simd::quotient(unfused_polynomial(v, scaled_tail_for_draws_coefficients), above);
    const V tail = simd::product(V(unfused_exponential(simd::product(simd::product(t, t), V(-0.5)).lane)), scaled_tail);
    return x < 0 ? tail.lane : 1 - tail.lane;
  }
};

/// 1 / (1 + e^-x).
struct logistic_probability {
  // Printed by tools/generate_gate_probability.py: an error of 2^-11.25.
  static constexpr float reach = 0x1.ep+2f, margin = 0x1.b1fa9e0000000p-12f;
  static constexpr float terms[] = {0x1.ff756a0000000p-3f,   -0x1.486be60000000p-6f,  0x1.ae97540000000p-10f,
                                    -0x1.a49dae0000000p-14f, 0x1.15819e0000000p-18f,  -0x1.d6e2aa0000000p-24f,
                                    0x1.e864960000000p-30f,  -0x1.18a1f40000000p-36f, 0x1.112b0e0000000p-44f};

  static double of(double x) {
    const double e = unfused_exponential(-std::min(std::fabs(x), 30.0));
    return (x < 0 ? e : 1) / (1 + e);
  }
};

/// F(x) - 1/2 but for Probability::margin; NaN for NaN.
template <class Probability, simd::vector V>
ACT_INLINE V nearly_less_half(V x) {
  const V inside = simd::max(V(-Probability::reach), simd::min(V(Probability::reach), x));
  return simd::product(simd::polynomial(simd::product(inside, inside), Probability::terms), inside);
}

/// Whether a draw passes, a signed number of 32 bits: whether the middle of its 2^-32 lies below F(x) - 1/2.
template <class Probability>
bool passes(double x, std::int32_t draw) {
  return (draw + 0.5) * 0x1p-32 + 0.5 < Probability::of(x);
}

/// Which lanes of x pass, bit i for lane i, given as many draws as the bits of floats; exact_x(i) is lane i before it
/// was rounded to float. NaN passes, for its product with a mask is NaN.
template <class Probability, simd::vector V, class ExactX>
ACT_INLINE unsigned passing_lanes(V x, const float* draws, const ExactX& exact_x) {
  const V draw = simd::from_integers(simd::load<V>(draws));
  const V distance = simd::fms(draw, V(0x1p-32f), nearly_less_half<Probability>(x));
  unsigned passing = simd::bits_of_mask(!(distance >= V(0)));
  unsigned close = simd::bits_of_mask(simd::abs(distance) < V(Probability::margin));
  for (; close != 0; close &= close - 1) [[unlikely]] {
      const int lane = std::countr_zero(close);
      const bool lane_passes = passes<Probability>(exact_x(lane), simd::bit_cast<std::int32_t>(draws[lane]));
      passing = (passing & ~(1u << lane)) | unsigned{lane_passes} << lane;
    }
  return passing;
}

}  // namespace kernels
ACT_NAMESPACE_END
