#pragma once

/// \file vector.hpp
/// What a kernel may ask of a vector V, be it an xsimd batch or a single<T>: its lanes, choices between lanes, and
/// the bits of a lane.

#include "bit_cast.hpp"
#include "instruction.hpp"
#include "single.hpp"
#include "xsimd.hpp"

#include <bit>
#include <cstdint>
#include <limits>

// For SSE2 xsimd has included what there is; the header of all intrinsics costs half of xsimd's own time to compile.
#if ACT_X86 && defined(__AVX__)
#include <immintrin.h>
#endif

ACT_NAMESPACE_BEGIN
namespace simd {

template <class V>
struct vector_traits {
  static constexpr bool is_vector = false;
};

template <class T, class A>
struct vector_traits<xsimd::batch<T, A>> {
  static constexpr bool is_vector = std::is_floating_point_v<T>;
  using lane = T;
  using arch = A;
  using mask = xsimd::batch_bool<T, A>;
  static constexpr std::size_t lanes = xsimd::batch<T, A>::size;
};

template <class T>
struct vector_traits<single<T>> {
  static constexpr bool is_vector = true;
  using lane = T;
  using arch = void;
  using mask = single_mask;
  static constexpr std::size_t lanes = 1;
};

/// A batch of float or double, or a single<T>.
template <class V>
concept vector = vector_traits<V>::is_vector;

template <class V>
using lane_of = typename vector_traits<V>::lane;
template <class V>
using arch_of = typename vector_traits<V>::arch;
template <class V>
using mask_of = typename vector_traits<V>::mask;
template <class V>
inline constexpr std::size_t lanes_of = vector_traits<V>::lanes;

template <class T, class A>
struct native_vector {
  using type = single<T>;
};
template <class T, class A>
requires(has_batch<T, A>&& has_batch<double, A>) struct native_vector<T, A> {
  using type = xsimd::batch<T, A>;
};

/// The vector that the scalar and range forms compute with.
template <class T>
using native = typename native_vector<T, native_arch>::type;

#if defined(__AVX512F__)
// g++ warns of an uninitialised variable inside many AVX-512 intrinsics, in users' builds too, but not in their
// zero-masking forms; a mask of ones costs nothing.
inline constexpr auto all_lanes = static_cast<__mmask16>(-1);
inline constexpr auto all_double_lanes = static_cast<__mmask8>(-1);
#endif

/// mask ? a : b, lane by lane.
template <class T, class A>
ACT_INLINE xsimd::batch<T, A> select(const xsimd::batch_bool<T, A>& mask, const xsimd::batch<T, A>& a,
                                     const xsimd::batch<T, A>& b) {
  return xsimd::select(mask, a, b);
}
template <class T>
ACT_INLINE single<T> select(single_mask mask, single<T> a, single<T> b) {
  return mask.lane ? a : b;
}

template <class T, class A>
ACT_INLINE bool any(const xsimd::batch_bool<T, A>& mask) {
  return xsimd::any(mask);
}
ACT_INLINE bool any(single_mask mask) { return mask.lane; }

/// Not a < b: where either is NaN too.
template <class T, class A>
ACT_INLINE xsimd::batch_bool<T, A> not_less(const xsimd::batch<T, A>& a, const xsimd::batch<T, A>& b) {
#if defined(__AVX2__)
  if constexpr (is_avx2<A> && sizeof(T) == 4) {
    return _mm256_cmp_ps(a, b, _CMP_NLT_UQ);
  } else if constexpr (is_avx2<A>) {
    return _mm256_cmp_pd(a, b, _CMP_NLT_UQ);
  } else
#endif
  {
    return !(a < b);
  }
}
template <class T>
ACT_INLINE single_mask not_less(single<T> a, single<T> b) {
  return !(a < b);
}

/// Of a mask itself; of two side by side the lanes in either.
template <class T, class A>
ACT_INLINE xsimd::batch_bool<T, A> either(const xsimd::batch_bool<T, A>& mask) {
  return mask;
}
ACT_INLINE single_mask either(single_mask mask) { return mask; }

/// The result of a comparison. clang's code for WebAssembly would make its minimum or maximum of the choice behind it,
/// which takes +0 for greater than -0.
ACT_INLINE bool decided(int comparison) {
#if defined(__wasm__)
  asm("" : "+r"(comparison));
#endif
  return comparison != 0;
}

/// a < b ? a : b, so b where either is NaN, and where both are zeros.
template <class T, class A>
ACT_INLINE xsimd::batch<T, A> min(const xsimd::batch<T, A>& a, const xsimd::batch<T, A>& b) {
#if ACT_WRITES_INSTRUCTIONS
  return min_instruction(a, b);
#else
#if defined(__AVX512F__)
  if constexpr (is_avx512<A> && sizeof(T) == 4) {
    return _mm512_maskz_min_ps(all_lanes, a, b);
  } else if constexpr (is_avx512<A>) {
    return _mm512_maskz_min_pd(all_double_lanes, a, b);
  } else
#endif
      if constexpr (ACT_X86) {
    return xsimd::min(a, b);
  } else {
    return xsimd::select(a < b, a, b);
  }
#endif
}
template <class T>
ACT_INLINE single<T> min(single<T> a, single<T> b) {
  return decided(a.lane < b.lane) ? a : b;
}

/// a > b ? a : b, so b where either is NaN, and where both are zeros.
template <class T, class A>
ACT_INLINE xsimd::batch<T, A> max(const xsimd::batch<T, A>& a, const xsimd::batch<T, A>& b) {
#if ACT_WRITES_INSTRUCTIONS
  return max_instruction(a, b);
#else
#if defined(__AVX512F__)
  if constexpr (is_avx512<A> && sizeof(T) == 4) {
    return _mm512_maskz_max_ps(all_lanes, a, b);
  } else if constexpr (is_avx512<A>) {
    return _mm512_maskz_max_pd(all_double_lanes, a, b);
  } else
#endif
      if constexpr (ACT_X86) {
    return xsimd::max(a, b);
  } else {
    return xsimd::select(a > b, a, b);
  }
#endif
}
template <class T>
ACT_INLINE single<T> max(single<T> a, single<T> b) {
  return decided(a.lane > b.lane) ? a : b;
}

/// x. The struct around a register g++ may copy through the stack in pieces of 8 and 16 bytes, for which a load of the
/// whole would wait.
template <class T, class A>
ACT_INLINE xsimd::batch<T, A> from_register(const xsimd::batch<T, A>& x) {
  return x.data;
}
template <class T>
ACT_INLINE single<T> from_register(single<T> x) {
  return x;
}

template <class T>
using bits_type = std::conditional_t<sizeof(T) == 4, std::int32_t, std::int64_t>;

/// The number of explicit mantissa bits: 23 or 52.
template <class T>
inline constexpr int mantissa_bits = std::numeric_limits<T>::digits - 1;

template <class T>
ACT_INLINE bits_type<T> bits_of(single<T> x) {
  return simd::bit_cast<bits_type<T>>(x.lane);
}

/// V with the given bits in every lane; for signs and infinities, which -ffast-math may change as numbers.
template <class V>
ACT_INLINE V from_lane_bits(bits_type<lane_of<V>> bits) {
  return V(simd::bit_cast<lane_of<V>>(bits));
}

template <class V>
ACT_INLINE V sign_bit() {
  return from_lane_bits<V>(std::numeric_limits<bits_type<lane_of<V>>>::min());
}

template <class T, class A>
ACT_INLINE xsimd::batch<T, A> abs(const xsimd::batch<T, A>& x) {
  return x & from_lane_bits<xsimd::batch<T, A>>(std::numeric_limits<bits_type<T>>::max());
}
template <class T>
ACT_INLINE single<T> abs(single<T> x) {
  return simd::bit_cast<T>(bits_of(x) & std::numeric_limits<bits_type<T>>::max());
}

/// x with the sign bit flipped.
template <class T, class A>
ACT_INLINE xsimd::batch<T, A> negate(const xsimd::batch<T, A>& x) {
  return x ^ sign_bit<xsimd::batch<T, A>>();
}
template <class T>
ACT_INLINE single<T> negate(single<T> x) {
  return simd::bit_cast<T>(bits_of(x) ^ std::numeric_limits<bits_type<T>>::min());
}

/// -abs(x).
template <class T, class A>
ACT_INLINE xsimd::batch<T, A> minus_magnitude(const xsimd::batch<T, A>& x) {
  return x | sign_bit<xsimd::batch<T, A>>();
}
template <class T>
ACT_INLINE single<T> minus_magnitude(single<T> x) {
  return negate(abs(x));
}

/// The second argument with the sign bit of the first.
template <class T, class A>
ACT_INLINE xsimd::batch<T, A> with_sign_of(const xsimd::batch<T, A>& sign, const xsimd::batch<T, A>& x) {
  using V = xsimd::batch<T, A>;
#if defined(__AVX512F__)
  constexpr int first_chooses_between_the_others = 0xca;
  if constexpr (is_avx512<A>) {
    return from_bits<T>(decltype(bits_of(x))(_mm512_maskz_ternarylogic_epi32(
        all_lanes, bits_of(sign_bit<V>()), bits_of(sign), bits_of(x), first_chooses_between_the_others)));
  } else
#endif
  {
    return (sign & sign_bit<V>()) | simd::abs(x);
  }
}
template <class T>
ACT_INLINE single<T> with_sign_of(single<T> sign, single<T> x) {
  return simd::bit_cast<T>(bits_of(simd::abs(x)) | (bits_of(sign) & std::numeric_limits<bits_type<T>>::min()));
}

#if defined(__AVX512DQ__) && (!defined(_MSC_VER) || defined(__clang__))
template <class V>
inline constexpr bool has_range_instruction = is_avx512<arch_of<V>>;

/// vrangeps, whose immediate is Operation. On Sapphire Rapids it waits for the former content of its destination, with
/// an unlucky register for the iteration before: kernels took twice the time. Hence the destination is tied to an
/// operand.
template <int Operation, vector V>
ACT_INLINE V range_instruction(V first, V second) {
  if constexpr (sizeof(lane_of<V>) == 4) {
    asm("vrangeps %2, %0, %1, %0" : "+v"(second.data) : "v"(first.data), "i"(Operation));
  } else {
    asm("vrangepd %2, %0, %1, %0" : "+v"(second.data) : "v"(first.data), "i"(Operation));
  }
  return second;
}
#else
template <class V>
inline constexpr bool has_range_instruction = false;

template <int Operation, vector V>
V range_instruction(V first, V second);
#endif

/// min(abs(x), limit); limit where x is NaN.
template <vector V>
ACT_INLINE V min_magnitude(V x, V limit) {
  if constexpr (has_range_instruction<V>) {
    return range_instruction<10>(limit, x);
  } else {
    return simd::min(simd::abs(x), limit);
  }
}

/// max(abs(a), abs(b)); the other one's where one is NaN, or NaN.
template <vector V>
ACT_INLINE V greater_magnitude(V a, V b) {
  if constexpr (has_range_instruction<V>) {
    return range_instruction<11>(a, b);
  } else {
    return simd::max(simd::abs(a), simd::abs(b));
  }
}

/// x with the sign bit of `greater`; abs(x) <= abs(greater), or both are NaN.
template <vector V>
ACT_INLINE V with_sign_of_greater(V greater, V x) {
  if constexpr (has_range_instruction<V>) {
    return range_instruction<2>(greater, x);  // the bit mask that with_sign_of() needs costs a move for each vector
  } else {
    return with_sign_of(greater, x);
  }
}

/// Whether a lane is NaN.
template <class T, class A>
ACT_INLINE xsimd::batch_bool<T, A> is_nan(const xsimd::batch<T, A>& x) {
  return xsimd::isnan(x);
}
/// From its bits: under -ffast-math a comparison with itself is folded away, and an infinity is undefined.
template <class T>
ACT_INLINE single_mask is_nan(single<T> x) {
  using limits = std::numeric_limits<T>;
  constexpr auto bits_of_infinity = bits_type<T>{2 * limits::max_exponent - 1} << (limits::digits - 1);
  return {bits_of(abs(x)) > bits_of_infinity};
}

/// 1 for x > 0, 0 for x <= 0, NaN for NaN.
template <class T, class A>
ACT_INLINE xsimd::batch<T, A> step(const xsimd::batch<T, A>& x) {
  using V = xsimd::batch<T, A>;
#if defined(__AVX512F__)
  // What each class of x becomes, from the lowest nibble: quiet NaN itself, signalling NaN quiet, 0 +0, 1 1, -inf +0,
  // inf 1, negative +0, positive 1.
  constexpr int by_class = static_cast<int>(0xa8a8a821);
  if constexpr (is_avx512<A> && sizeof(T) == 4) {
    return _mm512_maskz_fixupimm_ps(all_lanes, x, x, _mm512_set1_epi32(by_class), 0);
  } else if constexpr (is_avx512<A>) {
    return _mm512_maskz_fixupimm_pd(all_double_lanes, x, x, _mm512_set1_epi64(by_class), 0);
  } else
#endif
  {
    return simd::select(simd::is_nan(x), x, simd::select(x > V(0), V(1), V(0)));
  }
}
template <class T>
ACT_INLINE single<T> step(single<T> x) {
  return select(is_nan(x), x, single<T>(x.lane > 0 ? T(1) : T(0)));
}

/// The signed integers of 32 bits that x has the bits of, rounded to float.
ACT_INLINE single<float> from_integers(single<float> x) { return static_cast<float>(bits_of(x)); }
template <class A>
ACT_INLINE xsimd::batch<float, A> from_integers(const xsimd::batch<float, A>& x) {
#if defined(__AVX512F__)
  if constexpr (is_avx512<A>) {
    return _mm512_maskz_cvtepi32_ps(all_lanes, bits_of(x));
  } else
#endif
  {
    return xsimd::to_float(bits_of(x));
  }
}

/// The sum of x's bits and those of `addend` moved up by Places, as integers.
template <int Places, class T, class A>
ACT_INLINE xsimd::batch<T, A> add_bits_moved_up(const xsimd::batch<T, A>& x, const xsimd::batch<T, A>& addend) {
  using bits [[maybe_unused]] = decltype(bits_of(x));
#if defined(__AVX512F__)
  if constexpr (is_avx512<A> && sizeof(T) == 4) {
    return from_bits<T>(bits_of(x) + bits(_mm512_maskz_slli_epi32(all_lanes, bits_of(addend), Places)));
  } else if constexpr (is_avx512<A>) {
    return from_bits<T>(bits_of(x) + bits(_mm512_maskz_slli_epi64(all_double_lanes, bits_of(addend), Places)));
  } else
#endif
  {
    return from_bits<T>(bits_of(x) + moved_up<Places>(bits_of(addend)));
  }
}
template <int Places, class T>
ACT_INLINE single<T> add_bits_moved_up(single<T> x, single<T> addend) {
  using unsigned_bits = std::make_unsigned_t<bits_type<T>>;
  const auto moved = static_cast<unsigned_bits>(bits_of(addend)) << Places;
  return simd::bit_cast<T>(static_cast<unsigned_bits>(bits_of(x)) + moved);
}

/// x's bits moved down by Places; x >= 0.
template <int Places, class A>
ACT_INLINE xsimd::batch<float, A> bits_moved_down(const xsimd::batch<float, A>& x) {
#if defined(__AVX512F__)
  if constexpr (is_avx512<A>) {
    return _mm512_castsi512_ps(_mm512_maskz_srli_epi32(all_lanes, bits_of(x), Places));
  } else
#endif
  {
    return from_bits<float>(moved_down<Places>(bits_of(x)));
  }
}

/// x * 2^n, exact, by adding to the exponent: x and the result must be normal. `shifted` holds n in its low mantissa
/// bits, as adding 1.5 * 2^mantissa_bits to n leaves it.
template <vector V>
ACT_INLINE V add_to_exponent(V x, V shifted) {
  return add_bits_moved_up<mantissa_bits<lane_of<V>>>(x, shifted);
}

}  // namespace simd
ACT_NAMESPACE_END
