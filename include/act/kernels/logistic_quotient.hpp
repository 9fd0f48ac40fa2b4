#pragma once

/// \file logistic_quotient.hpp
/// x sigma(w(x)) and its derivative in double, where a multiplication and an addition fuse.
///
/// With a = 2^n, n in steps of 1/16 or 1, e^-w = a (1 + p): x sigma(w) = x / (1 + a + a p). A = 1 + a and its rounding
/// error are exact, so the denominator is A + d with d small, and one correction of the rounded quotient by its exact
/// remainder leaves little more than the final rounding. No sum here has terms of different signs but in the
/// derivative's 1 + x w'(x) sigma(-w), which is carried in two words, for it vanishes where the derivative changes
/// sign.
///
/// Error budget of the value, in ULP: 0.5 final rounding, 0.1 for p (|p| <= 0.022 in sixteenths, 0.41 in whole steps),
/// 0.02 for what is left of the quotient. Instructions a vector with AVX-512: about 28 and a division.

#include "../simd/table.hpp"
#include "logistic.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_logistic_quotient.py.
// (e^(-identity_slope r) - 1) / r for n in steps of 1/1; error 2^-60.3
inline constexpr double identity_decay_1[] = {
    -0x1.0000000000000p+0,  0x1.0000000000000p-1,  -0x1.555555555555ap-3,  0x1.5555555555557p-5,
    -0x1.111111110f225p-7,  0x1.6c16c16c15a6cp-10, -0x1.a01a01b1437f6p-13, 0x1.a01a01a9e8139p-16,
    -0x1.71ddf5748bd71p-19, 0x1.27e4d41d657d2p-22, -0x1.af631d203b4edp-26, 0x1.1f7f20132b4f4p-29,
};
// (e^(-sigmoid_slope r) - 1) / r for n in steps of 1/1; error 2^-56.4
inline constexpr double sigmoid_decay_1[] = {
    -0x1.b3b645a1cac08p+0,  0x1.72ca793576039p+0,  -0x1.a4b95dd748cf3p-1,  0x1.66094456b1ed8p-2,
    -0x1.e78088e086c6fp-4,  0x1.149380dadcf14p-5,  -0x1.0cfd76ed6a788p-7,  0x1.c9d2366a31f26p-10,
    -0x1.5a50b5e47c28dp-12, 0x1.d78b133917231p-15, -0x1.248491b157084p-17, 0x1.4bccff90a2042p-20,
};
// (e^(-tanh_slope r) - 1) / r for n in steps of 1/1; error 2^-57.0
inline constexpr double tanh_decay_1[] = {
    -0x1.2444f2a4d8b4bp-4,  0x1.4dad5c19dbeb6p-9,  -0x1.fbef79d39b10ap-15, 0x1.21f2fa0096d03p-20,
    -0x1.08d296d12c367p-26, 0x1.931f5ea0567d3p-33, -0x1.06fdea8823f48p-39, 0x1.2c407435a71fdp-46,
    -0x1.30b3accae5c3fp-53, 0x1.164c101cacd88p-60, -0x1.cf3736acb1efap-68, 0x1.60720d9f01eb9p-75,
};
// (e^(-identity_slope r) - 1) / r for n in steps of 1/16; error 2^-56.0
inline constexpr double identity_decay_16[] = {
    -0x1.0000000000003p+0, 0x1.0000000000001p-1,  -0x1.555555547d375p-3,
    0x1.55555554e9466p-5,  -0x1.11123cf2011fdp-7, 0x1.6c17ed4ce9ff6p-10,
};
// (e^(-sigmoid_slope r) - 1) / r for n in steps of 1/16; error 2^-55.9
inline constexpr double sigmoid_decay_16[] = {
    -0x1.b3b645a1cac0dp+0, 0x1.72ca79357603ap+0,  -0x1.a4b95dd63e6c8p-1,
    0x1.660944564094dp-2,  -0x1.e782a03f0c1d4p-4, 0x1.149464a779454p-5,
};
// (e^(-tanh_slope r) - 1) / r for n in steps of 1/16; error 2^-55.9
inline constexpr double tanh_decay_16[] = {
    -0x1.2444f2a4d8b4ep-4, 0x1.4dad5c19dbeb7p-9,   -0x1.fbef79d25975fp-15,
    0x1.21f2fa003b059p-20, -0x1.08d3b9a46a695p-26, 0x1.9320aaa77c603p-33,
};
inline constexpr double identity_step_high = 0x1.62e42fefa39efp-1;  // ln 2 / slope
inline constexpr double identity_step_low = 0x1.abc9e3b39803fp-56;
inline constexpr double identity_steps_per_unit = -0x1.71547652b82fep+0;  // -slope log2(e)
inline constexpr double sigmoid_step_high = 0x1.a10753b4384c1p-2;         // ln 2 / slope
inline constexpr double sigmoid_step_low = 0x1.015c728834038p-56;
inline constexpr double sigmoid_steps_per_unit = -0x1.3a4cbdc7ee26bp+1;  // -slope log2(e)
inline constexpr double tanh_step_high = 0x1.36d9d56d77525p+3;           // ln 2 / slope
inline constexpr double tanh_step_low = -0x1.ec6f30aff2b84p-51;
inline constexpr double tanh_steps_per_unit = -0x1.a5a7cf7572a98p-4;  // -slope log2(e)
inline constexpr double tanh_gamma_high = 0x1.65d25edd9ed82p+4;       // 1/0.044715
inline constexpr double tanh_gamma_low = -0x1.586cc71ee31dep-55;
// 2^(i/16), and the relative error of that double
alignas(64) inline constexpr double root_of_two[] = {
    0x1.0000000000000p+0, 0x1.0b5586cf9890fp+0, 0x1.172b83c7d517bp+0, 0x1.2387a6e756238p+0,
    0x1.306fe0a31b715p+0, 0x1.3dea64c123422p+0, 0x1.4bfdad5362a27p+0, 0x1.5ab07dd485429p+0,
    0x1.6a09e667f3bcdp+0, 0x1.7a11473eb0187p+0, 0x1.8ace5422aa0dbp+0, 0x1.9c49182a3f090p+0,
    0x1.ae89f995ad3adp+0, 0x1.c199bdd85529cp+0, 0x1.d5818dcfba487p+0, 0x1.ea4afa2a490dap+0};
alignas(64) inline constexpr double root_of_two_error[] = {0x0.0p+0,
                                                           0x1.79aa65d837b6dp-54,
                                                           -0x1.01b15eaa59348p-55,
                                                           0x1.68efde3a8a894p-54,
                                                           0x1.34d754db0abb6p-55,
                                                           0x1.59f48a72a4c6dp-55,
                                                           0x1.690cebb7aafb0p-56,
                                                           0x1.063e1e21c5409p-54,
                                                           -0x1.3b3efbf5e2228p-54,
                                                           -0x1.b32dcb94da51dp-56,
                                                           0x1.db72fc1f0eab4p-55,
                                                           0x1.1affc2b91ce27p-56,
                                                           0x1.c1a7792cb3387p-55,
                                                           0x1.36eae30af0cb3p-56,
                                                           0x1.4a385a63d07a7p-56,
                                                           -0x1.ff7128fd391f0p-55};

/// The constants of an argument w = slope v. Beyond `reach` e^-w or its reciprocal is no normal number.
template <class Argument>
struct quotient_constants;

template <>
struct quotient_constants<identity_argument> {
  static constexpr double reach = 700;
  static constexpr double step_high = identity_step_high, step_low = identity_step_low;
  static constexpr double steps_per_unit = identity_steps_per_unit;
  static constexpr const auto& decay_1 = identity_decay_1;
  static constexpr const auto& decay_16 = identity_decay_16;
};

template <>
struct quotient_constants<sigmoid_argument> {
  static constexpr double reach = 411;
  static constexpr double step_high = sigmoid_step_high, step_low = sigmoid_step_low;
  static constexpr double steps_per_unit = sigmoid_steps_per_unit;
  static constexpr const auto& decay_1 = sigmoid_decay_1;
  static constexpr const auto& decay_16 = sigmoid_decay_16;
};

template <>
struct quotient_constants<tanh_argument> {
  static constexpr double reach = 21;
  static constexpr double step_high = tanh_step_high, step_low = tanh_step_low;
  static constexpr double steps_per_unit = tanh_steps_per_unit;
  static constexpr const auto& decay_1 = tanh_decay_1;
  static constexpr const auto& decay_16 = tanh_decay_16;
};

/// v in two words: x, or x (x^2 + 1/0.044715).
template <class Argument, simd::vector V>
ACT_INLINE simd::two_words<V> quotient_variable(V x) {
  if constexpr (std::is_same_v<Argument, tanh_argument>) {
    const auto square = simd::exact_product(x, x);
    const auto shifted = simd::exact_sum_unordered(square.high, V(tanh_gamma_high));
    const V low = simd::opaque(shifted.low + simd::opaque(square.low + V(tanh_gamma_low)));
    return simd::scaled(simd::two_words<V>{shifted.high, low}, x);
  } else {
    return {x, V(0)};
  }
}

/// 1 + e^-w = sum + low, with the rounded reciprocal of the sum.
template <class V>
struct logistic_denominator {
  V sum, low, reciprocal;
};

template <class Argument, simd::vector V>
ACT_INLINE logistic_denominator<V> logistic_denominator_of(V x) {
  using constants = quotient_constants<Argument>;
  constexpr bool has_table = simd::table_entries<V> >= 16;
  const V magic(has_table ? 0x1.8p48 : 0x1.8p52);
  const auto v = quotient_variable<Argument>(x);
  const V shifted = simd::opaque(simd::fma(v.high, V(constants::steps_per_unit), magic));
  const V n = simd::opaque(shifted - magic);
  const V near = simd::fma(n, V(constants::step_high), v.high);
  const V r = simd::fma(n, V(constants::step_low), simd::opaque(near + v.low));

  V power, p;
  if constexpr (has_table) {
    power = simd::scale(simd::lookup(root_of_two, shifted), n);
    p = simd::fma(simd::polynomial(r, constants::decay_16), r, simd::lookup(root_of_two_error, shifted));
  } else {
    power = simd::power_of_two(n);
    p = simd::product(simd::polynomial(r, constants::decay_1), r);
  }
  const V larger = simd::max(power, V(1)), smaller = simd::min(power, V(1));
  const auto sum = simd::exact_sum(larger, smaller);
  const V low = simd::fma(power, p, sum.low);
  // No estimate with a Newton step: estimates differ between processors, and with them the last bit.
  const V reciprocal = simd::quotient(V(1), simd::opaque(sum.high + low));
  return {sum.high, low, reciprocal};
}

template <class Argument>
struct logistic_quotient {
  template <simd::vector V>
  static ACT_INLINE auto is_rare(V x) {
    return !(simd::abs(x) <= V(quotient_constants<Argument>::reach));
  }

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    const V usual = without_tiny(x);
    return or_half_of_tiny(x, value(usual, logistic_denominator_of<Argument>(usual)));
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    const V usual = without_tiny(x);
    return derivative(usual, logistic_denominator_of<Argument>(usual));
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    const V usual = without_tiny(x);
    const auto denominator = logistic_denominator_of<Argument>(usual);
    return {or_half_of_tiny(x, value(usual, denominator)), derivative(usual, denominator)};
  }

 private:
  template <simd::vector V>
  static ACT_INLINE V value(V x, const logistic_denominator<V>& denominator) {
    const V q = simd::product(x, denominator.reciprocal);
    const V excess = simd::fma(q, denominator.low, simd::fms(q, denominator.sum, x));
    return simd::fnma(denominator.reciprocal, excess, q);
  }

  /// sigma(w) (1 + x w' sigma(-w)), sigma in two words from the reciprocal and its relative error.
  template <simd::vector V>
  static ACT_INLINE V derivative(V x, const logistic_denominator<V>& denominator) {
    const V y = denominator.reciprocal;
    const V excess = simd::fma(y, denominator.low, simd::fms(y, denominator.sum, V(1)));
    const V error = simd::fnma(excess, excess, excess);
    const V sigma = simd::fnma(y, error, y);
    const V sigma_low = simd::fnma(y, error, simd::opaque(y - sigma));
    const V other = simd::opaque(V(1) - sigma);
    const V other_low = simd::opaque(simd::opaque(simd::opaque(V(1) - other) - sigma) - sigma_low);
    const auto bend = simd::multiplied(Argument::of(x).slope_product, simd::two_words<V>{other, other_low});
    const auto bracket = simd::exact_sum_unordered(V(1), bend.high);
    const auto product = simd::multiplied(simd::two_words<V>{sigma, sigma_low},
                                          simd::two_words<V>{bracket.high, simd::opaque(bracket.low + bend.low)});
    return product.high + product.low;
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
