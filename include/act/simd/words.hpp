#pragma once

/// \file words.hpp
/// Vectors W of 64-bit words, of which the lower halves count: batches, or one std::uint64_t. What is in the upper
/// halves is undefined.

#include "vector.hpp"

#include <bit>

ACT_NAMESPACE_BEGIN
namespace simd {

template <class V>
struct words_beside {
  using type = std::uint64_t;
  static constexpr std::size_t lanes = 1;
};
template <class A>
struct words_beside<xsimd::batch<float, A>> {
  using type = xsimd::batch<std::uint64_t, A>;
  static constexpr std::size_t lanes = type::size;
};

/// As many words as fill a vector V of floats.
template <class V>
using words = typename words_beside<V>::type;
template <class V>
inline constexpr std::size_t words_of = words_beside<V>::lanes;

/// first, first + 1, ... in words of 64 bits.
template <vector V>
ACT_INLINE words<V> counted_from(std::uint64_t first) {
  if constexpr (words_of<V> == 1) {
    return first;
  } else {
    alignas(64) static constexpr std::uint64_t count[] = {0, 1, 2, 3, 4, 5, 6, 7};
    static_assert(words_of<V> <= std::size(count));
    return words<V>::load_unaligned(count) + words<V>(first);
  }
}

/// The products of the lower halves, of 64 bits.
ACT_INLINE std::uint64_t product_of_halves(std::uint64_t a, std::uint64_t b) {
  return (a & 0xffffffff) * (b & 0xffffffff);
}
template <class A>
ACT_INLINE xsimd::batch<std::uint64_t, A> product_of_halves(const xsimd::batch<std::uint64_t, A>& a,
                                                            const xsimd::batch<std::uint64_t, A>& b) {
#if defined(__AVX512F__)
  if constexpr (is_avx512<A>) {
    return _mm512_maskz_mul_epu32(all_double_lanes, a, b);
  } else
#endif
#if defined(__AVX2__)
      if constexpr (is_avx2<A>) {
    return _mm256_mul_epu32(a, b);
  } else
#endif
#if ACT_X86
      if constexpr (is_sse<A>) {
    return _mm_mul_epu32(a, b);
  } else
#endif
#if ACT_ARM64
      if constexpr (is_neon64<A>) {
    return vmull_u32(vmovn_u64(a), vmovn_u64(b));
  } else
#endif
  {
    const xsimd::batch<std::uint64_t, A> lower(0xffffffff);
    return (a & lower) * (b & lower);
  }
}

/// The upper halves of all 64 bits, as lower halves.
ACT_INLINE std::uint64_t upper_halves(std::uint64_t x) { return x >> 32; }
template <class A>
ACT_INLINE xsimd::batch<std::uint64_t, A> upper_halves(const xsimd::batch<std::uint64_t, A>& x) {
#if defined(__AVX512F__)
  // A shuffle, for the port of the shifts is busy with products.
  if constexpr (is_avx512<A>) {
    return _mm512_maskz_shuffle_epi32(all_lanes, x, static_cast<_MM_PERM_ENUM>(0xf5));
  } else
#endif
  {
    return moved_down<32>(x);
  }
}

template <class W>
ACT_INLINE W exclusive_or(const W& a, const W& b, const W& c) {
#if defined(__AVX512F__)
  constexpr int odd_number_of_ones = 0x96;
  if constexpr (sizeof(W) == 64) {
    return _mm512_maskz_ternarylogic_epi64(all_double_lanes, a, b, c, odd_number_of_ones);
  } else
#endif
  {
    return a ^ b ^ c;
  }
}

/// Writes the lower halves of both, alternately, as the bits of floats.
ACT_INLINE void store_alternately(float* to, std::uint64_t even, std::uint64_t odd) {
  to[0] = simd::bit_cast<float>(static_cast<std::uint32_t>(even));
  to[1] = simd::bit_cast<float>(static_cast<std::uint32_t>(odd));
}
template <class A>
ACT_INLINE void store_alternately(float* to, const xsimd::batch<std::uint64_t, A>& even,
                                  const xsimd::batch<std::uint64_t, A>& odd) {
  using W = xsimd::batch<std::uint64_t, A>;
#if defined(__AVX512F__)
  if constexpr (is_avx512<A>) {
    const W both =
        _mm512_mask_shuffle_epi32(even, static_cast<__mmask16>(0xaaaa), odd, static_cast<_MM_PERM_ENUM>(0xa0));
    from_bits<float>(both).store_unaligned(to);
  } else
#endif
  {
    static_assert(std::endian::native == std::endian::little || W::size == 0);
    from_bits<float>((even & W(0xffffffff)) | moved_up<32>(odd)).store_unaligned(to);
  }
}

}  // namespace simd
ACT_NAMESPACE_END
