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
#if ACT_ARM64
template <class A>
requires is_neon64<A>
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
    // A table that is an operand in memory takes Zen 3 a cycle more than one that was loaded beforehand.
    const V entries = opaque(V(_mm256_load_ps(table)));
    return _mm256_permutevar8x32_ps(entries, _mm256_castps_si256(index));
  }
#endif
#if ACT_ARM64
  if constexpr (is_neon64<arch_of<V>>) {
    static_assert(Count == 8 && std::endian::native == std::endian::little);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(table);
    const uint32x4_t number = vandq_u32(vreinterpretq_u32_f32(index), vdupq_n_u32(7));
    const uint32x4_t places = vmlaq_u32(vdupq_n_u32(0x03020100), number, vdupq_n_u32(0x04040404));
    const uint8x16x2_t entries = {{vld1q_u8(bytes), vld1q_u8(bytes + 16)}};
    return vreinterpretq_f32_u8(vqtbl2q_u8(entries, vreinterpretq_u8_u32(places)));
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

/// A table of rows of four numbers, in memory, and which of its rows each lane is of. Rows: a power of 2.
template <vector V, std::size_t Rows>
class row_of {
 public:
  struct two {
    V first, second;
  };

  /// By the low bits of each lane.
  explicit ACT_INLINE row_of(V number) {
    for (std::size_t i = 0; i < lanes_of<V>; ++i)
      number_[i] = static_cast<std::size_t>(simd::bit_cast<std::int64_t>(number.get(i))) % Rows;
  }

  ACT_INLINE two first_two(const double (&table)[Rows][4]) const { return two_from(table, 0); }
  ACT_INLINE two last_two(const double (&table)[Rows][4]) const { return two_from(table, 2); }

 private:
  ACT_INLINE two two_from(const double (&table)[Rows][4], std::size_t place) const {
    double first[lanes_of<V>], second[lanes_of<V>];
    for (std::size_t i = 0; i < lanes_of<V>; ++i) {
      first[i] = table[number_[i]][place];
      second[i] = table[number_[i]][place + 1];
    }
    return {simd::load<V>(first), simd::load<V>(second)};
  }

  std::size_t number_[lanes_of<V>];
};

#if defined(__AVX2__)
template <class A, std::size_t Rows>
requires is_avx2<A>
class row_of<xsimd::batch<double, A>, Rows> {
  using V = xsimd::batch<double, A>;

 public:
  struct two {
    V first, second;
  };

  explicit ACT_INLINE row_of(V number) {
    const __m256i offsets = _mm256_and_si256(_mm256_slli_epi64(_mm256_castpd_si256(number), 5),
                                             _mm256_set1_epi64x(static_cast<long long>(32 * (Rows - 1))));
    const __m128i low = _mm256_castsi256_si128(offsets), high = _mm256_extracti128_si256(offsets, 1);
    offset_[0] = static_cast<std::uint32_t>(_mm_cvtsi128_si32(low));
    offset_[1] = static_cast<std::uint32_t>(_mm_extract_epi32(low, 2));
    offset_[2] = static_cast<std::uint32_t>(_mm_cvtsi128_si32(high));
    offset_[3] = static_cast<std::uint32_t>(_mm_extract_epi32(high, 2));
  }

  ACT_INLINE two first_two(const double (&table)[Rows][4]) const { return two_from(table[0]); }
  ACT_INLINE two last_two(const double (&table)[Rows][4]) const { return two_from(table[0] + 2); }

 private:
  ACT_INLINE two two_from(const double* start) const {
    const auto of_lane = [&](int i) ACT_INLINE_LAMBDA {
      return reinterpret_cast<const double*>(reinterpret_cast<const char*>(start) + offset_[i]);
    };
    const auto of_lanes = [&](int i) ACT_INLINE_LAMBDA {
      const __m256d low = _mm256_castpd128_pd256(_mm_load_pd(of_lane(i)));
      return _mm256_insertf128_pd(low, _mm_load_pd(of_lane(i + 2)), 1);
    };
    const __m256d even = of_lanes(0), odd = of_lanes(1);
    return {_mm256_unpacklo_pd(even, odd), _mm256_unpackhi_pd(even, odd)};
  }

  std::size_t offset_[4];  // in bytes
};
#endif

template <class V, std::size_t Rows>
class row_of<side_by_side<V>, Rows> {
 public:
  struct two {
    side_by_side<V> first, second;
  };

  explicit ACT_INLINE row_of(const side_by_side<V>& number) : first_(number.first), second_(number.second) {}

  ACT_INLINE two first_two(const double (&table)[Rows][4]) const {
    return both(first_.first_two(table), second_.first_two(table));
  }
  ACT_INLINE two last_two(const double (&table)[Rows][4]) const {
    return both(first_.last_two(table), second_.last_two(table));
  }

 private:
  using two_of_one = typename row_of<V, Rows>::two;
  static ACT_INLINE two both(const two_of_one& a, const two_of_one& b) {
    return {{a.first, b.first}, {a.second, b.second}};
  }

  row_of<V, Rows> first_, second_;
};

/// coefficients[0][i] + coefficients[1][i] x + ..., i the low bits of each lane of `index`. Each is looked up where it
/// is added: g++, which begins with the last argument, would look up all of them first and be short of registers.
template <std::size_t From = 0, vector V, std::size_t Rows, std::size_t Count>
ACT_INLINE V polynomial_from_tables(V x, V index, const lane_of<V> (&coefficients)[Rows][Count]) {
  if constexpr (From + 1 == Rows) {
    return lookup(coefficients[From], index);
  } else {
    const V rest = polynomial_from_tables<From + 1>(x, index, coefficients);
    return simd::fma(rest, x, lookup(coefficients[From], index));
  }
}

}  // namespace simd
ACT_NAMESPACE_END
