#pragma once

/// \file logistic_quotient.hpp
/// x sigma(w(x)) and its derivative in double, where a multiplication and an addition fuse.
///
/// Everything is computed at left = -|x|: x sigma(w) = max(x, 0) + left sigma(w(left)), and the derivative is that at
/// left, or 1 minus it on the right. With n the multiple of 1/16 or, without a table of 16 entries, of 1 nearest to
/// -w log2(e), and a = 2^n or the double of 26 bits beside it that the table has: z = e^-w = a + a m >= 1, and
/// D = 1 + z = (a + 1) + (d + a m), d the exact error of a + 1. So D is rounded once, and left sigma(w) = left / D. The
/// derivative is s + left w'(left) (s - s^2), s = 1/D in two words: near its sign change what is subtracted is at most
/// 0.3, so that s - s^2 is good in one.
///
/// Error budget in ULP: value 0.5 final rounding, up to 1 for D, 0.2 for z, 0.5 more for x > 0; derivative 0.5, up to 1
/// for s - s^2, more by a quarter far on the left, 0.2 for z, which is e^-w itself there, 0.1 for the rest.
/// Instructions a vector with AVX-512, a division or two among them, for w = x: 30 for the value, 3 of them for tiny x,
/// 36 for the derivative, 43 for both; for 1.702 x 5 more for the derivative, for the cubic 8 more for the value and 18
/// for the rest. With AVX2 5 to 7 more.

#include "../simd/table.hpp"
#include "logistic.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_logistic_quotient.py.
// (e^(-identity_slope r) - 1 + identity_slope r) / r^2 for n in steps of 1/1; error 2^-55.8
inline constexpr double identity_decay_1[] = {0x1.0000000000001p-1,  -0x1.5555555555556p-3,  0x1.5555555553d38p-5,
                                              -0x1.11111111109a6p-7, 0x1.6c16c1789caa1p-10,  -0x1.a01a01a7ce75dp-13,
                                              0x1.a019b8cbe6585p-16, -0x1.71de0d863c737p-19, 0x1.2891d2ecb3ed9p-22,
                                              -0x1.af39091a8441ap-26};
// (e^(-sigmoid_slope r) - 1 + sigmoid_slope r) / r^2 for n in steps of 1/1; error 2^-55.3
inline constexpr double sigmoid_decay_1[] = {0x1.72ca79357603ap+0,  -0x1.a4b95dd748cedp-1,  0x1.66094456b058bp-2,
                                             -0x1.e78088e089666p-4, 0x1.149380e4611d7p-5,   -0x1.0cfd76e74d625p-7,
                                             0x1.c9d1e63de225ep-10, -0x1.5a50cc6dd24c9p-12, 0x1.d89ec3b394827p-15,
                                             -0x1.24680954334afp-17};
// (e^(-tanh_slope r) - 1 + tanh_slope r) / r^2 for n in steps of 1/1; error 2^-55.3
inline constexpr double tanh_decay_1[] = {0x1.4dad5c19dbeb7p-9,   -0x1.fbef79d39b103p-15, 0x1.21f2fa0095886p-20,
                                          -0x1.08d296d12da33p-26, 0x1.931f5eae3552ap-33,  -0x1.06fdea8229c4bp-39,
                                          0x1.2c403fa13dc64p-46,  -0x1.30b3c09efcd2bp-53, 0x1.16eec531fde5bp-60,
                                          -0x1.cf0a07df8c2c5p-68};
// (e^(-identity_slope r) - 1) / r for n in steps of 1/16; error 2^-56.0
inline constexpr double identity_decay_16[] = {-0x1.0000000000003p+0, 0x1.0000000000001p-1,  -0x1.555555547c5f1p-3,
                                               0x1.55555554e8da4p-5,  -0x1.11123d87df0f3p-7, 0x1.6c17ede2c7d1fp-10};
// (e^(-sigmoid_slope r) - 1) / r for n in steps of 1/16; error 2^-55.9
inline constexpr double sigmoid_decay_16[] = {-0x1.b3b645a1cac0dp+0, 0x1.72ca79357603ap+0,  -0x1.a4b95dd63d620p-1,
                                              0x1.6609445640236p-2,  -0x1.e782a14a9a47ap-4, 0x1.149465195173dp-5};
// (e^(-tanh_slope r) - 1) / r for n in steps of 1/16; error 2^-55.9
inline constexpr double tanh_decay_16[] = {-0x1.2444f2a4d8b4ep-4, 0x1.4dad5c19dbeb7p-9,   -0x1.fbef79d258343p-15,
                                           0x1.21f2fa003aa9bp-20, -0x1.08d3ba35c20e1p-26, 0x1.9320ab4d6b5d3p-33};
inline constexpr double identity_step_high = 0x1.62e42fefa39efp-1;  // ln 2 / slope
inline constexpr double identity_step_low = 0x1.abc9e3b39803fp-56;
inline constexpr double identity_slope = 0x1.0000000000000p+0;
inline constexpr double identity_steps_per_unit = -0x1.71547652b82fep+0;  // -slope log2(e)
inline constexpr double sigmoid_step_high = 0x1.a10753b4384c1p-2;         // ln 2 / slope
inline constexpr double sigmoid_step_low = 0x1.015c728834038p-56;
inline constexpr double sigmoid_slope = 0x1.b3b645a1cac08p+0;
inline constexpr double sigmoid_steps_per_unit = -0x1.3a4cbdc7ee26bp+1;  // -slope log2(e)
inline constexpr double tanh_step_high = 0x1.36d9d56d77525p+3;           // ln 2 / slope
inline constexpr double tanh_step_low = -0x1.ec6f30aff2b84p-51;
inline constexpr double tanh_slope = 0x1.2444f2a4d8b4bp-4;
inline constexpr double tanh_steps_per_unit = -0x1.a5a7cf7572a98p-4;  // -slope log2(e)
inline constexpr double tanh_gamma_high = 0x1.65d25edd9ed80p+4;       // 1/0.044715
inline constexpr double tanh_gamma_low = 0x1.fd4f2671c239cp-48;
// ln(s / 2^(i/16)) / identity_slope, s = short_root[i]
alignas(64) inline constexpr double identity_root_offset[] = {0x0.0p+0,
                                                              -0x1.3bf5f7c7dde4ap-21,
                                                              -0x1.f13dd6e8584e1p-19,
                                                              -0x1.546018f8d6916p-18,
                                                              -0x1.6219796a79f85p-19,
                                                              0x1.94f4d19930d82p-27,
                                                              0x1.fbfead8650b6dp-20,
                                                              -0x1.b120a324c1ee1p-21,
                                                              0x1.f3edb1dfbac13p-21,
                                                              0x1.bc6af8034ec65p-22,
                                                              -0x1.2099e188fefd7p-19,
                                                              -0x1.6b71561d8bd0dp-19,
                                                              -0x1.a3011c790caa6p-19,
                                                              -0x1.93ff565242fa9p-20,
                                                              -0x1.85946e98ce583p-19,
                                                              -0x1.96855978f9419p-22};
// ln(s / 2^(i/16)) / sigmoid_slope, s = short_root[i]
alignas(64) inline constexpr double sigmoid_root_offset[] = {0x0.0p+0,
                                                             -0x1.7348241110c6dp-22,
                                                             -0x1.2426bd70bf76fp-19,
                                                             -0x1.8ff8981476923p-19,
                                                             -0x1.a0191f11b9bddp-20,
                                                             0x1.dbdbff9f4184bp-28,
                                                             0x1.2a782761de337p-20,
                                                             -0x1.fcf68559381d7p-22,
                                                             0x1.25bae2a48a9b1p-21,
                                                             0x1.051d7523efb66p-22,
                                                             -0x1.5321b8b43c2e6p-20,
                                                             -0x1.ab13c527d5547p-20,
                                                             -0x1.ec5df589bb413p-20,
                                                             -0x1.dabb893ba9dafp-21,
                                                             -0x1.c9ca65af0c580p-20,
                                                             -0x1.ddb2a84f9567dp-23};
// ln(s / 2^(i/16)) / tanh_slope, s = short_root[i]
alignas(64) inline constexpr double tanh_root_offset[] = {0x0.0p+0,
                                                          -0x1.14c060c2b765ep-17,
                                                          -0x1.b3893d0df93a3p-15,
                                                          -0x1.2a22e4eda5172p-14,
                                                          -0x1.362846c989ca8p-15,
                                                          0x1.62b3fa6251143p-23,
                                                          0x1.bcf476393f8c1p-16,
                                                          -0x1.7b60d786b92d9p-17,
                                                          0x1.b5e3bbe9b3439p-17,
                                                          0x1.85447f002431bp-18,
                                                          -0x1.f992ef349a1c4p-16,
                                                          -0x1.3e5751b31f335p-15,
                                                          -0x1.6f01fc9151da2p-15,
                                                          -0x1.61dcf5add1f11p-16,
                                                          -0x1.553c14587075ap-15,
                                                          -0x1.6412ce02cba9dp-18};

/// The constants of an argument w = slope v. Beyond `reach` words of e^-w or its reciprocal are no normal numbers.
template <class Argument>
struct quotient_constants;

template <>
struct quotient_constants<identity_argument> {
  static constexpr double reach = 640, slope = identity_slope;
  static constexpr double step_high = identity_step_high, step_low = identity_step_low;
  static constexpr double steps_per_unit = identity_steps_per_unit;
  static constexpr const auto& decay_1 = identity_decay_1;
  static constexpr const auto& decay_16 = identity_decay_16;
  static constexpr const auto& root_offset = identity_root_offset;
};

template <>
struct quotient_constants<sigmoid_argument> {
  static constexpr double reach = 376, slope = sigmoid_slope;
  static constexpr double step_high = sigmoid_step_high, step_low = sigmoid_step_low;
  static constexpr double steps_per_unit = sigmoid_steps_per_unit;
  static constexpr const auto& decay_1 = sigmoid_decay_1;
  static constexpr const auto& decay_16 = sigmoid_decay_16;
  static constexpr const auto& root_offset = sigmoid_root_offset;
};

template <>
struct quotient_constants<tanh_argument> {
  static constexpr double reach = 20.4, slope = tanh_slope;
  static constexpr double step_high = tanh_step_high, step_low = tanh_step_low;
  static constexpr double steps_per_unit = tanh_steps_per_unit;
  static constexpr const auto& decay_1 = tanh_decay_1;
  static constexpr const auto& decay_16 = tanh_decay_16;
  static constexpr const auto& root_offset = tanh_root_offset;
};

/// v in two words: x, or x (x^2 + 1/0.044715). The difference of the sum and its greater term is exact.
template <class Argument, simd::vector V>
ACT_INLINE simd::two_words<V> quotient_variable(V x) {
  if constexpr (std::is_same_v<Argument, tanh_argument>) {
    const V sum = simd::opaque(simd::fma(x, x, V(tanh_gamma_high)));
    const V square_low = simd::fma(x, x, simd::opaque(V(tanh_gamma_high) - sum));
    const V low = simd::opaque(square_low + V(tanh_gamma_low));
    return simd::scaled(simd::two_words<V>{sum, low}, x);
  } else {
    return {x, V(0)};
  }
}

/// The low word of v added.
template <class Argument, simd::vector V>
ACT_INLINE V with_low_word(V x, const simd::two_words<V>& v) {
  return std::is_same_v<Argument, tanh_argument> ? simd::opaque(x + v.low) : x;
}

/// x w'(x).
template <class Argument, simd::vector V>
ACT_INLINE simd::two_words<V> slope_product(V x) {
  if constexpr (std::is_same_v<Argument, tanh_argument>) {
    const V square = simd::product(x, x);
    const V high = simd::opaque(simd::fma(square, V(3 * cubic_high), V(linear_high)));
    const V low = simd::fma(square, V(3 * cubic_high), simd::opaque(V(linear_high) - high));
    return simd::scaled(simd::two_words<V>{high, simd::opaque(low + V(linear_low))}, x);
  } else if constexpr (std::is_same_v<Argument, sigmoid_argument>) {
    return simd::scaled(simd::two_words<V>{V(slope_high), V(slope_low)}, x);
  } else {
    return {x, V(0)};
  }
}

/// A chain half as long as by Horner's scheme: these kernels wait for theirs.
template <simd::vector V, std::size_t Count>
ACT_INLINE V polynomial_by_parity(V x, V square, const double (&coefficients)[Count]) {
  return simd::sum_by_parity<0, Count>(x, square, [&](auto i) ACT_INLINE_LAMBDA { return V(coefficients[i]); });
}

/// 1 + e^-w in two words, and their sum rounded.
template <class V>
struct denominator_in_words {
  V high, low, sum;
};

/// For x < 0.
template <class Argument, simd::vector V>
ACT_INLINE denominator_in_words<V> denominator_in_words_of(V x) {
  using constants = quotient_constants<Argument>;
  constexpr bool has_table = simd::table_entries<V> == 16;
  const V magic(has_table ? 0x1.8p48 : 0x1.8p52);
  const auto v = quotient_variable<Argument>(x);
  const V shifted = simd::opaque(simd::fma(v.high, V(constants::steps_per_unit), magic));
  const V n = simd::opaque(shifted - magic);
  const V near = simd::fma(n, V(constants::step_high), v.high);

  V power, step, decay;
  if constexpr (has_table) {
    const V offset = simd::fma(n, V(constants::step_low), simd::lookup(constants::root_offset, shifted));
    const V r = simd::opaque(near + with_low_word<Argument>(offset, v));
    power = simd::scale(simd::lookup(short_root, shifted), n);
    step = simd::product(power, r);
    decay = polynomial_by_parity(r, simd::product(r, r), constants::decay_16);
  } else {
    const V r = simd::fma(n, V(constants::step_low), with_low_word<Argument>(near, v));
    power = step = simd::add_to_exponent(V(1), shifted);
    const V square = simd::product(r, r);
    const V bend = simd::product(square, polynomial_by_parity(r, square, constants::decay_1));
    decay = simd::fma(r, V(-constants::slope), bend);
  }
  const auto one_more = simd::exact_sum(power, V(1));
  const V low = simd::fma(step, decay, one_more.low);
  return {one_more.high, low, simd::opaque(one_more.high + low)};
}

/// NaN is not rare, and stays NaN.
template <class Argument>
struct logistic_quotient {
  template <simd::vector V>
  static ACT_INLINE auto is_rare(V x) {
    return simd::minus_magnitude(x) < V(-quotient_constants<Argument>::reach);
  }

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return value(x, denominator_in_words_of<Argument>(bounded(x)));
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    const V left = bounded(x);
    return derivative(x, left, denominator_in_words_of<Argument>(left));
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    const V left = bounded(x);
    const auto d = denominator_in_words_of<Argument>(left);
    return {value(x, d), derivative(x, left, d)};
  }

 private:
  /// -abs(x), moved between the numbers where everything here is normal.
  template <simd::vector V>
  static ACT_INLINE V bounded(V x) {
    return simd::min(V(-tiny_double), simd::max(V(-quotient_constants<Argument>::reach), simd::minus_magnitude(x)));
  }

  // A division each, no estimates with Newton steps: estimates differ between processors, and with them the last bit.
  template <simd::vector V>
  static ACT_INLINE V value(V x, const denominator_in_words<V>& d) {
    return or_half_of_tiny(x, signed_ramp(x) + simd::quotient(simd::minus_magnitude(x), d.sum));
  }

  template <simd::vector V>
  static ACT_INLINE V derivative(V x, V left, const denominator_in_words<V>& d) {
    const V s = simd::quotient(V(1), d.sum);
    const V s_low = simd::product(s, simd::fnma(s, d.low, simd::fnma(s, d.high, V(1))));
    const V density = simd::fnma(s, s, s);
    const auto slope = slope_product<Argument>(left);
    // The derivative by s, x w' (1 - 2 s) + 1.
    const V turn = simd::fma(slope.high, simd::fnma(V(2), s, V(1)), V(1));
    V low = simd::product(s_low, turn);
    if constexpr (!std::is_same_v<Argument, identity_argument>) low = simd::fma(slope.low, density, low);
    return reflect(x, simd::opaque(s + simd::fma(slope.high, density, low)));
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
