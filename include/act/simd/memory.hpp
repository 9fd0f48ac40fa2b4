#pragma once

/// \file memory.hpp
/// Vectors from and to memory: whole, in part, and past the caches.

#include "arithmetic.hpp"

#include <cstring>

ACT_NAMESPACE_BEGIN
namespace simd {

/// The alignment of a whole vector in memory, there with lanes of type T.
template <class V, class T = lane_of<V>>
inline constexpr std::size_t alignment_of = sizeof(T) * lanes_of<V>;

template <vector V>
ACT_INLINE V load(const lane_of<V>* from) {
  if constexpr (lanes_of<V> == 1) {
    return *from;
  } else {
    return V::load_unaligned(from);
  }
}

/// The first `count` lanes, zeros behind them; reads no memory beyond.
template <vector V>
ACT_INLINE V load_partial(const lane_of<V>* from, std::size_t count) {
#if defined(__AVX512F__)
  if constexpr (is_avx512<arch_of<V>>) {
    const auto some = (1u << count) - 1u;
    if constexpr (sizeof(lane_of<V>) == 4) {
      return _mm512_maskz_loadu_ps(static_cast<__mmask16>(some), from);
    } else {
      return _mm512_maskz_loadu_pd(static_cast<__mmask8>(some), from);
    }
  } else
#endif
  {
    lane_of<V> lanes[lanes_of<V>] = {};
    std::memcpy(lanes, from, count * sizeof(lane_of<V>));
    return simd::load<V>(lanes);
  }
}

template <vector V>
ACT_INLINE void store(lane_of<V>* to, V x) {
  if constexpr (lanes_of<V> == 1) {
    *to = x.get(0);
  } else {
    x.store_unaligned(to);
  }
}

/// The first `count` lanes; writes no memory beyond.
template <vector V>
ACT_INLINE void store_partial(lane_of<V>* to, V x, std::size_t count) {
#if defined(__AVX512F__)
  if constexpr (is_avx512<arch_of<V>>) {
    const auto some = (1u << count) - 1u;
    if constexpr (sizeof(lane_of<V>) == 4) {
      _mm512_mask_storeu_ps(to, static_cast<__mmask16>(some), x);
    } else {
      _mm512_mask_storeu_pd(to, static_cast<__mmask8>(some), x);
    }
  } else
#endif
  {
    lane_of<V> lanes[lanes_of<V>];
    simd::store(lanes, x);
    std::memcpy(to, lanes, count * sizeof(lane_of<V>));
  }
}

/// Past the caches, where the instruction set can; `to` is aligned to the vector.
template <vector V>
ACT_INLINE void store_streaming(lane_of<V>* to, V x) {
  using T [[maybe_unused]] = lane_of<V>;
  using A [[maybe_unused]] = arch_of<V>;
#if defined(__AVX512F__)
  if constexpr (is_avx512<A> && sizeof(T) == 4) {
    _mm512_stream_ps(to, x);
  } else if constexpr (is_avx512<A>) {
    _mm512_stream_pd(to, x);
  } else
#endif
#if defined(__AVX__)
      if constexpr (is_avx<A> && sizeof(T) == 4) {
    _mm256_stream_ps(to, x);
  } else if constexpr (is_avx<A>) {
    _mm256_stream_pd(to, x);
  } else
#endif
#if ACT_X86
      if constexpr (lanes_of<V> == 4 && sizeof(T) == 4) {
    _mm_stream_ps(to, x);
  } else if constexpr (lanes_of<V> == 2) {
    _mm_stream_pd(to, x);
  } else
#endif
  {
    simd::store(to, x);
  }
}

/// Asks for the cache line `bytes` behind p, which may be beyond the array that p points into.
ACT_INLINE void prefetch(const void* p, std::size_t bytes) {
  [[maybe_unused]] const auto line = reinterpret_cast<std::uintptr_t>(p) + bytes;
#if defined(__GNUC__)
  __builtin_prefetch(reinterpret_cast<const void*>(line));
#elif ACT_X86
  _mm_prefetch(reinterpret_cast<const char*>(line), _MM_HINT_T0);
#endif
}

/// Orders streaming stores before whatever is written next.
ACT_INLINE void finish_streaming() {
#if ACT_X86
  _mm_sfence();
#endif
}

}  // namespace simd
ACT_NAMESPACE_END
