#pragma once

/// \file logistic_quotient.hpp
/// x sigma(w(x)) and its derivative in double, where a multiplication and an addition fuse.
///
/// Everything is computed at left = -|x|: x sigma(w) = max(x, 0) + left sigma(w(left)), and the derivative is that at
/// left, or 1 minus it on the right. With n the multiple of 1/16 or, without a table of 16 entries, of 1 nearest to
/// -w log2(e), and a = 2^n or the double of 52 bits a little above it that the table has: z = e^-w = a + a m >= 1.
///
/// Value: left / D, D = 1 + z = (a + 1) + (d + a m), d the exact error of a + 1. So D is rounded once. All of it is
/// halved, for left / D itself would be subnormal at the smallest normal x.
/// Derivative: s + left w'(left) (s - s^2), s = 1/D. Below 2^53 a + 1 is exact, and above it d is left out, for there
/// the bound is wide. What s lacks is known from 1 - s D, and made up for where the bound is an absolute one, next to
/// the sign change, in the product that is added to s.
///
/// Error budget in ULP: value 0.5 final rounding, up to 1 for D, 0.2 for z, 0.5 more for x > 0. Derivative, next to the
/// sign change in units of 2^-54: up to 0.5 for the final rounding, 0.5 for s - s^2 and 0.3 for its factor, which do
/// not peak together, 0.2 for z; elsewhere up to 1 each for D, s - s^2, its factor and the end, half of that for s.
/// Instructions a vector with AVX-512, a division among them: 25 for the value, 29 for the derivative; for 1.702 x one
/// more for the derivative, for the cubic 7 more for the value and 17 for the derivative. With AVX2 5 to 10 more.

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
// (e^(-tanh_slope r) - 1 + tanh_slope r) / r^2 for n in steps of 1/1; error 2^-58.2
inline constexpr double tanh_decay_1[] = {0x1.4dad5c19dbeb6p-9,   -0x1.fbef79d39b105p-15, 0x1.21f2fa0096d03p-20,
                                          -0x1.08d296d12d190p-26, 0x1.931f5ea05710fp-33,  -0x1.06fdea84cb2f0p-39,
                                          0x1.2c407433784e2p-46,  -0x1.30b3b71fcc797p-53, 0x1.164c16d9c6df6p-60,
                                          -0x1.cf20e349c6cd9p-68, 0x1.60637dd7b5e8ap-75};
// (e^(-identity_slope r) - 1) / r times a root's part for n in steps of 1/16; error 2^-55.9
inline constexpr double identity_decay_16[] = {-0x1.f4fc8b89aef27p-1, 0x1.f4fc8b89aef23p-2,  -0x1.4dfdb25af5ab4p-3,
                                               0x1.4dfdb25b5fd11p-5,  -0x1.0b32817cdb18dp-7, 0x1.6442f550f4a5ep-10};
// (e^(-sigmoid_slope r) - 1) / r times a root's part for n in steps of 1/16; error 2^-55.9
inline constexpr double sigmoid_decay_16[] = {-0x1.aa56ea756cb02p+0, 0x1.6ad09f138b574p+0,  -0x1.9bac8b88ddb92p-1,
                                              0x1.5e55a6dfa8f4dp-2,  -0x1.dd0608ab4d33bp-4, 0x1.0ea1572525a9dp-5};
// (e^(-tanh_slope r) - 1) / r times a root's part for n in steps of 1/16; error 2^-55.9
inline constexpr double tanh_decay_16[] = {-0x1.1dfb7e8bb8f3ap-4, 0x1.467fe234e0e61p-9,   -0x1.f10267437a5fbp-15,
                                           0x1.1bb64cc0b4dc4p-20, -0x1.0321643ad8295p-26, 0x1.8a74bf3bb171fp-33};
inline constexpr double identity_step_high = 0x1.62e42fefa39efp-1;  // ln 2 / slope
inline constexpr double identity_step_low = 0x1.abc9e3b39803fp-56;
inline constexpr double identity_slope = 0x1.0000000000000p+0;
inline constexpr double identity_steps_per_unit = -0x1.71547652b82fep+0;  // -slope log2(e)
inline constexpr double sigmoid_step_high = 0x1.a10753b4384c1p-2;         // ln 2 / slope
inline constexpr double sigmoid_step_low = 0x1.015c728834038p-56;
inline constexpr double sigmoid_slope = 0x1.b3b645a1cac08p+0;
inline constexpr double sigmoid_steps_per_unit = -0x1.3a4cbdc7ee26bp+1;  // -slope log2(e)
inline constexpr double tanh_step_high = 0x1.36d9d56d78000p+3;           // ln 2 / slope
inline constexpr double tanh_step_low = -0x1.5b6f6379857f9p-38;
inline constexpr double tanh_slope = 0x1.2444f2a4d8b4bp-4;
inline constexpr double tanh_steps_per_unit = -0x1.a5a7cf7572a98p-4;  // -slope log2(e)
inline constexpr double tanh_gamma_high = 0x1.65d25edd9ed80p+4;       // 1/0.044715
inline constexpr double tanh_gamma_low = 0x1.fd4f2671c239cp-48;
// half of a number a little above 2^(i/16)
alignas(64) inline constexpr double half_decay_root[] = {
    0x1.05a0b7e76bcbep-1, 0x1.113607f1b667ep-1, 0x1.1d4ea119922bap-1, 0x1.29f0535fade0ep-1,
    0x1.372130a5dfa52p-1, 0x1.44e78f99d40dap-1, 0x1.534a0ec0cc46ap-1, 0x1.624f97a5e1e08p-1,
    0x1.71ff622c578d8p-1, 0x1.8260f8078f6e6p-1, 0x1.937c385a519bap-1, 0x1.a5595b7f20816p-1,
    0x1.b800f6fb6c5e0p-1, 0x1.cb7c019f8bca0p-1, 0x1.dfd3d7d574b9cp-1, 0x1.f512402047d84p-1};
// 2^(i/16) / that number - 1
alignas(64) inline constexpr double decay_root_rest[] = {
    -0x1.606e8eca21be0p-6, -0x1.606e8eca21c01p-6, -0x1.606e8eca21bf7p-6, -0x1.606e8eca21bccp-6,
    -0x1.606e8eca21ba5p-6, -0x1.606e8eca21bf5p-6, -0x1.606e8eca21bacp-6, -0x1.606e8eca21be0p-6,
    -0x1.606e8eca21bebp-6, -0x1.606e8eca21be1p-6, -0x1.606e8eca21be5p-6, -0x1.606e8eca21ba3p-6,
    -0x1.606e8eca21bddp-6, -0x1.606e8eca21bbbp-6, -0x1.606e8eca21bc4p-6, -0x1.606e8eca21bcfp-6};

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
};

template <>
struct quotient_constants<sigmoid_argument> {
  static constexpr double reach = 376, slope = sigmoid_slope;
  static constexpr double step_high = sigmoid_step_high, step_low = sigmoid_step_low;
  static constexpr double steps_per_unit = sigmoid_steps_per_unit;
  static constexpr const auto& decay_1 = sigmoid_decay_1;
  static constexpr const auto& decay_16 = sigmoid_decay_16;
};

template <>
struct quotient_constants<tanh_argument> {
  static constexpr double reach = 20.4, slope = tanh_slope;
  static constexpr double step_high = tanh_step_high, step_low = tanh_step_low;
  static constexpr double steps_per_unit = tanh_steps_per_unit;
  static constexpr const auto& decay_1 = tanh_decay_1;
  static constexpr const auto& decay_16 = tanh_decay_16;
};

/// v, which is x itself, or x (x^2 + 1/0.044715) = x (factor + low), rounded.
template <class Argument, class V>
struct quotient_variable {
  V rounded;
};
template <class V>
struct quotient_variable<tanh_argument, V> {
  V rounded, factor, low;
};

/// The difference of the sum and its greater term is exact.
template <class Argument, simd::vector V>
ACT_INLINE quotient_variable<Argument, V> quotient_variable_of(V x) {
  if constexpr (std::is_same_v<Argument, tanh_argument>) {
    const V sum = simd::opaque(simd::fma(x, x, V(tanh_gamma_high)));
    const V square_low = simd::fma(x, x, simd::opaque(V(tanh_gamma_high) - sum));
    return {simd::product(sum, x), sum, simd::opaque(square_low + V(tanh_gamma_low))};
  } else {
    return {x};
  }
}

/// v + n step: rounded, and where that would cost too much in two words.
template <class V>
struct residual {
  V rounded, high, low;
};

template <class Argument, simd::vector V>
ACT_INLINE residual<V> residual_of(V x, const quotient_variable<Argument, V>& v, V n) {
  using constants = quotient_constants<Argument>;
  const V step_high(constants::step_high), step_low(constants::step_low);
  if constexpr (!std::is_same_v<Argument, tanh_argument>) {
    const V r = simd::fma(n, step_low, simd::fma(n, step_high, x));
    return {r, r, V(0)};
  } else {
    const V steps = simd::product(n, step_high);  // exact
    if constexpr (simd::table_entries<V> == 16) {
      const V r = simd::fma(n, step_low, simd::fma(v.low, x, simd::fma(v.factor, x, steps)));
      return {r, r, V(0)};
    } else {
      // The sum is exact: its terms cancel by half at least, or n is 0.
      const V high = simd::opaque(v.rounded + steps);
      const V low = simd::fma(n, step_low, simd::fma(v.low, x, simd::fms(v.factor, x, v.rounded)));
      return {simd::opaque(high + low), high, low};
    }
  }
}

/// x w'(x) in two words.
template <simd::vector V>
ACT_INLINE simd::two_words<V> cubic_slope_product(V x) {
  const V square = simd::product(x, x);
  const V high = simd::opaque(simd::fma(square, V(3 * cubic_high), V(linear_high)));
  const V low = simd::fma(square, V(3 * cubic_high), simd::opaque(V(linear_high) - high));
  return simd::scaled(simd::two_words<V>{high, simd::opaque(low + V(linear_low))}, x);
}

/// s + x w'(x) (s - s^2), s (1 + lacking) for s = sigma(w(x)), x < 0. What s lacks changes it by
/// lacking (s - s^2) (1 + x w' (1 - 2 s)) / (1 - s), and the last factor is nearly linear next to the sign change,
/// which is where it counts.
template <class Argument, simd::vector V>
ACT_INLINE V derivative_of_gate(V x, V s, V half_lacking) {
  const V density = simd::fnma(s, s, s);
  if constexpr (std::is_same_v<Argument, identity_argument>) {
    return simd::fma(density, simd::fma(half_lacking, simd::fma(x, V(2 * 1.34), V(2 * 2.07)), x), s);
  } else if constexpr (std::is_same_v<Argument, sigmoid_argument>) {
    const V correction = simd::product(half_lacking, simd::fma(x, V(2 * 2.29), V(2 * 2.08)));
    return simd::fma(density, simd::fma(V(slope_high), x, correction), s);
  } else {
    const auto slope = cubic_slope_product(x);
    const V low = simd::fma(half_lacking, simd::fma(slope.high, V(2 * 1.3), V(2 * 2.06)), slope.low);
    return simd::opaque(s + simd::fma(slope.high, density, simd::product(low, density)));
  }
}

/// 2 half_power (1 + rest), the power of at most 52 bits.
template <class V>
struct decay {
  V half_power, rest;
};

/// e^-w for x < 0.
template <class Argument, simd::vector V>
ACT_INLINE decay<V> decay_of(V x) {
  using constants = quotient_constants<Argument>;
  constexpr bool has_table = simd::table_entries<V> == 16;
  const V magic(has_table ? 0x1.8p48 : 0x1.8p52);
  const auto v = quotient_variable_of<Argument>(x);
  const V shifted = simd::opaque(simd::fma(v.rounded, V(constants::steps_per_unit), magic));
  const V n = simd::opaque(shifted - magic);
  const auto [r, high, low] = residual_of<Argument>(x, v, n);
  const V square = simd::product(r, r);
  if constexpr (has_table) {
    return {simd::scale(simd::lookup(half_decay_root, shifted), n),
            simd::fma(r, simd::polynomial_by_parity(r, square, constants::decay_16),
                      simd::lookup(decay_root_rest, shifted))};
  } else {
    V rest = simd::product(square, simd::polynomial_by_parity(r, square, constants::decay_1));
    if constexpr (std::is_same_v<Argument, tanh_argument>) rest = simd::fma(low, V(-constants::slope), rest);
    return {simd::add_to_exponent(V(0.5), shifted), simd::fma(high, V(-constants::slope), rest)};
  }
}

/// (1 + e^-w) / 2, rounded once.
template <simd::vector V>
ACT_INLINE V half_denominator(const decay<V>& e) {
  const auto sum = simd::exact_sum(e.half_power, V(0.5));
  return simd::opaque(sum.high + simd::fma(e.half_power, e.rest, sum.low));
}

/// NaN is not rare, and stays NaN.
template <class Argument>
struct logistic_quotient {
  static constexpr bool goes_side_by_side = true;

  template <simd::vector V>
  static ACT_INLINE auto is_rare(V x) {
    return simd::minus_magnitude(x) < V(-quotient_constants<Argument>::reach);
  }

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return value(x, decay_of<Argument>(bounded(x)));
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    const V left = bounded(x);
    return derivative(x, left, decay_of<Argument>(left));
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    const V left = bounded(x);
    const auto e = decay_of<Argument>(left);
    return {value(x, e), derivative(x, left, e)};
  }

 private:
  /// -abs(x), moved to where the squares here are normal.
  template <simd::vector V>
  static ACT_INLINE V bounded(V x) {
    return simd::min(V(-tiny_double), simd::minus_magnitude(x));
  }

  // A division each, no estimates with Newton steps: estimates differ between processors, and with them the last bit.
  template <simd::vector V>
  static ACT_INLINE V value(V x, const decay<V>& e) {
    const V twice = simd::quotient(simd::minus_magnitude(x), half_denominator(e));  // normal for every normal x
    return simd::fma(twice, V(0.5), signed_ramp(x));
  }

  template <simd::vector V>
  static ACT_INLINE V derivative(V x, V left, const decay<V>& e) {
    const V sum = simd::opaque(e.half_power + V(0.5));
    const V s = simd::quotient(V(0.5), simd::fma(e.half_power, e.rest, sum));
    const V half_lacking = simd::fnma(simd::product(s, e.half_power), e.rest, simd::fnma(s, sum, V(0.5)));
    return reflect(x, derivative_of_gate<Argument>(left, s, half_lacking));
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
