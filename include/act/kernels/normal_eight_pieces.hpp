#pragma once

/// \file normal_eight_pieces.hpp
/// x Phi(x) and its derivative in float, where multiplication and addition fuse and one instruction chooses among 8
/// entries.
///
/// With t = |x|: value max(x, 0) - T(t), T(t) = t P(N > t) = exp(-t^2/2)/2 h(t); derivative D(t) = 8 exp(-t^2/2) v(t)
/// on the left and 1 - D(t) on the right. For x < 0 the results are -T and D themselves, and for x > 0 T is below x/2,
/// so nothing cancels.
///
/// exp(-t^2/2)/2 = a (1 + p), where a has 16 bits and lies about n eighths of a binade below 1/2, and p is a polynomial
/// in r = t^2 - n step + shift, t^2 never rounded. In each of 8 pieces, the binades of n + 1, h = H + slope u,
/// u = t - center, where h(center) is H to much more than a float, and H has 8 bits, so that a H is exact. Then
/// T = a H + a share, share = slope u + p h, and the result is (max(x, 0) - a H) - a share: for x < 0 rounded once. For
/// x > 0 the first difference is exact near 0, and further on rounded by less than half an ULP, for the generator
/// chooses numbers for a and H without ties there, and share adds next to nothing. In the first piece a = 1/2 and t
/// itself is H. The derivative is computed alike.
///
/// A vector with lanes beyond reach = 6.6 takes another path, with the same bits in the others: beyond it h is h(reach)
/// and one polynomial more, and results near or below the smallest normal number are computed 2^64 times too large. The
/// shift of n = 0 and the center of the first piece keep r, p and slope from subnormals. No operation takes a microcode
/// assist for a normal x.
///
/// Error budget of the value for x < 0 in ULP: 0.5 final rounding, 0.3 for slope and share, 0.15 for a, p and the fit.
/// Instructions a vector with AVX2, beside loads of tables, which two vectors share: 39 for the value, 41 for the
/// derivative, 63 for both; beyond reach 65, 68 and 105.

#include "../value_and_derivative.hpp"
#include "exponential_float.hpp"
#include "ramp.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_normal_eight_pieces.py.
struct normal_pieces {
  // Pieces end at t = 0.272, 0.649, 1.055, 1.581, 2.296, 3.289, 4.681, 6.640.
  // Errors, their binary logarithms: decay -30.2, nodes -26.9,
  // value -28.0 -27.1 -28.0 -28.5 -27.8 -27.5 -27.1 -26.9, beyond -29.8,
  // slope -28.0 -27.4 -28.4 -27.8 -29.0 -29.3 -28.9 -29.3, beyond -34.5.
  static constexpr float reach = 0x1.a8ep+2f, bias = 0x1.9ed2bap-7f;
  static constexpr float steps_per_unit = 0x1.715476p+2f;
  static constexpr float step_high = 0x1.62ep-3f, step_low = 0x1.0bfbe8p-17f;
  static constexpr float decay[] = {-0x1.fffffep-2f, 0x1p-3f, -0x1.556f18p-6f, 0x1.557a74p-9f};
  static constexpr float undo_guard = 0x1.fffffep-58f;
  alignas(32) static constexpr float node[] = {0x1p-1f,      0x1.f1c2p-2f, 0x1.f99ep-2f, 0x1.e9a8p-2f,
                                               0x1.ef26p-2f, 0x1.ee42p-2f, 0x1.e758p-2f, 0x1.026cp-1f};
  alignas(32) static constexpr float shift[] = {0x1p-56f,    -0x1.40cp-5f, 0x1.e6cp-5f,  -0x1.ce8p-7f,
                                                0x1.cb4p-6f, 0x1.1d4p-6f,  -0x1.142p-5f, 0x1.bcap-5f};
  alignas(32) static constexpr float value_center[] = {0x1.5afb88p-2f, 0x1.e1827cp-1f, 0x1.2cf026p+0f, 0x1.dd859ap+0f,
                                                       0x1.5f527ap+1f, 0x1.de4426p+1f, 0x1.5d6306p+2f, -0x1p-40f};
  alignas(32) static constexpr float value_constant[] = {0x1.0ep-2f, 0x1.04p-1f, 0x1.2p-1f,  0x1.52p-1f,
                                                         0x1.7p-1f,  0x1.8p-1f,  0x1.8cp-1f, 0x1p+100f};
  alignas(32) static constexpr float value_from_1[][8] = {
      {0x1.31b998p-1f, 0x1.119524p-2f, 0x1.9d4948p-3f, 0x1.8d5328p-4f, 0x1.6de968p-5f, 0x1.654724p-6f, 0x1.0d3a1ap-7f,
       0x1.98844p-41f},
      {-0x1.bb70cp-2f, -0x1.50c6acp-3f, -0x1.de4d1p-4f, -0x1.832184p-5f, -0x1.2438p-6f, -0x1.d43d56p-8f,
       -0x1.08ce22p-9f, -0x1.98844p-1f},
      {0x1.ff47dap-3f, 0x1.5006c2p-4f, 0x1.c3c0e4p-5f, 0x1.3938d4p-6f, 0x1.8a237p-8f, 0x1.06cb5p-9f, 0x1.c45bd6p-12f,
       0x1.fff81p-2f},
      {-0x1.f7b8ecp-4f, -0x1.233432p-5f, -0x1.74309ap-6f, -0x1.c0a7c4p-8f, -0x1.dd1cc6p-10f, -0x1.0c465cp-11f,
       -0x1.6470dp-14f, -0x1.0fcfccp-2f},
      {0x1.ab40dp-5f, 0x1.bbe986p-7f, 0x1.0f4392p-7f, 0x1.26f25ep-9f, 0x1.0fe984p-11f, 0x1.f49544p-14f, 0x1.0c6866p-16f,
       0x1.efd278p-4f},
      {-0x1.f8ca9ep-7f, -0x1.936ae2p-8f, -0x1.1fe39cp-9f, -0x1.3b0a0ep-11f, -0x1.072a1cp-13f, -0x1.48714cp-16f,
       -0x1.3571bcp-19f, -0x1.40c1d4p-5f}};
  alignas(32) static constexpr float slope_center[] = {0x1.83d958p-2f, 0x1.b942dcp-1f, 0x1.40cfa8p+0f, 0x1.f06598p+0f,
                                                       0x1.4e82a2p+1f, 0x1.eef46ap+1f, 0x1.5dbf7ap+2f, 0x1.6c7684p-3f};
  alignas(32) static constexpr float slope_constant[] = {0x1.d2p-6f, -0x1.fcp-8f, -0x1.14p-5f, -0x1.34p-4f,
                                                         -0x1.dp-4f, -0x1.72p-3f, -0x1.0ep-2f, 0x1.76p-5f};
  alignas(32) static constexpr float slope_from_1[][8] = {
      {-0x1.4f16c6p-4f, -0x1.1c2a0ap-4f, -0x1.04ae26p-4f, -0x1.db7fe8p-5f, -0x1.c433ccp-5f, -0x1.afa35ap-5f,
       -0x1.a50296p-5f, -0x1.70c4fap-4f},
      {0x1.209f5cp-6f, 0x1.2dafdcp-7f, 0x1.7a1d76p-8f, 0x1.7203b4p-9f, 0x1.96fb62p-10f, 0x1.485ab4p-11f,
       0x1.0c7a2ep-12f, 0x1.84252p-6f},
      {-0x1.13fc5ap-7f, -0x1.f9a004p-9f, -0x1.1deb5cp-9f, -0x1.d850b6p-11f, -0x1.bdcd66p-12f, -0x1.180caap-13f,
       -0x1.5fb6c8p-15f, -0x1.88ab92p-7f},
      {0x1.d8d53cp-9f, 0x1.81ccaap-10f, 0x1.8dacdep-11f, 0x1.1a16ep-12f, 0x1.cfd158p-14f, 0x1.cdbe5ap-16f,
       0x1.c3aa5ep-18f, 0x1.61dce8p-8f},
      {-0x1.7554aap-10f, -0x1.13416cp-11f, -0x1.051fd2p-12f, -0x1.41d27ep-14f, -0x1.c9a49cp-16f, -0x1.75afccp-18f,
       -0x1.21dc08p-20f, -0x1.17662ep-9f},
      {0x1.fce068p-12f, 0x1.3df76p-13f, 0x1.401c8cp-14f, 0x1.5b752cp-16f, 0x1.5c0fcap-18f, 0x1.fd94c2p-21f,
       0x1.34d728p-23f, 0x1.fce632p-11f}};
  static constexpr float far_bend = 0x1p+0f, density = 0x1.988454p-5f;
  static constexpr float far_value[] = {0x1.2d65aep-5f, -0x1.665af8p-6f, 0x1.31a37p-10f, 0x1.14057cp-10f,
                                        -0x1.1d5ee2p-13f};
  static constexpr float far_slope[] = {-0x1.09d6bp-7f, 0x1.5f2066p-11f, 0x1.e860acp-14f, -0x1.545de8p-16f,
                                        -0x1.51e36cp-18f};
  static constexpr float value_raised_below = -0x1.a44p+3f;
  static constexpr float value_subnormal_below = -0x1.a4ae0cp+3f;
  static constexpr float derivative_raised_below = -0x1.a86p+3f;
  static constexpr float derivative_subnormal_below = -0x1.aaf0b2p+3f;
};

/// For every x.
struct normal_from_eight_pieces {
  static constexpr bool goes_side_by_side = true;

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    const V t = simd::abs(x);
    if (simd::any(simd::far_lanes_of_magnitude(t, table::reach))) [[unlikely]]
      return simd::each_alone(x, [](auto each) ACT_INLINE_LAMBDA { return value(each, far_parts_of(each)); });
    const V steps = steps_of(t);
    return value(x, t, exponential_of(t, steps), piece_of(steps));
  }

  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    const V t = simd::abs(x);
    if (simd::any(simd::far_lanes_of_magnitude(t, table::reach))) [[unlikely]]
      return simd::each_alone(x, [](auto each) ACT_INLINE_LAMBDA { return derivative(each, far_parts_of(each)); });
    const V steps = steps_of(t);
    return derivative(x, t, exponential_of(t, steps), piece_of(steps));
  }

  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    const V t = simd::abs(x);
    if (simd::any(simd::far_lanes_of_magnitude(t, table::reach))) [[unlikely]] {
      const auto at = far_parts_of(x);
      return {value(x, at), derivative(x, at)};
    }
    const V steps = steps_of(t);
    const auto e = exponential_of(t, steps);
    const V piece = piece_of(steps);
    return {value(x, t, e, piece), derivative(x, t, e, piece)};
  }

 private:
  using table = normal_pieces;

  /// exp(-t^2/2) / 2 = power (1 + p).
  template <class V>
  struct exponential {
    V power, p;
  };

  static constexpr float magic = 0x1.8p23f;

  /// -n in the low bits.
  template <simd::vector V>
  static ACT_INLINE V steps_of(V t) {
    return simd::opaque(simd::fnma(simd::fma(t, t, V(table::bias)), V(table::steps_per_unit), V(magic)));
  }

  template <simd::vector V>
  static ACT_INLINE exponential<V> exponential_of(V t, V steps) {
    const V minus_n = simd::opaque(steps - V(magic));
    const V coarse = simd::fma(minus_n, V(table::step_high), simd::lookup(table::shift, steps));  // exact
    const V power = simd::add_bits_moved_up<20>(simd::lookup(table::node, steps), steps);
    const V r = simd::fma(minus_n, V(table::step_low), simd::fma(t, t, coarse));
    return {power, simd::fma(simd::polynomial(r, table::decay), r, V(table::undo_guard))};
  }

  /// The binade of n + 1.
  template <simd::vector V>
  static ACT_INLINE V piece_of(V steps) {
    return simd::bits_moved_down<23>(simd::opaque(V(magic + 1) - steps));
  }

  /// constant + slope u, u = t - center.
  template <class V>
  struct line {
    V constant, slope, u;
  };

  template <simd::vector V>
  static ACT_INLINE line<V> value_line(V t, V near, V piece) {
    const V u = simd::opaque(near - simd::lookup(table::value_center, piece));
    const V slope = simd::polynomial_from_tables(u, piece, table::value_from_1);
    return {simd::min(t, simd::lookup(table::value_constant, piece)), slope, u};
  }
  template <simd::vector V>
  static ACT_INLINE line<V> slope_line(V near, V piece) {
    const V u = simd::opaque(near - simd::lookup(table::slope_center, piece));
    const V slope = simd::polynomial_from_tables(u, piece, table::slope_from_1);
    return {simd::lookup(table::slope_constant, piece), slope, u};
  }

  /// (1 + p) h - constant, h the point of the line.
  template <simd::vector V>
  static ACT_INLINE V share_of(V p, const line<V>& h) {
    const V point = simd::fma(h.slope, h.u, h.constant);
    return simd::fma(h.slope, h.u, simd::product(p, point));
  }
  template <simd::vector V>
  static ACT_INLINE V share_of(V p, const line<V>& h, V beyond) {
    const V point = simd::opaque(simd::fma(h.slope, h.u, h.constant) + beyond);
    return simd::fma(h.slope, h.u, simd::fma(p, point, beyond));
  }

  template <simd::vector V>
  static ACT_INLINE V value(V x, V t, const exponential<V>& e, V piece) {
    const auto h = value_line(t, t, piece);
    return value_from(x, e.power, h.constant, share_of(e.p, h));
  }
  template <simd::vector V>
  static ACT_INLINE V value_from(V x, V power, V constant, V share) {
    return simd::fnma(power, share, simd::fnma(power, constant, signed_ramp(x)));
  }

  template <simd::vector V>
  static ACT_INLINE V derivative(V x, V t, const exponential<V>& e, V piece) {
    const auto v = slope_line(t, piece);
    return derivative_from(x, e.power, v.constant, share_of(e.p, v));
  }
  template <simd::vector V>
  static ACT_INLINE V derivative_from(V x, V power, V constant, V share) {
    // With the sign of x, what multiplies by 16 when added to a float as an integer.
    const V binades = (x & simd::sign_bit<V>()) | V(0x1p-123f);
    const V step = simd::fma(binades, V(0x1p122f), V(0.5f));  // 0 on the left, 1 on the right
    const V signed_power = simd::add_bits_moved_up<0>(power, binades);
    return simd::fnma(signed_power, share, simd::fnma(signed_power, constant, step));
  }

  /// What lanes beyond reach need. On the right nothing but x, or 1, is left of the result there.
  template <class V>
  struct far_parts {
    V bounded, t, near, beyond, bent;
    exponential<V> e;
    V piece;
  };

  template <simd::vector V>
  static ACT_INLINE far_parts<V> far_parts_of(V x) {
    const V bounded = simd::max(V(-15), simd::min(V(table::reach), x));
    const V t = simd::abs(bounded), near = simd::min(V(table::reach), t), steps = steps_of(t);
    const V beyond = simd::opaque(t - near);
    const V bent = simd::quotient(beyond, simd::opaque(t + V(table::far_bend)));
    const V piece = piece_of(simd::max(V(magic - 254), steps));
    return {bounded, t, near, beyond, bent, exponential_of(t, steps), piece};
  }

  template <simd::vector V>
  static ACT_INLINE V value(V x, const far_parts<V>& at) {
    const auto h = value_line(at.t, at.near, at.piece);
    const V share = share_of(at.e.p, h, simd::product(at.bent, simd::polynomial(at.bent, table::far_value)));
    const raised_lanes<V> lanes(at.bounded < V(table::value_raised_below),
                                at.bounded < V(table::value_subnormal_below));
    return lanes.lowered(value_from(x, lanes.raised(at.e.power), h.constant, share));
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x, const far_parts<V>& at) {
    const auto v = slope_line(at.near, at.piece);
    const V linear = simd::product(at.beyond, V(-table::density));
    const V share = share_of(at.e.p, v, simd::fma(at.bent, simd::polynomial(at.bent, table::far_slope), linear));
    const raised_lanes<V> lanes(at.bounded < V(table::derivative_raised_below),
                                at.bounded < V(table::derivative_subnormal_below));
    return lanes.lowered(derivative_from(x, lanes.raised(at.e.power), v.constant, share));
  }

  /// Lanes that are computed 64 binades up, for power constant would be subnormal, and on the way down rounded by
  /// integers where the result is, for an instruction with a subnormal result takes a hundred cycles.
  template <class V>
  struct raised_lanes {
    V binades, unit;  // bits 64 << 23, and 2^64 times 2^23 units of subnormals, or 0

    ACT_INLINE raised_lanes(const simd::mask_of<V>& raised, const simd::mask_of<V>& subnormal)
        : binades(simd::select(raised, V(0x1p-63f), V(0))), unit(simd::select(subnormal, V(0x1p-62f), V(0))) {}

    ACT_INLINE V raised(V power) const { return simd::from_bits<float>(simd::bits_of(power) + simd::bits_of(binades)); }

    /// result is negative, and subnormal ones are unit at most: added to it they are counted in the low bits.
    ACT_INLINE V lowered(V result) const {
      return simd::from_bits<float>(simd::bits_of(simd::opaque(result - unit)) - simd::bits_of(binades | unit));
    }
  };
};

}  // namespace kernels
ACT_NAMESPACE_END
