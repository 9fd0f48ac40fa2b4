#pragma once

/// \file half_lanes.hpp
/// Float lanes from and to 16 bits each, in registers: bit for bit the scalar conversions of half.hpp.

#include "../half.hpp"
#include "arithmetic.hpp"

#include <array>

ACT_NAMESPACE_BEGIN
namespace simd {

/// A vector whose lanes may be stored in 16 bits.
template <class V>
concept float_vector = (vector<V> && std::is_same_v<lane_of<V>, float>);

template <class V>
struct register_of_halves {
  using type = std::array<std::uint16_t, lanes_of<V>>;
};
#if defined(__AVX512F__)
template <class V>
requires is_avx512<arch_of<V>>
struct register_of_halves<V> {
  using type = __m256i;
};
#endif
#if ACT_X86
template <class V>
requires(is_avx<arch_of<V>> || is_sse<arch_of<V>>) struct register_of_halves<V> {
  using type = __m128i;
};
#elif ACT_ARM64
template <class V>
requires is_neon64<arch_of<V>>
struct register_of_halves<V> {
  using type = uint16x4_t;
};
#endif

/// 16 bits for each lane of V, from the register's lower end on.
template <float_vector V>
using halves_of = typename register_of_halves<V>::type;

template <float_vector V>
using bits_of_lanes = decltype(bits_of(V()));

/// Each lane with its 16 bits in the upper half, and zeros below. With AVX-512 in two instructions, the load included.
template <float_vector V>
ACT_INLINE bits_of_lanes<V> in_upper_halves(halves_of<V> x) {
  [[maybe_unused]] constexpr int places = 16;
#if defined(__AVX512F__)
  if constexpr (is_avx512<arch_of<V>>) {
    return _mm512_maskz_slli_epi32(all_lanes, _mm512_maskz_cvtepu16_epi32(all_lanes, x), places);
  } else
#endif
#if defined(__AVX2__)
      if constexpr (is_avx2<arch_of<V>>) {
    return _mm256_slli_epi32(_mm256_cvtepu16_epi32(x), places);
  } else
#endif
#if defined(__AVX__)
      if constexpr (is_avx<arch_of<V>>) {
    const __m128i zero = _mm_setzero_si128();
    return _mm256_insertf128_si256(_mm256_castsi128_si256(_mm_unpacklo_epi16(zero, x)), _mm_unpackhi_epi16(zero, x), 1);
  } else
#endif
#if ACT_X86
      if constexpr (is_sse<arch_of<V>>) {
    return _mm_unpacklo_epi16(_mm_setzero_si128(), x);
  } else
#endif
#if ACT_ARM64
      if constexpr (is_neon64<arch_of<V>>) {
    return vreinterpretq_s32_u32(vshll_n_u16(x, places));
  } else
#endif
  {
    std::int32_t lanes[lanes_of<V>];
    for (std::size_t i = 0; i < lanes_of<V>; ++i) lanes[i] = static_cast<std::int32_t>(std::uint32_t{x[i]} << places);
    return bits_of_lanes<V>::load_unaligned(lanes);
  }
}

/// The upper half of each lane. With AVX-512 in one instruction.
template <float_vector V>
ACT_INLINE halves_of<V> upper_halves(bits_of_lanes<V> x) {
  [[maybe_unused]] constexpr int places = 16;
#if defined(__AVX512BW__) && defined(__AVX512VL__)
  if constexpr (is_avx512<arch_of<V>>) {
    const __m512i every_second = _mm512_set_epi16(31, 29, 27, 25, 23, 21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1, 31, 29, 27,
                                                  25, 23, 21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1);
    const __m512i halves = _mm512_maskz_permutexvar_epi16(static_cast<__mmask32>(-1), every_second, x);
    return __builtin_shufflevector(halves, halves, 0, 1, 2, 3);
  } else
#elif defined(__AVX512F__)
  if constexpr (is_avx512<arch_of<V>>) {
    return _mm512_maskz_cvtepi32_epi16(all_lanes, _mm512_maskz_srli_epi32(all_lanes, x, places));
  } else
#endif
#if defined(__AVX2__)
      if constexpr (is_avx2<arch_of<V>>) {
    const __m256i shifted = _mm256_srai_epi32(x, places);
    return _mm_packs_epi32(_mm256_castsi256_si128(shifted), _mm256_extracti128_si256(shifted, 1));
  } else
#endif
#if defined(__AVX__)
      if constexpr (is_avx<arch_of<V>>) {
    const __m128i lower = _mm256_castsi256_si128(x), upper = _mm256_extractf128_si256(x, 1);
    return _mm_packs_epi32(_mm_srai_epi32(lower, places), _mm_srai_epi32(upper, places));
  } else
#endif
#if ACT_X86
      if constexpr (is_sse<arch_of<V>>) {
    const __m128i shifted = _mm_srai_epi32(x, places);
    return _mm_packs_epi32(shifted, shifted);
  } else
#endif
#if ACT_ARM64
      if constexpr (is_neon64<arch_of<V>>) {
    return vshrn_n_u32(vreinterpretq_u32_s32(x), places);
  } else
#endif
  {
    std::int32_t lanes[lanes_of<V>];
    x.store_unaligned(lanes);
    halves_of<V> halves;
    for (std::size_t i = 0; i < lanes_of<V>; ++i)
      halves[i] = static_cast<std::uint16_t>(static_cast<std::uint32_t>(lanes[i]) >> places);
    return halves;
  }
}

/// Whether pairs of 16 bits can be told apart within each lane of V, and put together there.
template <class V>
inline constexpr bool has_pairs_in_lanes = false;
#if ACT_X86
template <class T, class A>
inline constexpr bool has_pairs_in_lanes<xsimd::batch<T, A>> = is_avx512<A> || is_avx2<A> || is_sse<A>;
#endif

#if ACT_X86
// By intrinsics, for g++ 12 copies a vector that comes from memcpy() by way of the stack.

template <float_vector V>
ACT_INLINE bits_of_lanes<V> load_lanes_of_pairs(const void* from) {
#if defined(__AVX512F__)
  if constexpr (is_avx512<arch_of<V>>) {
    return _mm512_loadu_si512(from);
  } else
#endif
#if defined(__AVX2__)
      if constexpr (is_avx2<arch_of<V>>) {
    return _mm256_loadu_si256(static_cast<const __m256i*>(from));
  } else
#endif
  {
    return _mm_loadu_si128(static_cast<const __m128i*>(from));
  }
}

template <class A>
ACT_INLINE void store_lanes_of_pairs(void* to, const xsimd::batch<std::int32_t, A>& x) {
#if defined(__AVX512F__)
  if constexpr (is_avx512<A>) {
    _mm512_storeu_si512(to, x);
  } else
#endif
#if defined(__AVX2__)
      if constexpr (is_avx2<A>) {
    _mm256_storeu_si256(static_cast<__m256i*>(to), x);
  } else
#endif
  {
    _mm_storeu_si128(static_cast<__m128i*>(to), x);
  }
}

template <class A>
ACT_INLINE void store_lanes_of_pairs_streaming(void* to, const xsimd::batch<std::int32_t, A>& x) {
#if defined(__AVX512F__)
  if constexpr (is_avx512<A>) {
    _mm512_stream_si512(static_cast<__m512i*>(to), x);
  } else
#endif
#if defined(__AVX2__)
      if constexpr (is_avx2<A>) {
    _mm256_stream_si256(static_cast<__m256i*>(to), x);
  } else
#endif
  {
    _mm_stream_si128(static_cast<__m128i*>(to), x);
  }
}

/// The lower 16 bits of each lane in the upper half, and zeros below.
template <class A>
ACT_INLINE xsimd::batch<std::int32_t, A> first_of_pairs(const xsimd::batch<std::int32_t, A>& x) {
#if defined(__AVX512F__)
  if constexpr (is_avx512<A>) {
    return _mm512_maskz_slli_epi32(all_lanes, x, 16);
  } else
#endif
  {
    return moved_up<16>(x);
  }
}

/// The upper 16 bits of each lane, and zeros below.
template <class A>
ACT_INLINE xsimd::batch<std::int32_t, A> second_of_pairs(const xsimd::batch<std::int32_t, A>& x) {
  return x & xsimd::batch<std::int32_t, A>(~0xffff);
}

/// Each lane's 16 bits in the upper half of `second`, and below them those of `first`.
template <class A>
ACT_INLINE xsimd::batch<std::int32_t, A> joined_pairs(const xsimd::batch<std::int32_t, A>& first,
                                                      const xsimd::batch<std::int32_t, A>& second) {
#if defined(__AVX512F__)
  if constexpr (is_avx512<A>) {
    constexpr int first_chooses_between_the_others = 0xca;
    return _mm512_maskz_ternarylogic_epi32(all_lanes, _mm512_set1_epi32(~0xffff), second,
                                           _mm512_maskz_srli_epi32(all_lanes, first, 16),
                                           first_chooses_between_the_others);
  } else
#endif
#if defined(__AVX2__)
      if constexpr (is_avx2<A>) {
    constexpr int every_second = 0xaa;
    return _mm256_blend_epi16(_mm256_srli_epi32(first, 16), second, every_second);
  } else
#endif
  {
    return _mm_or_si128(_mm_srli_epi32(first, 16), second_of_pairs(second));
  }
}
#endif

// The bits of floats by which binary16 is told apart, and what its exponents differ by.
inline constexpr std::int32_t exponent_offset = (127 - 15) << mantissa_bits<float>;
inline constexpr std::int32_t quiet_bit = 1 << (mantissa_bits<float> - 1);
inline constexpr std::int32_t magnitude_bits = std::numeric_limits<std::int32_t>::max();
inline constexpr std::int32_t infinity_bits = 0xff << mantissa_bits<float>;

/// The floats whose binary16 stands in the upper halves of x, with integers and one exact subtraction.
template <class A>
ACT_INLINE xsimd::batch<float, A> widened_binary16(const xsimd::batch<std::int32_t, A>& x) {
  using V = xsimd::batch<float, A>;
  using bits = xsimd::batch<std::int32_t, A>;
  constexpr std::int32_t normal = 1 << mantissa_bits<float>, infinite = 0x1f << mantissa_bits<float>;
  const bits magnitude = moved_down<3>(bits(x & bits(magnitude_bits)));
  // A subnormal's mantissa behind the exponent of 2^-14, from which that is taken again.
  const V with_exponent = from_bits<float>(bits(magnitude + bits(exponent_offset + normal)));
  const bits subnormal = bits_of(V(with_exponent - V(0x1p-14f)));
  const bits finite = xsimd::select(magnitude < bits(normal), subnormal, bits(magnitude + bits(exponent_offset)));
  const bits exponent = xsimd::select(magnitude < bits(infinite), bits(0), bits(infinity_bits));
  const bits quiet = xsimd::select(magnitude > bits(infinite), bits(quiet_bit), bits(0));
  return from_bits<float>(bits(finite | exponent | quiet | (x & bits(~magnitude_bits))));
}

/// Binary16 in the upper halves, whatever below, with integers and one sum that rounds as it should.
template <class A>
ACT_INLINE xsimd::batch<std::int32_t, A> narrowed_to_binary16(const xsimd::batch<float, A>& x) {
  using V = xsimd::batch<float, A>;
  using bits = xsimd::batch<std::int32_t, A>;
  constexpr std::int32_t beyond_largest = simd::bit_cast<std::int32_t>(0x1p16f);
  constexpr std::int32_t smallest_normal = simd::bit_cast<std::int32_t>(0x1p-14f);
  const bits magnitude = bits_of(simd::abs(x));
  const bits limited = xsimd::select(magnitude > bits(beyond_largest), bits(beyond_largest), magnitude);
  const bits odd = moved_down<13>(limited) & bits(1);
  const bits normal = moved_up<3>(bits(limited + odd + bits(0xfff - exponent_offset)));
  // The last place of 1/2 is that of binary16's subnormals.
  const bits count = bits_of(V(from_bits<float>(limited) + V(0.5f))) - bits_of(V(0.5f));
  const bits finite = xsimd::select(magnitude < bits(smallest_normal), moved_up<16>(count), normal);
  const bits nan = (moved_up<3>(magnitude) | bits(quiet_bit << 3)) & bits(magnitude_bits);
  return xsimd::select(magnitude > bits(infinity_bits), nan, finite) | (bits_of(x) & bits(~magnitude_bits));
}

/// bfloat16 in the upper halves, whatever below, of numbers whose NaN have zeros in their lower halves, as those have
/// that come of bfloat16. With AVX-512 in three instructions.
template <class A>
ACT_INLINE xsimd::batch<std::int32_t, A> narrowed_by_carry(const xsimd::batch<float, A>& x) {
  using bits = xsimd::batch<std::int32_t, A>;
  const bits number = bits_of(x);
  const bits rounded_if_even = number + bits(0x7fff);
#if defined(__AVX512F__)
  if constexpr (is_avx512<A>) {
    const __mmask16 odd = _mm512_test_epi32_mask(number, bits(1 << 16));
    return _mm512_mask_add_epi32(rounded_if_even, odd, rounded_if_even, bits(1));
  } else
#endif
  {
    return rounded_if_even + (moved_down<16>(number) & bits(1));
  }
}

/// bfloat16 in the upper halves, whatever below. With AVX-512 in four instructions.
template <class A>
ACT_INLINE xsimd::batch<std::int32_t, A> narrowed_to_bfloat16(const xsimd::batch<float, A>& x) {
  using bits = xsimd::batch<std::int32_t, A>;
  const bits rounded = narrowed_by_carry(x);
#if defined(__AVX512F__)
  if constexpr (is_avx512<A>) {
    constexpr int nans_become_quiet = 0x22;  // the two lowest classes; the others stay what they were rounded to
    return _mm512_castps_si512(
        _mm512_maskz_fixupimm_ps(all_lanes, _mm512_castsi512_ps(rounded), x, bits(nans_become_quiet), 0));
  } else
#endif
  {
    const bits number = bits_of(x), is_nan_if_above = number & bits(magnitude_bits);
    return xsimd::select(is_nan_if_above > bits(infinity_bits), number | bits(quiet_bit), rounded);
  }
}

/// Of numbers that are no ties of bfloat16 either. In one instruction.
template <class A>
ACT_INLINE xsimd::batch<std::int32_t, A> narrowed_off_ties(const xsimd::batch<float, A>& x) {
  using bits = xsimd::batch<std::int32_t, A>;
  constexpr std::int32_t half = 0x8000;
  return bits(bits_of(x) + bits(half));
}

// The instructions keep subnormals of 16 bits whatever FTZ and DAZ say; those of float round to zero in any case.

/// With AVX-512 in one instruction. Its result is opaque, or clang would compare the 16 bits where a kernel compares
/// the float, and without an instruction for that lane by lane.
template <float_vector V>
ACT_INLINE V from_binary16(halves_of<V> x) {
#if defined(__AVX512F__)
  if constexpr (is_avx512<arch_of<V>>) {
    return opaque(V(_mm512_maskz_cvtph_ps(all_lanes, x)));
  } else
#endif
#if defined(__F16C__)
      if constexpr (is_avx<arch_of<V>>) {
    return opaque(V(_mm256_cvtph_ps(x)));
  } else if constexpr (is_sse<arch_of<V>>) {
    return opaque(V(_mm_cvtph_ps(x)));
  } else
#endif
#if ACT_ARM64
      if constexpr (is_neon64<arch_of<V>>) {
    return opaque(V(vcvt_f32_f16(vreinterpret_f16_u16(x))));
  } else
#endif
  {
    return widened_binary16(in_upper_halves<V>(x));
  }
}

/// With AVX-512 in one instruction, the store included.
template <float_vector V>
ACT_INLINE halves_of<V> to_binary16(V x) {
  [[maybe_unused]] constexpr int to_nearest_even = 0;
#if defined(__AVX512F__)
  if constexpr (is_avx512<arch_of<V>>) {
    return _mm512_maskz_cvtps_ph(all_lanes, x, to_nearest_even);
  } else
#endif
#if defined(__F16C__)
      if constexpr (is_avx<arch_of<V>>) {
    return _mm256_cvtps_ph(x, to_nearest_even);
  } else if constexpr (is_sse<arch_of<V>>) {
    return _mm_cvtps_ph(x, to_nearest_even);
  } else
#endif
#if ACT_ARM64
      if constexpr (is_neon64<arch_of<V>>) {
    return vreinterpret_u16_f16(vcvt_f16_f32(x));
  } else
#endif
  {
    return upper_halves<V>(narrowed_to_binary16(x));
  }
}

/// The numbers of type S as floats.
template <half S, float_vector V>
ACT_INLINE V from_halves(halves_of<V> x) {
  if constexpr (lanes_of<V> == 1) {
    return to_float(simd::bit_cast<half_format_of<S>>(x));
  } else if constexpr (std::same_as<half_format_of<S>, float16>) {
    return from_binary16<V>(x);
  } else {
    return from_bits<float>(in_upper_halves<V>(x));
  }
}

/// Floats rounded to type S, once, to nearest even.
template <half S, float_vector V>
ACT_INLINE halves_of<V> to_halves(V x) {
  if constexpr (lanes_of<V> == 1) {
    return simd::bit_cast<halves_of<V>>(from_float<half_format_of<S>>(x.get(0)));
  } else if constexpr (std::same_as<half_format_of<S>, float16>) {
    return to_binary16(x);
  } else {
    return upper_halves<V>(narrowed_to_bfloat16(x));
  }
}

}  // namespace simd
ACT_NAMESPACE_END
