#pragma once

/// \file normal_eight_pieces.hpp
/// x Phi(x) and its derivative in float, where multiplication and addition fuse and one instruction chooses among 8
/// entries.
///
/// With t = |x|: value max(x, 0) - T(t), T(t) = t P(N > t) = exp(-t^2/2) h(t); derivative D(t) = exp(-t^2/2) v(t) on
/// the left and 1 - D(t) on the right. For x < 0 the results are -T and D themselves, and for x > 0 T is below x/2, so
/// nothing cancels.
///
/// exp(-t^2/2) = a (1 + p), a of 16 bits and p a polynomial in r = t^2/4 + shift + n step, t^2 never rounded. In each
/// of 8 pieces h = H + polynomial in u = (t - center) / (bend_scale t + bend_shift), which is why so few pieces of so
/// low a degree reach from 0.45 to 14.65; H has 8 bits, so a H is exact, and T = a H + a (h - H + p h) has one rounding
/// and two of a fraction of T. In the first piece T and x - T are of one size and two roundings of T would be too many:
/// there the result is x/2 - (T - t/2), x/2 exact, T - t/2 an even polynomial, and p = 0, a = 1. One code does both:
/// min(t, w) is t in the first piece, so u = t^2, and minus_half switches the exponential and x/2.
///
/// a carries a factor of 2^64, so that no T is subnormal; where the result is, in lanes below -13, it is rounded by
/// integers. shift and guard keep r and u normal: no operation takes a microcode assist for a normal x.
///
/// Error budget of the value for x < 0 in ULP: 0.5 final rounding, 0.25 for h - H and its sum, 0.1 for a and p, 0.1 for
/// the fit; the derivative has one rounding more of a greater share. Instructions a vector with AVX2: 57 for the value,
/// 64 for the derivative.

#include "../value_and_derivative.hpp"
#include "exponential_float.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_normal_eight_pieces.py.
// Pieces end at t = 0.450, 0.941, 1.922, 2.903, 4.865, 6.827, 10.751, 14.650.
// Errors, their binary logarithms: decay -31.5, nodes -26.6,
// value -29.6 -31.5 -28.4 -31.3 -29.5 -34.5 -34.1 -36.0, slope -30.0 -27.4 -29.3 -31.9 -29.9 -31.7 -32.5 -33.6.
struct normal_pieces {
  static constexpr float reach = 0x1.d4ccccp+3f, guard = 0x1p-80f;
  static constexpr float index_scale = 0x1.04f306p+0f, index_shift = 0x1.0a92a4p+0f;
  static constexpr float bend_scale = 0x1.49ca68p-1f, bend_shift = 0x1.eeaf9ep+0f;
  static constexpr float steps_per_unit = 0x1.715476p+4f;
  static constexpr float step_high = 0x1.62ep-5f, step_low = 0x1.0bfbe8p-19f;
  static constexpr float decay[] = {-0x1p+1f, 0x1.000002p+1f, -0x1.555e8cp+0f, 0x1.54f564p-1f};
  alignas(32) static constexpr float node[] = {0x1p+64f,      0x1.f818p+63f, 0x1.f2a8p+63f, 0x1.eaa8p+63f,
                                               0x1.e94ep+63f, 0x1.e8ecp+63f, 0x1.edecp+63f, 0x1.f6ap+63f};
  alignas(32) static constexpr float shift[] = {0x1p-80f,     0x1.b1p-10f,  0x1.dcp-9f,   -0x1.08p-9f,
                                                -0x1.0ap-10f, -0x1.398p-9f, -0x1.78p-11f, 0x1.38p-10f};
  alignas(32) static constexpr float center[] = {0x1.5a2p+0f, 0x1.2bep+1f, 0x1.e58p+1f, 0x1.6a8p+2f,
                                                 0x1.0ecp+3f, 0x1.8b8p+3f, 0x0p+0f,     0x1.556p-1f};
  alignas(32) static constexpr float minus_half[] = {-0x1p-1f, -0x1p-1f, -0x1p-1f, -0x1p-1f,
                                                     -0x1p-1f, -0x1p-1f, 0x0p+0f,  -0x1p-1f};
  alignas(32) static constexpr float constant[] = {0x1.26p-2f, 0x1.64p-2f, 0x1.7ep-2f, 0x1.8cp-2f,
                                                   0x1.92p-2f, 0x1.96p-2f, 0x0p+0f,    0x1.82p-3f};
  alignas(32) static constexpr float correction[] = {0x1.509e86p-7f, 0x1.1b01fp-10f,   0x1.4f4b06p-9f,  0x1.a400c4p-11f,
                                                     0x1.08c47p-10f, -0x1.b48234p-14f, 0x1.988454p-82f, 0x1.647158p-6f};
  alignas(32) static constexpr float value_1[] = {0x1.da6902p-3f, 0x1.b844d6p-4f, 0x1.78aeb6p-5f,  0x1.542056p-6f,
                                                  0x1.266e4ap-7f, 0x1.07bfcap-8f, -0x1.988454p-2f, 0x1.ca4772p-2f};
  alignas(32) static constexpr float value_from_2[][8] = {
      {-0x1.addaecp-3f, -0x1.791b12p-4f, -0x1.23c446p-5f, -0x1.d3a72ep-7f, -0x1.60f55ap-8f, -0x1.15eab2p-9f,
       0x1.1058f2p-4f, -0x1.a5ea06p-2f},
      {0x1.709502p-4f, 0x1.4614cp-5f, 0x1.d56b9p-7f, 0x1.485a7ap-8f, 0x1.93e68ap-10f, 0x1.f1be7ep-12f, -0x1.47335ep-7f,
       0x1.503b3ap-3f},
      {-0x1.68ab36p-7f, -0x1.e180a8p-8f, -0x1.8e0c5ap-9f, -0x1.1099acp-10f, -0x1.251d4ap-12f, -0x1.2562d4p-14f,
       0x1.4af5f4p-10f, -0x1.78f7ap-8f},
      {-0x1.4828f4p-8f, -0x1.d6459p-11f, 0x1.9cc72ap-15f, 0x1.5882a2p-14f, 0x1.c24478p-16f, 0x1.9829e4p-18f,
       -0x1.1f85b2p-12f, -0x1.c22be4p-7f}};
  static constexpr float slope_limit = 0x1.ccccccp-2f;
  alignas(32) static constexpr float slope_constant[] = {-0x1.24p-2f, -0x1.8p-1f,  -0x1.54p+0f, -0x1.12p+1f,
                                                         -0x1.9cp+1f, -0x1.34p+2f, 0x1p-1f,     0x1.38p-4f};
  alignas(32) static constexpr float slope_linear[] = {-0x1.988454p-2f, -0x1.988454p-2f, -0x1.988454p-2f,
                                                       -0x1.988454p-2f, -0x1.988454p-2f, -0x1.988454p-2f,
                                                       0x0p+0f,         -0x1.988454p-2f};
  alignas(32) static constexpr float slope_0[] = {-0x1.3811d8p-4f, -0x1.45a2b8p-4f, -0x1.87812ep-3f, -0x1.cc7f3ep-4f,
                                                  -0x1.f556b8p-3f, -0x1.87e0cap-3f, -0x1.988454p-1f, -0x1.e8e6f6p-5f};
  alignas(32) static constexpr float slope_from_1[][8] = {
      {-0x1.43ec8p-1f, -0x1.892be2p-2f, -0x1.d0b9aap-3f, -0x1.221cbp-3f, -0x1.67c53ap-4f, -0x1.cd6a82p-5f,
       0x1.1058cep-2f, -0x1.fb1c2ep-1f},
      {0x1.41890ep-2f, 0x1.4f3e9p-3f, 0x1.3cf8b8p-4f, 0x1.330f4ap-5f, 0x1.189776p-6f, 0x1.04d04ap-7f, -0x1.eaba88p-5f,
       0x1.12ae3p-1f},
      {-0x1.423506p-4f, -0x1.4ffa0ep-5f, -0x1.203c9ep-6f, -0x1.d8e62ap-8f, -0x1.5429aep-9f, -0x1.dee8ap-11f,
       0x1.4e3558p-7f, -0x1.f8377p-4f},
      {-0x1.0217a2p-10f, 0x1.4945e2p-9f, 0x1.d1885ap-10f, 0x1.948172p-11f, 0x1.0ca626p-12f, 0x1.272f8cp-14f,
       -0x1.2e63b2p-8f, -0x1.e14acap-7f},
      {0x1.38829cp-8f, 0x1.b2c04ep-10f, 0x1.418d5ep-12f, 0x1.c2eb46p-15f, -0x1.d137aap-18f, 0x1.1ce872p-20f,
       0x1.9e6a86p-8f, 0x1.08b438p-7f}};
};

/// For every x.
struct normal_from_eight_pieces {
  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return value(x, parts_of(x));
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    return derivative(x, parts_of(x));
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    const auto parts = parts_of(x);
    return {value(x, parts), derivative(x, parts)};
  }

 private:
  using table = normal_pieces;

  template <class V>
  struct parts {
    V magnitude, t, power, p, near, u, piece, minus_half;
  };

  template <simd::vector V>
  static ACT_INLINE parts<V> parts_of(V x) {
    const V magnitude = simd::abs(x), t = simd::min(V(table::reach), magnitude);
    const V w = simd::quotient(V(1), simd::fma(t, V(table::bend_scale), V(table::bend_shift)));
    const V piece = simd::bits_moved_down<22>(simd::fma(t, V(table::index_scale), V(table::index_shift)));
    const V minus_half = simd::lookup(table::minus_half, piece);

    const V half = simd::product(t, minus_half), magic(0x1.8p23f);
    const V shifted = simd::opaque(simd::fnma(simd::product(half, half), V(table::steps_per_unit), magic));
    const V n = simd::opaque(shifted - magic);
    const V coarse = simd::fma(n, V(table::step_high), simd::lookup(table::shift, shifted));  // exact
    const V r = simd::fma(n, V(table::step_low), simd::fma(half, half, coarse));
    const V power = simd::add_bits_moved_up<20>(simd::lookup(table::node, shifted), shifted);
    const V p = simd::product(r, simd::polynomial(r, table::decay));

    const V near = simd::opaque(t - simd::lookup(table::center, piece));
    const V u = simd::fma(near, simd::min(w, t), V(table::guard));
    return {magnitude, t, power, p, near, u, piece, minus_half};
  }

  /// power (1 + p) (constant + rest).
  template <simd::vector V>
  static ACT_INLINE V times_exponential(const parts<V>& at, V constant, V rest) {
    const V share = simd::fma(at.p, simd::opaque(constant + rest), rest);
    return simd::fma(at.power, share, simd::product(at.power, constant));
  }

  /// base - 2^-64 tail, where base = 0 in lanes below -13: there the result, but for its last bit, is subnormal.
  template <simd::vector V>
  static ACT_INLINE V finished(V x, V base, V tail) {
    const auto far = x < V(-13);
    if (simd::any(far)) [[unlikely]] {
      const V near_tail = simd::select(far, V(0), tail);
      const V far_result = simd::negate(simd::scale_down_by_64_binades(tail));
      return simd::select(far, far_result, simd::fnma(near_tail, V(0x1p-64f), base));
    }
    return simd::fnma(tail, V(0x1p-64f), base);
  }

  template <simd::vector V>
  static ACT_INLINE V value(V x, const parts<V>& at) {
    const V v = simd::polynomial_from_tables(at.u, at.piece, table::value_from_2);
    // The rounding of value_1 + v u would count too much.
    const V square_terms = simd::fma(simd::product(v, at.u), at.u, simd::lookup(table::correction, at.piece));
    const V rest = simd::fma(simd::lookup(table::value_1, at.piece), at.u, square_terms);
    const V tail = times_exponential(at, simd::lookup(table::constant, at.piece), rest);
    const V base = simd::fnma(at.minus_half, at.magnitude, simd::product(x, V(0.5f)));
    return finished(x, base, tail);
  }

  template <simd::vector V>
  static ACT_INLINE V derivative(V x, const parts<V>& at) {
    const V v = simd::polynomial_from_tables(at.u, at.piece, table::slope_from_1);
    // Less than 2^-40 vanishes beside 1/2, and its product with u would be subnormal.
    const V factor = simd::max(V(0x1p-40f), simd::min(at.t, V(table::slope_limit)));
    const V linear = simd::product(at.near, simd::lookup(table::slope_linear, at.piece));
    const V rest =
        simd::fma(simd::lookup(table::slope_0, at.piece), factor, simd::fma(v, simd::product(at.u, factor), linear));
    const V tail = times_exponential(at, simd::lookup(table::slope_constant, at.piece), rest);
    const V sign = x & simd::sign_bit<V>();
    const V step = simd::fma(sign | V(1), V(0.5f), V(0.5f));  // 0 on the left, 1 on the right
    return finished(x, step, tail ^ sign);
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
