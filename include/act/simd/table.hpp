#pragma once

/// \file table.hpp
/// Tables that live in registers, and the scaling instruction that goes with them.

#include "memory.hpp"

ACT_NAMESPACE_BEGIN
namespace simd {

/// How many entries lookup() can choose from in one instruction, or 1 where the instruction set has none.
template <class V>
inline constexpr std::size_t table_entries = 1;
#if defined(__AVX512F__)
template <class T, class A>
requires is_avx512<A>
inline constexpr std::size_t table_entries<xsimd::batch<T, A>> = 128 / sizeof(T);
#endif
#if defined(__AVX2__)
template <class A>
requires is_avx2<A>
inline constexpr std::size_t table_entries<xsimd::batch<float, A>> = 8;
#endif

template <class V>
inline constexpr std::size_t table_entries<side_by_side<V>> = table_entries<V>;

/// table[i] with i the low bits of each lane of `index`; the table has table_entries<V> of them, or half or a quarter
/// as many, and is aligned to its size or the vector's, the smaller of the two.
template <vector V, std::size_t Count>
ACT_INLINE V lookup([[maybe_unused]] const lane_of<V> (&table)[Count], [[maybe_unused]] V index) {
  static_assert(Count == table_entries<V> || 2 * Count == table_entries<V> || 4 * Count == table_entries<V>);
#if defined(__AVX2__)
  if constexpr (is_avx2<arch_of<V>>) {
    static_assert(Count == 8);
    return _mm256_permutevar8x32_ps(_mm256_load_ps(table), _mm256_castps_si256(index));
  }
#endif
#if defined(__AVX512F__)
  if constexpr (is_avx512<arch_of<V>> && Count == 8) {
    const __m512d twice = _mm512_maskz_broadcast_f64x4(all_double_lanes, _mm256_castps_pd(_mm256_load_ps(table)));
    return _mm512_maskz_permutexvar_ps(all_lanes, _mm512_castps_si512(index), _mm512_castpd_ps(twice));
  } else if constexpr (is_avx512<arch_of<V>> && sizeof(lane_of<V>) == 8) {
    static_assert(Count == 16);
    return _mm512_maskz_permutex2var_pd(all_double_lanes, _mm512_load_pd(table), _mm512_castpd_si512(index),
                                        _mm512_load_pd(table + 8));
  } else if constexpr (is_avx512<arch_of<V>> && Count == 16) {
    return _mm512_maskz_permutexvar_ps(all_lanes, _mm512_castps_si512(index), _mm512_load_ps(table));
  } else if constexpr (is_avx512<arch_of<V>>) {
    return _mm512_maskz_permutex2var_ps(all_lanes, _mm512_load_ps(table), _mm512_castps_si512(index),
                                        _mm512_load_ps(table + 16));
  }
#endif
}

template <class V, std::size_t Count>
ACT_INLINE side_by_side<V> lookup(const lane_of<V> (&table)[Count], const side_by_side<V>& index) {
  return {simd::lookup(table, index.first), simd::lookup(table, index.second)};
}

/// Each lane's place among 4 entries, to choose by it on any instruction set.
template <vector V>
class one_of_four {
 public:
  /// Which of the binades [2, 4), [4, 8), [8, 16) and [16, 32) a lane lies in.
  static ACT_INLINE one_of_four by_binade(V x) { return {x, mantissa_bits<double>}; }
  /// The lowest two bits.
  static ACT_INLINE one_of_four by_low_bits(V x) { return {x, 0}; }

  ACT_INLINE V choose(const double (&table)[4]) const {
    double chosen[lanes_of<V>];
    for (std::size_t i = 0; i < lanes_of<V>; ++i) chosen[i] = table[place_[i]];
    return simd::load<V>(chosen);
  }

 private:
  ACT_INLINE one_of_four(V x, int moved) {
    for (std::size_t i = 0; i < lanes_of<V>; ++i)
      place_[i] = static_cast<std::uint64_t>(simd::bit_cast<std::int64_t>(x.get(i))) >> moved & 3;
  }

  std::uint64_t place_[lanes_of<V>];
};

#if defined(__AVX2__)
/// The two halves of each double as floats, which one instruction chooses from 8.
template <class A>
requires is_avx2<A>
class one_of_four<xsimd::batch<double, A>> {
  using V = xsimd::batch<double, A>;

 public:
  static ACT_INLINE one_of_four by_binade(V x) {
    // The exponent's lowest two bits are above the upper half's 20 bits of the mantissa.
    return one_of_four(_mm256_srli_epi32(_mm256_castps_si256(_mm256_movehdup_ps(_mm256_castpd_ps(x))), 19));
  }
  static ACT_INLINE one_of_four by_low_bits(V x) {
    return one_of_four(_mm256_slli_epi32(_mm256_castps_si256(_mm256_moveldup_ps(_mm256_castpd_ps(x))), 1));
  }

  ACT_INLINE V choose(const double (&table)[4]) const {
    return _mm256_castps_pd(_mm256_permutevar8x32_ps(_mm256_castpd_ps(_mm256_load_pd(table)), halves_));
  }

 private:
  /// Twice the place in bits 1 and 2 of both halves.
  explicit ACT_INLINE one_of_four(__m256i twice)
      : halves_(_mm256_or_si256(_mm256_and_si256(twice, _mm256_set1_epi64x(0x0000000600000006)),
                                _mm256_set1_epi64x(0x0000000100000000))) {}

  __m256i halves_;
};
#endif

#if ACT_ARM64
/// The bytes of each double, which one instruction chooses from 32.
template <class A>
requires is_neon64<A>
class one_of_four<xsimd::batch<double, A>> {
  using V = xsimd::batch<double, A>;

 public:
  static ACT_INLINE one_of_four by_binade(V x) {
    return one_of_four(vshrq_n_u64(vreinterpretq_u64_f64(x), mantissa_bits<double>));
  }
  static ACT_INLINE one_of_four by_low_bits(V x) { return one_of_four(vreinterpretq_u64_f64(x)); }

  ACT_INLINE V choose(const double (&table)[4]) const {
    const uint8x16x2_t entries = {{vreinterpretq_u8_f64(vld1q_f64(table)), vreinterpretq_u8_f64(vld1q_f64(table + 2))}};
    return vreinterpretq_f64_u8(vqtbl2q_u8(entries, bytes_));
  }

 private:
  explicit ACT_INLINE one_of_four(uint64x2_t number) {
    static constexpr std::uint8_t first_of_lane[] = {0, 0, 0, 0, 0, 0, 0, 0, 8, 8, 8, 8, 8, 8, 8, 8};
    static constexpr std::uint8_t byte_in_lane[] = {0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7};
    const uint8x16_t place = vreinterpretq_u8_u64(vandq_u64(number, vdupq_n_u64(3)));
    bytes_ = vaddq_u8(vshlq_n_u8(vqtbl1q_u8(place, vld1q_u8(first_of_lane)), 3), vld1q_u8(byte_in_lane));
  }

  uint8x16_t bytes_;
};
#endif

template <class V>
class one_of_four<side_by_side<V>> {
 public:
  static ACT_INLINE one_of_four by_binade(const side_by_side<V>& x) {
    return {one_of_four<V>::by_binade(x.first), one_of_four<V>::by_binade(x.second)};
  }
  static ACT_INLINE one_of_four by_low_bits(const side_by_side<V>& x) {
    return {one_of_four<V>::by_low_bits(x.first), one_of_four<V>::by_low_bits(x.second)};
  }

  ACT_INLINE side_by_side<V> choose(const double (&table)[4]) const {
    return {first_.choose(table), second_.choose(table)};
  }

 private:
  ACT_INLINE one_of_four(const one_of_four<V>& first, const one_of_four<V>& second) : first_(first), second_(second) {}

  one_of_four<V> first_, second_;
};

/// table[i], i each lane's place; the table is aligned to 32 bytes.
template <vector V>
ACT_INLINE V lookup(const lane_of<V> (&table)[4], const one_of_four<V>& place) {
  return place.choose(table);
}

/// coefficients[0][i] + coefficients[1][i] x + ..., i the low bits of each lane of `index`.
template <std::size_t From = 0, vector V, std::size_t Rows, std::size_t Count>
ACT_INLINE V polynomial_from_tables(V x, V index, const lane_of<V> (&coefficients)[Rows][Count]) {
  if constexpr (From + 1 == Rows) {
    return lookup(coefficients[From], index);
  } else {
    return simd::fma(polynomial_from_tables<From + 1>(x, index, coefficients), x, lookup(coefficients[From], index));
  }
}

}  // namespace simd
ACT_NAMESPACE_END
