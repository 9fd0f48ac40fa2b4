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

}  // namespace simd
ACT_NAMESPACE_END
