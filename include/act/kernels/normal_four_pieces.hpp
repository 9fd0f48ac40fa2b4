#pragma once

/// \file normal_four_pieces.hpp
/// x Phi(x) and its derivative in double, where multiplication and addition fuse and no instruction chooses among 16
/// entries.
///
/// With t = |x|: value max(x, 0) - t Q(t), Q(t) = P(N > t); derivative D(t) = Q(t) - t phi(t) on the left and 1 - D(t)
/// on the right. For x < 0 the results are -t Q and D themselves, and for x > 0 t Q is below x/2, so nothing cancels.
///
/// exp(-t^2/2) = power (1 + p): power has 22 bits and lies near 2^(n/4), p is a polynomial in r = t^2 + n step + shift,
/// t^2 never rounded. There are 4 pieces, the binades of (scale t + shift_of_place)^2, and in each constant + slope u,
/// u = t - center, the constant right to much more than a double. D = power (1 + p) v(t). Q = power (1 + p) g(t), but
/// in the first piece, power and p being replaced by 1 and 0, Q itself, with a center near where x Phi(x) is flat:
/// there little but the last rounding is left, and no neighbours change places. So a result is power (constant + more),
/// more = slope u + p (constant + slope u), and power constant is exact in Q: it is rounded once but for what is small
/// beside it.
///
/// Beyond reach on the left is another kernel's part. Where t is tiny the value is x/2, and all else is computed at 0:
/// no operation takes a microcode assist for a normal x with a normal result.
///
/// Error budget of the value in ULP: 0.5 final rounding, up to 0.5 for its second term, and up to 0.4 each for slope u,
/// near 0 for u, and for p, 0.1 for the fit. Instructions a vector with AVX2, 22 of them lookups: 99 for the value, 89
/// for the derivative, 144 for both.

#include "../simd/table.hpp"
#include "gate.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_normal_four_pieces.py.
struct four_normal_pieces {
  // Pieces end at t = 1.046, 2.837, 5.371, 8.954.
  // Errors, their binary logarithms: decay -56.7, value -59.7 -56.3 -55.8 -56.5,
  // slope -57.5 -54.0 -56.4 -58.8.
  static constexpr double reach = 0x1.1e7ef9db22d0ep+3;
  static constexpr double scale = 0x1.d977a3e8a504fp-2, shift_of_place = 0x1.843e43d85e5b1p+0;
  static constexpr double steps_per_unit = 0x1.71547652b82fep+1;
  static constexpr double step_high = 0x1.62e42fefa4000p-2, step_low = -0x1.8432a1b0e2634p-44;
  alignas(32) static constexpr double node[] = {0x1.0000000000000p+0, 0x1.f246a80000000p-1, 0x1.ea93780000000p-1,
                                                0x1.ef84000000000p-1};
  alignas(32) static constexpr double shift[] = {0x0.0p+0, 0x1.8aaf700340000p-7, 0x1.84d08b6e00000p-9,
                                                 0x1.28feae4900000p-8};
  static constexpr double decay[] = {-0x1.0000000000000p-1,  0x1.0000000000012p-3,   -0x1.55555555594e9p-6,
                                     0x1.5555555525b33p-9,   -0x1.1111107c8048cp-12, 0x1.6c16c5c1d8615p-16,
                                     -0x1.a034406597539p-20, 0x1.9fe697bf2e27bp-24};
  alignas(32) static constexpr double value_center[] = {0x1.5259270200000p-1, 0x1.f8214eae97818p+0,
                                                        0x1.04fc3175d9e99p+2, 0x1.cd771dfce0378p+2};
  alignas(32) static constexpr double value_constant[] = {0x1.0476954e0d4dcp-2, 0x1.5c43b64000000p-3,
                                                          0x1.7c05e25800000p-4, 0x1.bcfed2a000000p-5};
  alignas(32) static constexpr double value_from_1[][4] = {
      {-0x1.48621216fcac4p-2, -0x1.066c0fcfc5c13p-4, -0x1.517fa25024608p-6, -0x1.dc56d381fee57p-8},
      {0x1.b203d804251f0p-4, 0x1.67811192069d5p-6, 0x1.1f9e35303bcddp-8, 0x1.f57a63639edd9p-11},
      {0x1.ed455fc99994cp-6, -0x1.c7a47e07c592cp-8, -0x1.d85135367ec9bp-11, -0x1.03cf922641d29p-13},
      {-0x1.72d6117015a02p-6, 0x1.0e5e92f4dd35bp-9, 0x1.76e2948f1ba8dp-13, 0x1.0925aa451fe73p-16},
      {-0x1.8fa6d92b0ecdep-10, -0x1.2f16178f9bb7cp-11, -0x1.206c15f614edcp-15, -0x1.0aac6d8559ea7p-19},
      {0x1.a1913be4d3d0ep-9, 0x1.4314e99bfebe2p-13, 0x1.af2e40a7c47e8p-18, 0x1.08794a4097417p-22},
      {-0x1.f43728c38e3adp-14, -0x1.49353c174bffcp-15, -0x1.39c0fa2f86660p-20, -0x1.02c64d14501fcp-25},
      {-0x1.5b95b7489a076p-12, 0x1.420403458a153p-17, 0x1.bd44b5e0e61cdp-23, 0x1.f3d89ebd22266p-29},
      {0x1.2d705e28fdd17p-15, -0x1.2f6c18494783cp-19, -0x1.3490eac842af0p-25, -0x1.dcb790c024142p-32},
      {0x1.c680abb61a21dp-16, 0x1.143782057fb30p-21, 0x1.a236c375e5979p-28, 0x1.c127fe4291bc1p-35},
      {-0x1.3285b369fd812p-18, -0x1.e713b0e15256cp-24, -0x1.157d6cfe2a689p-30, -0x1.a23a4668b971dp-38},
      {-0x1.e366bd1f67a58p-20, 0x1.a0f549191ddecp-26, 0x1.690bfb1318122p-33, 0x1.8143ec0fde099p-41},
      {0x1.bbf93847b0b85p-22, -0x1.5b270d82bdb3ep-28, -0x1.cc37afa034bdap-36, -0x1.5f1ee9a7a5ecdp-44},
      {0x1.aa8af2eaee146p-24, 0x1.1710219e10ecdp-30, 0x1.1d1c0d16dba5cp-38, 0x1.37622a52d5315p-47},
      {-0x1.fcee9084d89c5p-26, -0x1.b5773000174abp-33, -0x1.643acaa1e4112p-41, -0x1.113e74bb2d112p-50},
      {-0x1.3efa54a8a1ad0p-28, 0x1.84f372fd112dfp-35, 0x1.f4c12dd23a755p-44, 0x1.2640e1c759318p-53},
      {0x1.68794456316dap-30, -0x1.39cbf5dd0f577p-37, -0x1.1005be88ca3b1p-46, -0x1.16f021336729ep-56}};
  alignas(32) static constexpr double slope_center[] = {0x1.cc26863200000p-2, 0x1.eeff5a5600000p+0,
                                                        0x1.05ed1d8000000p+2, 0x1.caa70ec800000p+2};
  alignas(32) static constexpr double slope_constant[] = {0x1.74c0daf4acdffp-3, -0x1.32b335a49ea98p-1,
                                                          -0x1.8a4cb65a38d19p+0, -0x1.66f526e886437p+1};
  alignas(32) static constexpr double slope_from_1[][4] = {
      {-0x1.45653b7670183p-1, -0x1.dbc0cd155b0d6p-2, -0x1.ad7a9ec299eb5p-2, -0x1.a00be92d0c0e7p-2},
      {0x1.05149deefd4b4p-3, 0x1.73f529bb8b2dep-6, 0x1.1d0755276b9bap-8, 0x1.fe238899979e1p-11},
      {-0x1.e9a2ed42bf0eep-5, -0x1.db6cae052d0b2p-8, -0x1.d2d7e96b1f4ffp-11, -0x1.09b7f9fa6416cp-13},
      {0x1.9c25edb837c70p-6, 0x1.1c475b0d9a9ccp-9, 0x1.71a08696eaaa6p-13, 0x1.1097e81fa3f70p-16},
      {-0x1.3da086201f52bp-7, -0x1.40f0158ac436dp-11, -0x1.1bb60cc24071ep-15, -0x1.138eb224e6c0fp-19},
      {0x1.c6608812ccd86p-9, 0x1.585eac10cb128p-13, 0x1.a730bc4deba99p-18, 0x1.12a3bd36ec908p-22},
      {-0x1.30aa2ea3e5e3bp-10, -0x1.6113855a354d0p-15, -0x1.3347e0060ea7ap-20, -0x1.0e05a2ce42d3ep-25},
      {0x1.81ec92ffec87ep-12, 0x1.5b637387f248cp-17, 0x1.b32f753e0f153p-23, 0x1.0604ded53313cp-28},
      {-0x1.d08cdd1a3471dp-14, -0x1.492763bf469d3p-19, -0x1.2cfa5a7c2c045p-25, -0x1.f618237f159fbp-32},
      {0x1.0afd4476d10ddp-15, 0x1.2d3c8f694251ep-21, 0x1.972692f29c5a6p-28, 0x1.db35039ce14cap-35},
      {-0x1.263a1b1db3418p-17, -0x1.0b083be509c7ap-23, -0x1.0dc3d18394e26p-30, -0x1.bcb53306d6d12p-38},
      {0x1.37dac6631c5e7p-19, 0x1.cb70bdde5f167p-26, 0x1.5e40c2fa48c89p-33, 0x1.9b626798e6011p-41},
      {-0x1.3eeb1a40faa8fp-21, -0x1.7cfb0dde5e0e1p-28, -0x1.b8b2ef0a2f545p-36, -0x1.72d418c6cfd23p-44},
      {0x1.3e61de295a433p-23, 0x1.3498201e9e5c7p-30, 0x1.13322e9e2c293p-38, 0x1.4ce69e7bba665p-47},
      {-0x1.373803112de4dp-25, -0x1.199253487c529p-32, -0x1.8fc600bb63027p-41, -0x1.6746e484cb28fp-50},
      {0x1.c9811679b6c6fp-28, 0x1.c482253872bf3p-35, 0x1.e5ea9900ecc97p-44, 0x1.4af9e0b51d99ap-53}};
};

struct normal_from_four_pieces {
  static constexpr bool goes_side_by_side = true;

  template <simd::vector V>
  static ACT_INLINE auto is_rare(V x) {
    return x < V(-table::reach);
  }

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
    const auto at = parts_of(x);
    return {value(x, at), derivative(x, at)};
  }

 private:
  using table = four_normal_pieces;
  static constexpr double magic = 0x1.8p52;

  /// t, bounded, and exp(-t^2/2) = power (1 + p).
  template <class V>
  struct parts {
    V t, power, p;
    simd::one_of_four<V> piece;
    simd::mask_of<V> is_first_piece;
  };

  /// Beyond reach on the right t Q vanishes beside x, and D beside 1. NaN stays NaN.
  template <simd::vector V>
  static ACT_INLINE parts<V> parts_of(V x) {
    const V t = without_tiny(simd::min(V(table::reach), simd::abs(x)));
    const V root = simd::fma(t, V(table::scale), V(table::shift_of_place));
    const V binade = simd::product(root, root);
    const V steps = simd::opaque(simd::fnma(simd::product(t, t), V(table::steps_per_unit), V(magic)));
    const auto step = simd::one_of_four<V>::by_low_bits(steps);
    const V power = simd::add_bits_moved_up<50>(simd::lookup(table::node, step), steps);
    return {t, power, residual_power_of(t, simd::opaque(steps - V(magic)), simd::lookup(table::shift, step)),
            simd::one_of_four<V>::by_binade(binade), binade < V(4)};
  }

  /// p.
  template <simd::vector V>
  static ACT_INLINE V residual_power_of(V t, V n, V shift) {
    const V coarse = simd::fma(n, V(table::step_high), shift);  // exact
    const V r = simd::fma(n, V(table::step_low), simd::fma(t, t, coarse));
    constexpr std::size_t count = std::size(table::decay);
    const auto coefficient = [](auto i) ACT_INLINE_LAMBDA { return V(table::decay[i]); };
    const V square = simd::fma(r, r, V(0x1p-110));  // no subnormal
    const V bent = simd::sum_by_parity<1, count>(r, square, coefficient);
    return simd::fma(bent, square, simd::product(r, V(table::decay[0])));
  }

  /// constant + more.
  template <class V>
  struct point {
    V constant, more;
  };

  /// (constant + slope u) (1 + p); slope = from_1[0] + from_1[1] u + .... Terms after the first four are small enough
  /// to add them up in two chains.
  template <simd::vector V, std::size_t Count>
  static ACT_INLINE point<V> point_of(const parts<V>& at, V p, const double (&center)[4], const double (&constants)[4],
                                      const double (&from_1)[Count][4]) {
    const V u = simd::opaque(at.t - simd::lookup(center, at.piece));
    const V constant = simd::lookup(constants, at.piece);
    const auto coefficient = [&](auto i) ACT_INLINE_LAMBDA { return simd::lookup(from_1[i], at.piece); };
    V slope = simd::sum_by_parity<4, Count>(u, simd::product(u, u), coefficient);
    slope = simd::fma(slope, u, simd::lookup(from_1[3], at.piece));
    slope = simd::fma(slope, u, simd::lookup(from_1[2], at.piece));
    slope = simd::fma(slope, u, simd::lookup(from_1[1], at.piece));
    slope = simd::fma(slope, u, simd::lookup(from_1[0], at.piece));
    return {constant, simd::fma(slope, u, simd::product(p, simd::fma(slope, u, constant)))};
  }

  template <simd::vector V>
  static ACT_INLINE V value(V x, const parts<V>& at) {
    const V p = simd::select(at.is_first_piece, V(0), at.p);
    const auto q = point_of(at, p, table::value_center, table::value_constant, table::value_from_1);
    const V power = simd::select(at.is_first_piece, V(1), at.power);
    const V constant = simd::product(power, q.constant), more = simd::product(power, q.more);
    const V tail = simd::fma(at.t, constant, simd::product(at.t, more));
    return or_half_of_tiny(x, signed_ramp(x) - tail);
  }

  template <simd::vector V>
  static ACT_INLINE V derivative(V x, const parts<V>& at) {
    const auto d = point_of(at, at.p, table::slope_center, table::slope_constant, table::slope_from_1);
    const V step = simd::fma(simd::with_sign_of(x, V(1)), V(0.5), V(0.5));  // 0 on the left, 1 on the right
    return simd::fnma(simd::with_sign_of(x, at.power), simd::opaque(d.constant + d.more), step);
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
