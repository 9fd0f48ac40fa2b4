#pragma once

/// \file normal_four_pieces.hpp
/// x Phi(x) and its derivative in double, where multiplication and addition fuse and no instruction chooses among 16
/// entries.
///
/// With t = |x|: value max(x, 0) - T(t), T(t) = t P(N > t) = exp(-t^2/2)/2 h(t); derivative D(t) = exp(-t^2/2) v(t) on
/// the left and 1 - D(t) on the right. For x < 0 the results are -T and D themselves, and for x > 0 T is below x/2, so
/// nothing cancels.
///
/// exp(-t^2/2) = 2^n (1 + p), p a polynomial in r = t^2 + 2 n ln 2, t^2 never rounded. In each of 4 pieces, the binades
/// of (scale t + shift)^2, h = H + slope u, u = t - center, where h(center) is H to much more than a double; in the
/// first H = t/2 and u = t. Then h (1 + p) = H + (slope u + p h), rounded once but for what is small beside it, and the
/// power of 2 costs no rounding. The derivative is computed alike.
///
/// Beyond reach on the left is another kernel's part. A guard in the squares keeps them from subnormals, and is undone
/// in p, which is 0 where t is tiny: no operation takes a microcode assist for a normal x with a normal result.
///
/// Error budget of the value for x < 0 in ULP: 0.5 final rounding, up to 0.5 each for p and for slope u, 0.2 for their
/// sum, 0.1 for the fit; for x > 0 as much, and 0.5 more where T is not small beside x. Instructions a vector with
/// AVX2: 75 for the value, 73 for the derivative, 119 for both; 20, 18 and 38 of these choose among 4 entries.

#include "../simd/table.hpp"
#include "gate.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_normal_four_pieces.py.
struct four_normal_pieces {
  // Pieces end at t = 1.158, 2.922, 5.416, 8.944.
  // Errors, their binary logarithms: decay -57.7, value -57.3 -56.3 -57.0 -58.6,
  // slope -57.1 -55.1 -56.7 -58.9.
  static constexpr double reach = 0x1.1e24dd2f1a9fcp+3;
  static constexpr double scale = 0x1.e0f4f9d620c4cp-2, shift = 0x1.74bddb3926321p+0;
  static constexpr double steps_per_unit = 0x1.71547652b82fep-1;
  static constexpr double step_high = 0x1.62e42fefa3a00p+0, step_low = -0x1.0ca86c3898d00p-48;
  static constexpr double guard = 0x1.0000000000000p-110, undo_guard = 0x1.0000000000000p-111;
  static constexpr double decay[] = {-0x1.0000000000000p-1,  0x1.000000000000cp-3,   -0x1.5555555555515p-6,
                                     0x1.555555554fe41p-9,   -0x1.1111111121199p-12, 0x1.6c16c185f7050p-16,
                                     -0x1.a01a014dbd442p-20, 0x1.a01995e5a186ep-24,  -0x1.71ded7205f28ap-28,
                                     0x1.28b0d2fa3052ep-32,  -0x1.adfa4454e656bp-37};
  alignas(32) static constexpr double value_linear[] = {0x1.0000000000000p-1, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0};
  alignas(32) static constexpr double value_center[] = {0x0.0p+0, 0x1.0c09bbba00000p+1, 0x1.0c43639600000p+2,
                                                        0x1.c6a72e3800000p+2};
  alignas(32) static constexpr double value_constant[] = {0x0.0p+0, 0x1.5c33c75c8c5b1p-1, 0x1.84691e543370cp-1,
                                                          0x1.90dc775d71ae7p-1};
  alignas(32) static constexpr double value_from_1[][4] = {
      {0x1.0000000000000p-1, 0x1.3fd7a01b0c6a4p-4, 0x1.0c5a5576ec101p-6, 0x1.0565c6fb42cb6p-8},
      {-0x1.9884533d43641p-1, -0x1.2744f493c37cfp-5, -0x1.43f0c87fb0372p-8, -0x1.9b9c47c8f4199p-11},
      {0x1.ffffffffff451p-2, 0x1.c6f565c9040d0p-7, 0x1.5060d6c1a6e79p-10, 0x1.1b9cacad17952p-13},
      {-0x1.1058377e13ef7p-2, -0x1.37085965e1f18p-8, -0x1.3db723e87f503p-12, -0x1.68fa789699c56p-16},
      {0x1.fffffff9261a8p-4, 0x1.84dd16d4aa6ebp-10, 0x1.181f010ec08f3p-14, 0x1.b2cb3b52d6f4dp-19},
      {-0x1.b3c0583940d29p-5, -0x1.c470446ce7747p-12, -0x1.d3d52f62a3c1bp-17, -0x1.f62ec5d8f5466p-22},
      {0x1.55554d7ba7099p-6, 0x1.ef951d21d123ap-14, 0x1.756c37f0165bap-19, 0x1.1856cd1aa4f73p-24},
      {-0x1.f1ffcd974b194p-8, -0x1.01a11ed05c5fep-15, -0x1.1eb5d48971f66p-21, -0x1.302d3d4ad1de4p-27},
      {0x1.555130602b279p-9, 0x1.ff9ee080c052bp-18, 0x1.a971afc9cc152p-24, 0x1.41f3519ff8732p-30},
      {-0x1.ba80316658dabp-11, -0x1.e778a5019fc1cp-20, -0x1.32176e7f759b3p-26, -0x1.4d53f7703562bp-33},
      {0x1.106af00a24cddp-12, 0x1.bf5f14717f633p-22, 0x1.ac4808b3b6f35p-29, 0x1.52550d3e5de0ap-36},
      {-0x1.3e217deaf1f89p-14, -0x1.8cd4a2f18dfe2p-24, -0x1.2431a07fbae8bp-31, -0x1.5160d2b62785fp-39},
      {0x1.5b23897ff5f85p-16, 0x1.557de6c67e7d9p-26, 0x1.85681ab022fc3p-34, 0x1.49fa8d85a344fp-42},
      {-0x1.534a8615afd0ap-18, -0x1.1abed9dbc1022p-28, -0x1.f3dba7fdacb0fp-37, -0x1.39fdc0f58a957p-45},
      {0x1.10d7bba5ac089p-20, 0x1.bc9c7b99d5bb6p-31, 0x1.3a6242ad57cc5p-39, 0x1.32684ae61099ep-48},
      {-0x1.366e8f2d646afp-23, -0x1.9697ed71f1bcap-33, -0x1.d9d2bce22677bp-42, -0x1.518e3f26ed3f9p-51},
      {0x1.6a1a94383f688p-27, 0x1.86b8fffcb6e71p-35, 0x1.38bfe74c0be43p-44, 0x1.0e1dd749c8c59p-54}};
  alignas(32) static constexpr double slope_center[] = {0x1.d120f95000000p-2, 0x1.04d8ee0400000p+1,
                                                        0x1.0b7199a200000p+2, 0x1.c8e078b000000p+2};
  alignas(32) static constexpr double slope_constant[] = {0x1.6e6e825525dedp-3, -0x1.4b628d9851bb5p-1,
                                                          -0x1.938c4a058f9d5p+0, -0x1.6583bc135d4bcp+1};
  alignas(32) static constexpr double slope_from_1[][4] = {
      {-0x1.44c35188329b3p-1, -0x1.d72313c6bbb08p-2, -0x1.acbb209d4df9cp-2, -0x1.a01a2460a6aeap-2},
      {0x1.034d7010137bep-3, 0x1.50fb6b2e6360ep-6, 0x1.0e6fec27acd41p-8, 0x1.01da994865ee9p-10},
      {-0x1.e5a5cff22a2a5p-5, -0x1.a442faa88fd5ap-8, -0x1.b4410aaad8402p-11, -0x1.0d889fbffef64p-13},
      {0x1.984ec8934bdbdp-6, 0x1.eb7d6112b0007p-10, 0x1.5479aeaa5e078p-13, 0x1.156bfb2db100dp-16},
      {-0x1.3a55149360188p-7, -0x1.0fc81cc6136e4p-11, -0x1.01c9be3ebf7e1p-15, -0x1.19575ecfc4fd2p-19},
      {0x1.c1398a3d6709ep-9, 0x1.1e151db00c4bep-13, 0x1.7b8a02626d019p-18, 0x1.1948c1e0d448cp-22},
      {-0x1.2cefd9a6836f0p-10, -0x1.2012b2d3658d1p-15, -0x1.10297070d836bp-20, -0x1.1566deb5b099bp-25},
      {0x1.7ce0bcf297fbep-12, 0x1.16a3283db0a6dp-17, 0x1.7cd82736d1e86p-23, 0x1.0dfc3c914862ap-28},
      {-0x1.ca1ba97b52b66p-14, -0x1.03c2e7aa765f2p-19, -0x1.045caff8052c6p-25, -0x1.036fe030898bep-31},
      {0x1.0715d7621d6fap-15, 0x1.d424682cbf275p-22, 0x1.5c483d649d2dap-28, 0x1.ec8278c59a967p-35},
      {-0x1.21b38d9d73fcfp-17, -0x1.98d750b1805a2p-24, -0x1.c8852827935eep-31, -0x1.ce2a45ed98ac8p-38},
      {0x1.32decb53ccd55p-19, 0x1.5abd3ede4c88ep-26, 0x1.25612d45ffc98p-33, 0x1.ac52ad816e163p-41},
      {-0x1.3a45345bdb24bp-21, -0x1.1bd823afc7287p-28, -0x1.6db036f78c7ddp-36, -0x1.83bb4d52c942fp-44},
      {0x1.39d145c68ad9fp-23, 0x1.c4effd6de1287p-31, 0x1.c0eb8607c30ffp-39, 0x1.622affa6590d2p-47},
      {-0x1.238d753b08e85p-25, -0x1.954c7e2b05e51p-33, -0x1.4271efc28ff83p-41, -0x1.77e2e679e3b92p-50},
      {0x1.69e982c3e51ecp-28, 0x1.46e91ff20baabp-35, 0x1.96a911ed03a3ap-44, 0x1.3f40a2d5b2bf6p-53}};
};

struct normal_from_four_pieces {
  template <simd::vector V>
  static ACT_INLINE auto is_rare(V x) {
    return x < V(-table::reach);
  }

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    const V t = bounded(x), steps = steps_of(t);
    return value(x, t, steps, residual_power_of(t, steps), piece_of(t));
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    const V t = bounded(x), steps = steps_of(t);
    return derivative(x, t, steps, residual_power_of(t, steps), piece_of(t));
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    const V t = bounded(x), steps = steps_of(t), p = residual_power_of(t, steps);
    const auto piece = piece_of(t);
    return {value(x, t, steps, p, piece), derivative(x, t, steps, p, piece)};
  }

 private:
  using table = four_normal_pieces;
  static constexpr double magic = 0x1.8p52;

  /// Beyond reach on the right T vanishes beside x, and D beside 1. NaN stays NaN.
  template <simd::vector V>
  static ACT_INLINE V bounded(V x) {
    return simd::min(V(table::reach), simd::abs(x));
  }

  /// n in the low bits.
  template <simd::vector V>
  static ACT_INLINE V steps_of(V t) {
    return simd::opaque(simd::fnma(simd::fma(t, t, V(table::guard)), V(table::steps_per_unit), V(magic)));
  }

  /// p.
  template <simd::vector V>
  static ACT_INLINE V residual_power_of(V t, V steps) {
    const V n = simd::opaque(steps - V(magic));
    const V coarse = simd::fma(n, V(table::step_high), V(table::guard));  // exact, but for the guard
    const V r = simd::fma(n, V(table::step_low), simd::fma(t, t, coarse));
    constexpr std::size_t count = std::size(table::decay);
    const auto coefficient = [](auto i) ACT_INLINE_LAMBDA { return V(table::decay[i]); };
    const V bent = simd::sum_by_parity<1, count>(r, simd::product(r, r), coefficient);
    return simd::fma(simd::fma(bent, r, V(table::decay[0])), r, V(table::undo_guard));
  }

  template <simd::vector V>
  static ACT_INLINE simd::one_of_four_binades<V> piece_of(V t) {
    const V root = simd::fma(t, V(table::scale), V(table::shift));
    return simd::one_of_four_binades<V>(simd::product(root, root));
  }

  /// (slope u + constant) (1 + p), rounded once but for what is small beside it; slope = from_1[0] + from_1[1] u + ....
  /// Terms after the first four are small enough to add them up in two chains.
  template <simd::vector V, class Piece, std::size_t Count>
  static ACT_INLINE V point_of(V u, V constant, V p, const Piece& piece, const double (&from_1)[Count][4]) {
    const auto coefficient = [&](auto i) ACT_INLINE_LAMBDA { return simd::lookup(from_1[i], piece); };
    const V square = simd::fma(u, u, V(table::guard));
    V slope = simd::sum_by_parity<4, Count>(u, square, coefficient);
    slope = simd::fma(slope, u, simd::lookup(from_1[3], piece));
    slope = simd::fma(slope, u, simd::lookup(from_1[2], piece));
    slope = simd::fma(slope, u, simd::lookup(from_1[1], piece));
    slope = simd::fma(slope, u, simd::lookup(from_1[0], piece));
    const V more = simd::fma(slope, u, simd::product(p, simd::fma(slope, u, constant)));
    return simd::opaque(constant + simd::opaque(more));
  }

  template <simd::vector V, class Piece>
  static ACT_INLINE V value(V x, V t, V steps, V p, const Piece& piece) {
    const V u = simd::opaque(t - simd::lookup(table::value_center, piece));
    const V linear = simd::lookup(table::value_linear, piece);
    const V constant = simd::fma(linear, t, simd::lookup(table::value_constant, piece));
    const V h = point_of(u, constant, p, piece, table::value_from_1);
    return simd::fnma(simd::add_to_exponent(V(0.5), steps), h, signed_ramp(x));
  }

  template <simd::vector V, class Piece>
  static ACT_INLINE V derivative(V x, V t, V steps, V p, const Piece& piece) {
    const V u = simd::opaque(t - simd::lookup(table::slope_center, piece));
    const V v = point_of(u, simd::lookup(table::slope_constant, piece), p, piece, table::slope_from_1);
    const V one = simd::with_sign_of(x, V(1));
    const V step = simd::fma(one, V(0.5), V(0.5));  // 0 on the left, 1 on the right
    return simd::fnma(simd::add_to_exponent(one, steps), v, step);
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
