#pragma once

/// \file normal_table.hpp
/// x Phi(x) and its derivative in double from a table in registers, where one
/// instruction chooses among 16 entries.
///
/// With t = |x|, T(t) = t P(N > t) and D = T': the value is max(x, 0) - T, the
/// derivative D on the left and 1 - D on the right. In each of 16 pieces T =
/// base - u q(u), u = center - t, and D = q(u) + u q'(u) from the same
/// coefficients. The centers are doubles where T(center) and D(center) are
/// doubles to a small part of an ulp. For x < 0 the result is the table's
/// polynomial itself, so nothing cancels.
///
/// Error budget of the value, in ULP: 0.5 final rounding, 0.5 for max(x, 0) -
/// base, 0.3 for q, 0.1 for the fit. Instructions a vector with AVX-512: 41 for
/// the value, 54 for the derivative, 61 for both.

#include "../simd/table.hpp"
#include "gate.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_normal_table.py.
// Relative errors: value 2^-54.8, derivative 2^-51.7.
struct normal_table {
  static constexpr double relative_reach = 0x1.a666666666666p+2, reach = 0x1.199999999999ap+3;
  static constexpr double scale = 0x1.640123fefd5edp-2, shift = 0x1.0f876ec8217bep+1;
  static constexpr double last = 0x1.a7ae13cc0787ap+2;
  alignas(64) static constexpr double center[] = {0x1.5f3ce8ca55be0p+2, 0x1.766bb1677fd43p+2, 0x1.8c3e93733f0d8p+2,
                                                  0x1.a1a28410166a5p+2, 0x1.f2c3606eff1e8p+2, -0x0.0p+0,
                                                  0x1.e06d7203db780p-1, 0x1.9252cde040a47p+0, 0x1.0efd76994e4ecp+1,
                                                  0x1.4c9ee21b22901p+1, 0x1.86b99535bb5e8p+1, 0x1.c13d5d4fcbd66p+1,
                                                  0x1.f769c876e7236p+1, 0x1.15e36e546f547p+2, 0x1.304ede9a24435p+2,
                                                  0x1.479a23bb05c7cp+2};
  alignas(64) static constexpr double base[] = {0x1.ded8523f16ef1p-24, 0x1.ed1c4549498f9p-27, 0x1.fbafd5bfb763fp-30,
                                                0x1.e623008e91100p-33, 0x1.cab1e042dcd37p-46, 0x0.0p+0,
                                                0x1.4e726ec4dbb33p-3,  0x1.75837c11d5ee8p-4,  0x1.2902705e1136bp-5,
                                                0x1.8e87273d2fe8bp-7,  0x1.c5f1fe26a6014p-9,  0x1.9cc409169cc7fp-11,
                                                0x1.5a16f3daff556p-13, 0x1.01205847e4ddcp-15, 0x1.3ce7457a122dfp-18,
                                                0x1.a68b06942aee1p-21};
  // c_1 to c_15
  alignas(64) static constexpr double coefficients[][16] = {
      {-0x1.47ddd4df043f6p-21, -0x1.6810dadc36b9ep-24, -0x1.886e36e26a9d0p-27, -0x1.8c251d8e3c462p-30,
       -0x1.be5ad8676ddc4p-43, 0x1.0000000000000p-1, -0x1.126ae29c0bbf2p-4, -0x1.fd44d9933f57ep-4,
       -0x1.29c06a0c9927fp-4, -0x1.f7bad3b886e93p-6, -0x1.54f4a797ed28ep-7, -0x1.66a6f6dfc8be2p-9,
       -0x1.52148eb953665p-11, -0x1.15d89637ae4a0p-13, -0x1.777ad477ea612p-16, -0x1.0db1c4b25a805p-18},
      {-0x1.b1f0a49219361p-20, -0x1.fe5c882fbde54p-23, -0x1.27616c7ee79bbp-25, -0x1.3b31f38a1a6a4p-28,
       -0x1.abe9f6c9f0853p-41, 0x1.9884533d43654p-2, 0x1.267a517ba0bd0p-3, -0x1.be9ee9fd7945fp-6, -0x1.af54e641c6d48p-5,
       -0x1.0962dceb06450p-5, -0x1.c5421f3cbed7dp-7, -0x1.1d34208ac3fb9p-8, -0x1.3443621fb3b73p-10,
       -0x1.1bf9082e377d5p-12, -0x1.a8e77f1f16572p-15, -0x1.4afad0ae234c0p-17},
      {-0x1.70afa2e92df22p-19, -0x1.d2bf14e10cc4fp-22, -0x1.2005582856a0ap-24, -0x1.45e8c3904a1dep-27,
       -0x1.0cc3a5cde38e2p-39, 0x1.27d8bafbaf88ap-46, 0x1.00a6b5254d4fdp-3, 0x1.7cf99a330e0c5p-5, -0x1.d905a2573f517p-8,
       -0x1.0a48d06654351p-6, -0x1.4f26d437281c5p-7, -0x1.0cfb8d400cd9ap-8, -0x1.581c719291a4cp-10,
       -0x1.6a3a90327ac76p-12, -0x1.300b8238468bep-14, -0x1.0308d58f2dfeep-16},
      {-0x1.c2513bed8b985p-19, -0x1.34c50b597e555p-21, -0x1.98350dacf4e51p-24, -0x1.eba31cd413123p-27,
       -0x1.eec626b99cefdp-39, -0x1.1058377e22d3cp-4, 0x1.e6d2543261192p-7, 0x1.1cb93b6554ed7p-5, 0x1.a600187797f39p-7,
       -0x1.5af8057c6a515p-10, -0x1.0841b82f86111p-8, -0x1.4034db27ead76p-9, -0x1.01759a32fa214p-10,
       -0x1.3f65fb7731e9dp-12, -0x1.32968bfce819bp-14, -0x1.20f92652ea4c6p-16},
      {-0x1.a320bb90d92c5p-19, -0x1.39d57257962b0p-21, -0x1.bf06725ade5e6p-24, -0x1.1fce858dd3ff4p-26,
       -0x1.651e040b2eb68p-38, 0x1.84d61c807ae09p-37, -0x1.2b24cea9ec700p-6, 0x1.31911773dd01cp-8, 0x1.130a12038e6e3p-7,
       0x1.9d47ab5f8639bp-9, -0x1.d54cf9e509e78p-13, -0x1.bad11003891ecp-11, -0x1.056172654c16fp-11,
       -0x1.94f67ee1b86d6p-13, -0x1.ca38cb2ee9b5bp-15, -0x1.e5bab1afcc9bbp-17},
      {-0x1.33114ef2a6874p-19, -0x1.fb9ff06760df8p-22, -0x1.8866d29b5ab44p-24, -0x1.0f98fc07c5d27p-26,
       -0x1.ab84962fc7fcfp-38, 0x1.46d042e0baf95p-7, -0x1.62fe9f7cfdef4p-8, -0x1.0c8bcd30eefd9p-8,
       0x1.414aaf81e6667p-10, 0x1.d8eaf0de2f86cp-10, 0x1.527291d310c18p-11, -0x1.fa6381196f178p-15,
       -0x1.47540df3e008dp-13, -0x1.6e7ffaaab8af9p-14, -0x1.027498400ffa5p-15, -0x1.3c26bab3505cdp-17},
      {-0x1.67ea9ce2c05a3p-20, -0x1.4d7015cdb4313p-22, -0x1.1a80adf1e9162p-24, -0x1.a759e60bd1a3fp-27,
       -0x1.ada7b8f2ca0e5p-38, 0x1.2a57293c7c641p-30, 0x1.b844a4ab057f5p-10, -0x1.a9d51d02fa850p-10,
       -0x1.969e6ea2727b8p-11, 0x1.1d3d41b99a1e1p-12, 0x1.670970103fb60p-12, 0x1.a90b4f631adcbp-14,
       -0x1.b6be0d9176ee9p-17, -0x1.afcc09646992cp-16, -0x1.b24a0d302ae48p-17, -0x1.41042e01aa305p-18},
      {-0x1.520bdf519df2ep-21, -0x1.674043dfb9b9dp-23, -0x1.5229e11edb3dap-25, -0x1.14d2ea8d7e3a1p-27,
       -0x1.5db9112e25f4dp-38, -0x1.373fd478b5b48p-10, 0x1.c033fe2156fafp-11, 0x1.4fece45364ea4p-13,
       -0x1.80409fbf917d4p-12, -0x1.1426499ab5661p-13, 0x1.d86e4ad22ba2ap-15, 0x1.d09c588c1aadap-15,
       0x1.e266ce72abf22p-17, -0x1.6460202517979p-19, -0x1.f72f46df49f53p-19, -0x1.f3ad68425873cp-20},
      {-0x1.f3fbac69325d1p-23, -0x1.3d221e35dcf54p-24, -0x1.527bc0a64118cp-26, -0x1.32910b1a6d706p-28,
       -0x1.eb0fb1d95025ep-39, 0x1.bc280053f6eeep-26, -0x1.720656a8fcff5p-14, 0x1.ad97ab7832d96p-13,
       -0x1.4533048bb48bfp-18, -0x1.23e9e49494b49p-14, -0x1.3497f03cc240bp-16, 0x1.72c1859b6640cp-17,
       0x1.10338f29e0dc8p-17, 0x1.cd54d5bb964abp-20, -0x1.0e889f69d2b42p-21, -0x1.159cc4b6391bdp-21},
      {-0x1.12417a3905d7cp-24, -0x1.c35f9c8b2452fp-26, -0x1.1a9373af99d4fp-27, -0x1.207bf5b8cd256p-29,
       -0x1.68fb86dc4623bp-39, 0x1.e47fc50a7a720p-14, -0x1.81298c4636da1p-14, 0x1.2483ee97d92bdp-16,
       0x1.25f857b3e30d7p-15, -0x1.75ff6520087f5p-18, -0x1.7f98829b4b2b5p-17, -0x1.ad3fc133c2b65p-20,
       0x1.eb0003346bbcfp-20, 0x1.1a0f42e818012p-20, 0x1.3f046878cc9c3p-23, -0x1.4042eef0846f3p-24},
      {-0x1.6316872bd1b9ep-27, -0x1.ed52668031bf7p-28, -0x1.83a57f90f7fa2p-29, -0x1.cbd3a20459cf7p-31,
       -0x1.c842175c636d1p-40, 0x1.7dbb8dd7e766ep-23, -0x1.490d29759ca53p-23, -0x1.084fed913bce4p-16,
       0x1.ec6334ebe49a4p-18, 0x1.4ad6f627dca24p-18, -0x1.a896f41585498p-20, -0x1.9bb9ac8393812p-20,
       -0x1.4985a7ced4e87p-24, 0x1.1df09a7cb310ap-22, 0x1.e8159c13c92dcp-24, 0x1.d3a58b5369e75p-27},
      {0x1.84e98ff60c2e3p-31, -0x1.60361b4542db1p-30, -0x1.a38b438f50e3fp-31, -0x1.32403ed343a27p-32,
       -0x1.26e237f4b8c32p-41, -0x1.330bc80fe0a27p-17, 0x1.f7fc30b86621dp-18, -0x1.da60417da1abbp-19,
       -0x1.a4f64b84fc122p-20, 0x1.9fd5c171fc97fp-20, 0x1.21a216402590fp-21, -0x1.5c1c5ae8f68c9p-22,
       -0x1.813835fb2d24ep-23, 0x1.47eedbd24e17fp-27, 0x1.1efaecb56ae73p-25, 0x1.a8dbafd7609c6p-27},
      {0x1.351ce30e677efp-30, -0x1.a02505a3d433ap-37, -0x1.3a3c2e87f45b6p-33, -0x1.48fcff3d89884p-34,
       -0x1.427dcb7af3614p-43, 0x1.781e4cb7b62c2p-22, 0x1.2d959fa8f5aa4p-21, 0x1.9b8c0d33954c3p-21,
       -0x1.b6c5c80c79fe3p-21, -0x1.1a623b8ac3a1dp-24, 0x1.0c14fe98bd479p-22, 0x1.ec12d0b99b736p-26,
       -0x1.adee344bcb607p-25, -0x1.2d7d578530b8ap-26, 0x1.d883021028a0bp-29, 0x1.090a1de7ca214p-28},
      {0x1.b3d302deea370p-32, 0x1.59932ce5cc48ap-34, -0x1.a20bb3fa6da5bp-37, -0x1.0d0b01d6904d0p-36,
       -0x1.b46661ca70cadp-43, 0x1.006942938e24bp-20, -0x1.0324cd89a0ffdp-21, 0x1.6bd42326be5bap-22,
       -0x1.530a42523e150p-26, -0x1.e81ddef6bcfa7p-24, 0x1.2d5961f7353b8p-26, 0x1.121e450a59250p-25,
       0x1.52b78a57f5ab8p-31, -0x1.9ba8ca42adcedp-28, -0x1.06baf8c35091fp-30, 0x1.669d4bb81029fp-31},
      {0x1.24fb5c7eb1adap-34, 0x1.ac1077dd6ba77p-35, 0x1.9901c8272f6f4p-37, -0x1.743c25782f3f3p-41,
       -0x1.87c343c0e3503p-44, 0x1.478e7bcfc5f96p-23, -0x1.1c083549a3403p-24, -0x1.3852a8b08d114p-25,
       0x1.0944895f023e1p-24, -0x1.470d6b08df5fdp-26, -0x1.0b06b7c516debp-26, 0x1.cfaa35eab3d2ap-29,
       0x1.11f48df4ea92cp-29, -0x1.54bd71abc6490p-31, -0x1.dc74d9505d4d4p-31, -0x1.d7e25fa8c7125p-33},
  };
};

struct normal_from_table {
  template <simd::vector V>
  static ACT_INLINE auto is_rare(V x) {
    return !(x >= V(-normal_table::relative_reach));
  }

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return value(x, locate(x));
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    return derivative(x, locate(x));
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    const auto at = locate(x);
    return {value(x, at), derivative(x, at)};
  }

 private:
  static constexpr auto& c = normal_table::coefficients;  // c[0] is that of u^0 in q

  /// The piece of t, t - center, and that t kept away from 0: products of
  /// subnormal numbers cost a microcode assist each.
  template <class V>
  struct position {
    V piece, u, usual_u;
  };

  template <simd::vector V>
  static ACT_INLINE position<V> locate(V x) {
    const V t = simd::min_magnitude(x, V(normal_table::reach));
    // From `last` on everything is in the last piece, where T is small beside
    // x.
    const V bent = simd::fma(simd::min(t, V(normal_table::last)), V(normal_table::scale), V(normal_table::shift));
    const V piece = simd::opaque(simd::fma(bent, bent, V(0x1.8p52)));
    const V center = simd::lookup(normal_table::center, piece);
    return {piece, center - t, center - simd::max(t, V(tiny_double))};
  }

  /// h = c[2] + c[3] u + ... = even + u odd, these and their derivatives as
  /// polynomials in u^2: two chains half as long as one.
  template <class V>
  struct terms {
    V sum, slope;
  };

  template <std::size_t From, simd::vector V>
  static ACT_INLINE terms<V> every_second_term(V square, V piece) {
    const V first = simd::lookup(c[From], piece);
    if constexpr (From + 4 >= std::size(c)) {
      const V second = simd::lookup(c[From + 2], piece);
      return {simd::fma(second, square, first), second};
    } else {
      const auto rest = every_second_term<From + 2>(square, piece);
      return {simd::fma(rest.sum, square, first), simd::fma(rest.slope, square, rest.sum)};
    }
  }

  template <simd::vector V>
  static ACT_INLINE V value(V x, const position<V>& at) {
    const V u = at.usual_u;
    const V square = simd::product(u, u);
    const auto even = every_second_term<2>(square, at.piece), odd = every_second_term<3>(square, at.piece);
    const V from_third = simd::fma(odd.sum, u, even.sum);
    const V from_second = simd::fma(from_third, u, simd::lookup(c[1], at.piece));
    const V q = simd::fma(from_second, u, simd::lookup(c[0], at.piece));
    const V base = simd::max(V(0), x) - simd::lookup(normal_table::base, at.piece);
    return simd::fma(at.u, q, base);
  }

  /// q + u q' = c[0] + u (2 c[1] + u (3 h + u h')), h the higher terms: the
  /// leading ones are rounded once.
  template <simd::vector V>
  static ACT_INLINE V derivative(V x, const position<V>& at) {
    const V u = at.usual_u;
    const V square = simd::product(u, u), twice_square = simd::opaque(square + square);
    const auto even = every_second_term<2>(square, at.piece), odd = every_second_term<3>(square, at.piece);
    const V from_even = simd::fma(twice_square, even.slope, simd::product(V(3), even.sum));
    const V from_odd = simd::fma(twice_square, odd.slope, simd::product(V(4), odd.sum));
    const V second = simd::lookup(c[1], at.piece);
    const V from_third = simd::fma(from_odd, u, from_even);
    const V from_second = simd::fma(from_third, u, simd::opaque(second + second));
    const V d = simd::fma(from_second, u, simd::lookup(c[0], at.piece));
    return simd::select(x > V(0), V(1) - d, d);
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
