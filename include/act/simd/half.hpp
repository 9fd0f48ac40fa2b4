#pragma once

/// \file half.hpp
/// Vectors of float from and to memory with 16 bits for each lane: the functions of memory.hpp, with their meanings,
/// for elements of any type S that is half. Loads widen exactly, stores round once to nearest even.

#include "half_lanes.hpp"
#include "memory.hpp"

ACT_NAMESPACE_BEGIN
namespace simd {

template <float_vector V, half S>
ACT_INLINE V load(const S* from) {
  halves_of<V> x;
#if ACT_X86
  if constexpr (is_sse<arch_of<V>>) {
    x = _mm_loadu_si64(from);
  } else
#endif
  {
    static_assert(sizeof x == alignment_of<V, S>);
    std::memcpy(&x, from, sizeof x);
  }
  return from_halves<S, V>(x);
}

/// The first `count` lanes, zeros behind them; reads no memory beyond.
template <float_vector V, half S>
ACT_INLINE V load_partial(const S* from, std::size_t count) {
#if defined(__AVX512BW__) && defined(__AVX512VL__)
  if constexpr (is_avx512<arch_of<V>>) {
    return from_halves<S, V>(_mm256_maskz_loadu_epi16(static_cast<__mmask16>((1u << count) - 1u), from));
  } else
#endif
  {
    S lanes[lanes_of<V>] = {};
    std::memcpy(lanes, from, count * sizeof(S));
    return simd::load<V>(lanes);
  }
}

template <float_vector V, half S>
ACT_INLINE void store(S* to, V x) {
  const halves_of<V> halves = to_halves<S>(x);
#if ACT_X86
  if constexpr (is_sse<arch_of<V>>) {
    _mm_storeu_si64(to, halves);
  } else
#endif
  {
    static_assert(sizeof halves == alignment_of<V, S>);
    std::memcpy(to, &halves, sizeof halves);
  }
}

/// The first `count` lanes; writes no memory beyond.
template <float_vector V, half S>
ACT_INLINE void store_partial(S* to, V x, std::size_t count) {
#if defined(__AVX512BW__) && defined(__AVX512VL__)
  if constexpr (is_avx512<arch_of<V>>) {
    _mm256_mask_storeu_epi16(to, static_cast<__mmask16>((1u << count) - 1u), to_halves<S>(x));
  } else
#endif
  {
    S lanes[lanes_of<V>];
    simd::store(lanes, x);
    std::memcpy(to, lanes, count * sizeof(S));
  }
}

/// Past the caches, where the instruction set can; `to` is aligned to alignment_of<V, S>.
template <float_vector V, half S>
ACT_INLINE void store_streaming(S* to, V x) {
  using A [[maybe_unused]] = arch_of<V>;
#if defined(__AVX512F__)
  if constexpr (is_avx512<A>) {
    _mm256_stream_si256(reinterpret_cast<__m256i*>(to), to_halves<S>(x));
  } else
#endif
#if defined(__AVX__)
      if constexpr (is_avx<A>) {
    _mm_stream_si128(reinterpret_cast<__m128i*>(to), to_halves<S>(x));
  } else
#endif
#if defined(__x86_64__) || defined(_M_X64)
      if constexpr (is_sse<A>) {
    _mm_stream_si64(reinterpret_cast<long long*>(to), _mm_cvtsi128_si64(to_halves<S>(x)));
  } else
#endif
  {
    simd::store(to, x);
  }
}

/// Whether two vectors at once cost less than each alone if any lanes of the two may have any of the numbers: two
/// bfloat16 side by side become the same lane of two vectors.
template <vector V, class S>
inline constexpr bool takes_pairs = false;
template <float_vector V, half S>
inline constexpr bool takes_pairs<V, S> = has_pairs_in_lanes<V>&& std::same_as<half_format_of<S>, bfloat16>;

template <float_vector V, half S>
requires takes_pairs<V, S> ACT_INLINE std::array<V, 2> load_pair(const S* from) {
  const bits_of_lanes<V> x = load_lanes_of_pairs<V>(from);
  return {from_bits<float>(first_of_pairs(x)), from_bits<float>(second_of_pairs(x))};
}

/// Two vectors as load_pair() returns them, or what was computed of them, each lane rounded once to nearest even; with
/// OffTies no lane is a tie.
template <bool OffTies, float_vector V>
ACT_INLINE bits_of_lanes<V> narrowed_pair(const std::array<V, 2>& x) {
  if constexpr (OffTies) {
    return joined_pairs(narrowed_off_ties(x[0]), narrowed_off_ties(x[1]));
  } else {
    return joined_pairs(narrowed_by_carry(x[0]), narrowed_by_carry(x[1]));
  }
}

template <bool OffTies, float_vector V, half S>
requires takes_pairs<V, S> ACT_INLINE void store_pair(S* to, const std::array<V, 2>& x) {
  store_lanes_of_pairs(to, narrowed_pair<OffTies>(x));
}

/// Past the caches; `to` is aligned to twice alignment_of<V, S>.
template <bool OffTies, float_vector V, half S>
requires takes_pairs<V, S> ACT_INLINE void store_pair_streaming(S* to, const std::array<V, 2>& x) {
  store_lanes_of_pairs_streaming(to, narrowed_pair<OffTies>(x));
}

}  // namespace simd
ACT_NAMESPACE_END
