#pragma once

/// \file arithmetic.hpp
/// Arithmetic whose every rounding is written down. Compilers contract a product and a sum into one operation in one
/// place and not in another, and -ffast-math deletes the steps of an error-free transformation; so kernels use
/// product() and fma(), never `a * b + c`, and the transformations below.

#include "side_by_side.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

ACT_NAMESPACE_BEGIN
namespace simd {

#if ACT_X86 && defined(__AVX512F__)
#define ACT_IN_REGISTER "+v"
#elif ACT_X86
#define ACT_IN_REGISTER "+x"
#elif ACT_ARM64
#define ACT_IN_REGISTER "+w"
#elif (defined(__riscv_flen) && __riscv_flen >= 64) || defined(__s390x__)
#define ACT_IN_REGISTER "+f"
#else
#define ACT_IN_REGISTER "+m"
#endif

#if defined(_MSC_VER) && !defined(__clang__)  // does not contract under /fp:precise
#define ACT_BARRIER(x)
#define ACT_BARRIER_OF_TWO(x, y)
#else
#define ACT_BARRIER(x) asm("" : ACT_IN_REGISTER(x))
#define ACT_BARRIER_OF_TWO(x, y) asm("" : ACT_IN_REGISTER(x), ACT_IN_REGISTER(y))
#endif

template <class T, class A>
ACT_INLINE auto& register_of(xsimd::batch<T, A>& x) {
  return x.data;
}
template <class T>
ACT_INLINE T& register_of(single<T>& x) {
  return x.lane;
}

/// x, hidden from the optimiser without costing an instruction.
template <vector V>
ACT_INLINE V opaque(V x) {
  ACT_BARRIER(register_of(x));
  return x;
}
/// Both at once, or clang would compute one vector as far as it can, and then the other.
template <class V>
ACT_INLINE side_by_side<V> opaque(side_by_side<V> x) {
  ACT_BARRIER_OF_TWO(register_of(x.first), register_of(x.second));
  return x;
}

// clang does not define the last two for every instruction set that has the instruction.
#if ACT_HAS_FMA || ACT_ARM64 || (defined(__riscv_flen) && __riscv_flen >= 64) || defined(__s390x__) || \
    (defined(__FP_FAST_FMA) && defined(__FP_FAST_FMAF))
inline constexpr bool single_is_fused = true;
#else
inline constexpr bool single_is_fused = false;
#endif

/// Whether fma() rounds once: the accuracy of some kernels rests on it, of none their meaning.
template <class V>
inline constexpr bool is_fused = is_avx512<arch_of<V>> || is_fma_avx<arch_of<V>> || is_fma_sse<arch_of<V>> ||
                                 is_neon64<arch_of<V>> || xsimd_fma_is_fused;
template <class T>
inline constexpr bool is_fused<single<T>> = single_is_fused;
template <class V>
inline constexpr bool is_fused<side_by_side<V>> = is_fused<V>;

/// a * b rounded, and never fused with what follows.
template <vector V>
ACT_INLINE V product(V a, V b) {
  return opaque(a * b);
}

/// The three signs of a fused multiplication and addition.
enum class fused_form { product_plus, product_minus, minus_product };

template <fused_form Form, class T, class A>
ACT_INLINE xsimd::batch<T, A> multiply_add(const xsimd::batch<T, A>& a, const xsimd::batch<T, A>& b,
                                           const xsimd::batch<T, A>& c) {
  [[maybe_unused]] constexpr bool is_float = std::is_same_v<T, float>;
  constexpr bool plus = Form == fused_form::product_plus, minus = Form == fused_form::product_minus;
#if defined(__AVX512F__)
  if constexpr (is_avx512<A> && is_float) {
    return plus ? _mm512_fmadd_ps(a, b, c) : minus ? _mm512_fmsub_ps(a, b, c) : _mm512_fnmadd_ps(a, b, c);
  } else if constexpr (is_avx512<A>) {
    return plus ? _mm512_fmadd_pd(a, b, c) : minus ? _mm512_fmsub_pd(a, b, c) : _mm512_fnmadd_pd(a, b, c);
  } else
#endif
#if ACT_HAS_FMA
      if constexpr (is_fma_avx<A> && is_float) {
    return plus ? _mm256_fmadd_ps(a, b, c) : minus ? _mm256_fmsub_ps(a, b, c) : _mm256_fnmadd_ps(a, b, c);
  } else if constexpr (is_fma_avx<A>) {
    return plus ? _mm256_fmadd_pd(a, b, c) : minus ? _mm256_fmsub_pd(a, b, c) : _mm256_fnmadd_pd(a, b, c);
  } else if constexpr (is_fma_sse<A> && is_float) {
    return plus ? _mm_fmadd_ps(a, b, c) : minus ? _mm_fmsub_ps(a, b, c) : _mm_fnmadd_ps(a, b, c);
  } else if constexpr (is_fma_sse<A>) {
    return plus ? _mm_fmadd_pd(a, b, c) : minus ? _mm_fmsub_pd(a, b, c) : _mm_fnmadd_pd(a, b, c);
  } else
#endif
#if ACT_ARM64
      if constexpr (is_neon64<A> && is_float) {
    return plus ? vfmaq_f32(c, a, b) : minus ? vfmaq_f32(vnegq_f32(c), a, b) : vfmsq_f32(c, a, b);
  } else if constexpr (is_neon64<A>) {
    return plus ? vfmaq_f64(c, a, b) : minus ? vfmaq_f64(vnegq_f64(c), a, b) : vfmsq_f64(c, a, b);
  } else
#endif
      if constexpr (xsimd_fma_is_fused) {
    return plus ? xsimd::fma(a, b, c) : minus ? xsimd::fms(a, b, c) : xsimd::fnma(a, b, c);
  } else {
    return plus ? product(a, b) + c : minus ? product(a, b) - c : c - product(a, b);
  }
}
template <fused_form Form, class T>
ACT_INLINE single<T> multiply_add(single<T> a, single<T> b, single<T> c) {
  constexpr bool plus = Form == fused_form::product_plus, minus = Form == fused_form::product_minus;
  if constexpr (single_is_fused) {
    return std::fma(Form == fused_form::minus_product ? -a.lane : a.lane, b.lane, minus ? -c.lane : c.lane);
  } else {
    return plus ? product(a, b) + c : minus ? product(a, b) - c : c - product(a, b);
  }
}

template <fused_form Form, class V>
ACT_INLINE side_by_side<V> multiply_add(const side_by_side<V>& a, const side_by_side<V>& b, const side_by_side<V>& c) {
  return {multiply_add<Form>(a.first, b.first, c.first), multiply_add<Form>(a.second, b.second, c.second)};
}

/// a * b + c: rounded once where is_fused<V>, else twice; and so the two below.
template <vector V>
ACT_INLINE V fma(V a, V b, V c) {
  return multiply_add<fused_form::product_plus>(a, b, c);
}

/// a * b - c.
template <vector V>
ACT_INLINE V fms(V a, V b, V c) {
  return multiply_add<fused_form::product_minus>(a, b, c);
}

/// c - a * b.
template <vector V>
ACT_INLINE V fnma(V a, V b, V c) {
  return multiply_add<fused_form::minus_product>(a, b, c);
}

/// c - a * b, rounded up; with AVX-512 alone, where one instruction does that.
template <class A>
ACT_INLINE xsimd::batch<float, A> fnma_upward([[maybe_unused]] const xsimd::batch<float, A>& a,
                                              [[maybe_unused]] const xsimd::batch<float, A>& b,
                                              [[maybe_unused]] const xsimd::batch<float, A>& c) {
  static_assert(is_avx512<A>);
#if defined(__AVX512F__)
  return _mm512_fnmadd_round_ps(a, b, c, _MM_FROUND_TO_POS_INF | _MM_FROUND_NO_EXC);
#endif
}
template <class V>
ACT_INLINE side_by_side<V> fnma_upward(const side_by_side<V>& a, const side_by_side<V>& b, const side_by_side<V>& c) {
  return {simd::fnma_upward(a.first, b.first, c.first), simd::fnma_upward(a.second, b.second, c.second)};
}

/// The lanes with x >= limit, for x that is not below 0. Of two vectors side by side, for one comparison to serve both:
/// the lanes with that in either, and maybe some where one is NaN.
template <vector V>
ACT_INLINE auto far_lanes_of_magnitude(V x, lane_of<V> limit) {
  return x >= V(limit);
}
template <class V>
ACT_INLINE auto far_lanes_of_magnitude(const side_by_side<V>& x, lane_of<V> limit) {
  return simd::not_less(simd::max(x.first, x.second), V(limit));
}

/// The lanes with abs(x) >= limit. Of two vectors also, maybe, some where both come near to it: without an instruction
/// for the greater magnitude squares take one less than that. Their sum begins with 1 lest it underflow.
template <vector V>
ACT_INLINE auto far_lanes(V x, lane_of<V> limit) {
  return far_lanes_of_magnitude(simd::abs(x), limit);
}
template <class V>
ACT_INLINE auto far_lanes(const side_by_side<V>& x, lane_of<V> limit) {
  if constexpr (is_avx512<arch_of<V>>) {
    return simd::not_less(simd::greater_magnitude(x.first, x.second), V(limit));
  } else {
    const V squares = simd::fma(x.first, x.first, simd::fma(x.second, x.second, V(1)));
    return simd::not_less(squares, V(limit * limit));
  }
}

/// A division that -ffast-math may not replace by an approximate reciprocal, which xsimd itself uses for floats on Arm.
template <class T, class A>
ACT_INLINE xsimd::batch<T, A> quotient(const xsimd::batch<T, A>& a, const xsimd::batch<T, A>& b) {
#if ACT_WRITES_INSTRUCTIONS
  return divide_instruction(a, b);
#else
#if ACT_ARM64
  if constexpr (is_neon64<A> && sizeof(T) == 4) {
    return vdivq_f32(a, b);
  } else if constexpr (is_neon64<A>) {
    return vdivq_f64(a, b);
  } else
#endif
  {
    return a / b;
  }
#endif
}
template <class T>
ACT_INLINE single<T> quotient(single<T> a, single<T> b) {
  return a / b;
}

template <class V>
ACT_INLINE side_by_side<V> quotient(const side_by_side<V>& a, const side_by_side<V>& b) {
  return {simd::quotient(a.first, b.first), simd::quotient(a.second, b.second)};
}

/// The unevaluated sum of two lanes, the second small beside the first: nearly twice the precision.
template <class V>
struct two_words {
  V high, low;
};

/// a + b exactly, where abs(a) >= abs(b) or a = 0.
template <vector V>
ACT_INLINE two_words<V> exact_sum(V a, V b) {
  const V sum = opaque(a + b);
  return {sum, b - opaque(sum - a)};
}

/// a + b exactly, whichever is larger.
template <vector V>
ACT_INLINE two_words<V> exact_sum_unordered(V a, V b) {
  const V sum = opaque(a + b);
  const V b_part = opaque(sum - a);
  const V a_part = opaque(sum - b_part);
  return {sum, opaque(a - a_part) + opaque(b - b_part)};
}

/// The upper half of x's significant bits.
template <vector V>
ACT_INLINE V upper_half(V x) {
  using T = lane_of<V>;
  constexpr T splitter = static_cast<T>((1 << (sizeof(T) == 4 ? 12 : 27)) + 1);
  const V scaled = product(x, V(splitter));
  return opaque(scaled - opaque(scaled - x));
}

/// a * b exactly, short of underflow: by a fused multiplication, or where there is none from the halves of the factors.
template <vector V>
ACT_INLINE two_words<V> exact_product(V a, V b) {
  const V high = product(a, b);
  if constexpr (is_fused<V>) {
    return {high, simd::fms(a, b, high)};
  } else {
    const V a_high = upper_half(a), b_high = upper_half(b);
    const V a_low = opaque(a - a_high), b_low = opaque(b - b_high);
    V low = opaque(product(a_high, b_high) - high);
    low = opaque(low + product(a_high, b_low));
    low = opaque(low + product(a_low, b_high));
    return {high, low + product(a_low, b_low)};
  }
}

/// (a.high + a.low) * b, to about twice the precision.
template <vector V>
ACT_INLINE two_words<V> scaled(two_words<V> a, V b) {
  const two_words<V> high = exact_product(a.high, b);
  return {high.high, simd::fma(a.low, b, high.low)};
}

/// a * b, to about twice the precision.
template <vector V>
ACT_INLINE two_words<V> multiplied(two_words<V> a, two_words<V> b) {
  const two_words<V> high = exact_product(a.high, b.high);
  return {high.high, simd::fma(a.high, b.low, simd::fma(a.low, b.high, high.low))};
}

/// a + b, to about twice the precision where they have the same sign.
template <vector V>
ACT_INLINE two_words<V> sum(two_words<V> a, two_words<V> b) {
  const two_words<V> high = exact_sum_unordered(a.high, b.high);
  return exact_sum(high.high, opaque(high.low + opaque(a.low + b.low)));
}

/// numerator / denominator in two words, given the rounded reciprocal of denominator.high. The remainder of the
/// rounded quotient is computed exactly, so its correction does not cancel.
template <vector V>
ACT_INLINE two_words<V> divided(two_words<V> numerator, two_words<V> denominator, V reciprocal) {
  const V q = product(numerator.high, reciprocal);
  const two_words<V> back = exact_product(q, denominator.high);
  const V remainder = opaque(numerator.high - back.high) - back.low;
  return {q, product(simd::fnma(q, denominator.low, opaque(opaque(remainder) + numerator.low)), reciprocal)};
}

/// coefficients[0] + coefficients[1] x + ..., by Horner's scheme.
template <std::size_t From = 0, vector V, std::size_t Count>
ACT_INLINE V polynomial(V x, const lane_of<V> (&coefficients)[Count]) {
  if constexpr (From + 1 == Count) {
    return V(coefficients[From]);
  } else {
    return simd::fma(polynomial<From + 1>(x, coefficients), x, V(coefficients[From]));
  }
}

/// x, x^2, x^4, ...
template <vector V, std::size_t Count>
struct squarings {
  V power[Count];

  explicit ACT_INLINE squarings(V x) : power{} {
    power[0] = x;
    for (std::size_t i = 1; i < Count; ++i) power[i] = product(power[i - 1], power[i - 1]);
  }
};

/// coefficient(From) + coefficient(From + 1) x + ..., of `Count` terms, by halves: a few products more than Horner's
/// scheme, and a chain of operations as long as the logarithm of their number. Where the chain is what a kernel waits
/// for, that is twice as fast.
template <std::size_t From, std::size_t Count, vector V, std::size_t Powers, class Coefficient>
ACT_INLINE V sum_by_halves(const squarings<V, Powers>& x, const Coefficient& coefficient) {
  if constexpr (Count == 1) {
    return coefficient(std::integral_constant<std::size_t, From>{});
  } else {
    constexpr std::size_t lower = std::bit_ceil(Count) / 2;
    return simd::fma(sum_by_halves<From + lower, Count - lower>(x, coefficient), x.power[std::bit_width(lower) - 1],
                     sum_by_halves<From, lower>(x, coefficient));
  }
}

/// polynomial(), by halves.
template <vector V, std::size_t Count>
ACT_INLINE V polynomial_by_halves(V x, const lane_of<V> (&coefficients)[Count]) {
  const squarings<V, std::max(1, static_cast<int>(std::bit_width(Count - 1)))> powers(x);
  return sum_by_halves<0, Count>(powers, [&](auto i) ACT_INLINE_LAMBDA { return V(coefficients[i]); });
}

/// coefficient(From) + coefficient(From + Step) x + ..., up to coefficient(Count - 1), by Horner's scheme.
template <std::size_t From, std::size_t Step, std::size_t Count, vector V, class Coefficient>
ACT_INLINE V sum_of_every(V x, const Coefficient& coefficient) {
  const std::integral_constant<std::size_t, From> first{};
  if constexpr (From + Step >= Count) {
    return coefficient(first);
  } else {
    const V rest = sum_of_every<From + Step, Step, Count>(x, coefficient);
    return simd::fma(rest, x, coefficient(first));
  }
}

/// coefficient(From) + coefficient(From + 1) x + ..., up to coefficient(Count - 1), even and odd powers apart: a chain
/// half as long.
template <std::size_t From, std::size_t Count, vector V, class Coefficient>
ACT_INLINE V sum_by_parity(V x, V square, const Coefficient& coefficient) {
  const V odd = sum_of_every<From + 1, 2, Count>(square, coefficient);
  return simd::fma(odd, x, sum_of_every<From, 2, Count>(square, coefficient));
}

/// coefficients[0] + coefficients[1] x + ..., even and odd powers apart.
template <vector V, std::size_t Count>
ACT_INLINE V polynomial_by_parity(V x, V square, const lane_of<V> (&coefficients)[Count]) {
  return simd::sum_by_parity<0, Count>(x, square, [&](auto i) ACT_INLINE_LAMBDA { return V(coefficients[i]); });
}

/// A lane rounded to an integer, as a number and as the low bits of `shifted`.
template <class V>
struct rounded_lane {
  V integer, shifted;
};

/// x * factor rounded to an integer n, ties and near-ties either way; abs(n) < 2^21.
template <vector V>
ACT_INLINE rounded_lane<V> round_product(V x, V factor) {
  using T = lane_of<V>;
  const V magic(static_cast<T>(sizeof(T) == 4 ? 0x1.8p23 : 0x1.8p52));
  const V shifted = opaque(simd::fma(x, factor, magic));
  return {opaque(shifted - magic), shifted};
}

/// 2^n; -1022 <= n <= 1023 in double, -126 <= n <= 127 in float.
template <vector V>
ACT_INLINE V power_of_two(V n) {
  const V magic(static_cast<lane_of<V>>(sizeof(lane_of<V>) == 4 ? 0x1.8p23 : 0x1.8p52));
  return add_to_exponent(V(1), opaque(n + magic));
}

/// x * 2^n rounded once, also where the result is subnormal; -2000 < n <= 0, in double.
template <vector V>
ACT_INLINE V scale_down(V x, V n) {
  const V first = simd::max(n, V(-1000));
  return product(product(x, power_of_two(first)), power_of_two(opaque(n - first)));
}

/// x 2^floor(n), rounded once; without an instruction for it n must be an integer, and x and the result normal.
template <class T, class A>
ACT_INLINE xsimd::batch<T, A> scale(const xsimd::batch<T, A>& x, const xsimd::batch<T, A>& n) {
#if defined(__AVX512F__)
  if constexpr (is_avx512<A> && sizeof(T) == 4) {
    return _mm512_maskz_scalef_ps(all_lanes, x, n);
  } else if constexpr (is_avx512<A>) {
    return _mm512_maskz_scalef_pd(all_double_lanes, x, n);
  } else
#endif
  {
    return product(x, power_of_two(n));
  }
}
template <class T>
ACT_INLINE single<T> scale(single<T> x, single<T> n) {
  return product(x, power_of_two(n));
}

template <class V>
ACT_INLINE side_by_side<V> scale(const side_by_side<V>& x, const side_by_side<V>& n) {
  return {simd::scale(x.first, n.first), simd::scale(x.second, n.second)};
}

/// x * 2^-64 rounded once, also where the result is subnormal; x is 0 or at least 2^-126. By integers, for an
/// instruction with a subnormal result takes a hundred cycles.
template <class A>
ACT_INLINE xsimd::batch<float, A> scale_down_by_64_binades(const xsimd::batch<float, A>& x) {
  using V = xsimd::batch<float, A>;
  using bits = decltype(bits_of(x));
  constexpr std::int32_t binade = std::int32_t{1} << mantissa_bits<float>;
  const V magnitude = simd::abs(x), smallest(0x1p-62f);
  // From 2^-62 on floats have steps of 2^64 times the smallest subnormal.
  const V rounded = from_bits<float>(bits_of(opaque(magnitude + smallest)) - bits(binade));
  const V normal_or_rounded = simd::select(magnitude < smallest, rounded, magnitude);
  return with_sign_of(x, from_bits<float>(bits_of(normal_or_rounded) - bits(64 * binade)));
}

#if ACT_X86
/// Whether the processor was told to take subnormal numbers for zeros.
ACT_INLINE bool flushes_subnormals() {
  constexpr unsigned flush_to_zero = 0x8000, denormals_are_zeros = 0x0040;
  return (_mm_getcsr() & (flush_to_zero | denormals_are_zeros)) != 0;
}
#endif

/// a * b. A subnormal b, with which an instruction takes x86 processors a hundred cycles, is multiplied as the integer
/// b 2^149: a product below 2^23 is rounded to an integer by the sum with 2^23, and is the bits of the result.
template <vector V>
ACT_INLINE V product_with_subnormal(V a, V b) {
#if ACT_X86
  if constexpr (std::is_same_v<lane_of<V>, float> && is_fused<V> && lanes_of<V> != 1) {
    using bits = decltype(bits_of(b));
    constexpr float smallest_normal = 0x1p-126f, units = 0x1p23f;
    const V magnitude = simd::abs(b), factor = simd::abs(a);
    const auto is_subnormal = simd::max(magnitude, V(smallest_normal)) > magnitude;  // not where it is NaN
    if (simd::any(is_subnormal) && !simd::any(!(factor < V(0x1p100f))) && !flushes_subnormals()) {
      const V integer = from_integers(simd::select(is_subnormal, magnitude, V(0)));
      const V high = product(factor, integer), low = simd::fma(factor, integer, V(units));
      const V normal = from_bits<float>(bits_of(high) - bits(149 << mantissa_bits<float>));
      const V subnormal = from_bits<float>(bits_of(low) - bits_of(V(units)));
      const V result = simd::with_sign_of(a ^ b, simd::select(high < V(units), subnormal, normal));
      return simd::select(is_subnormal, result, product(a, simd::select(is_subnormal, V(1), b)));
    }
  }
#endif
  return product(a, b);
}

}  // namespace simd
ACT_NAMESPACE_END
