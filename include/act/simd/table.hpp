#pragma once

/// \file table.hpp
/// Tables that live in registers, and the scaling instruction that goes with them.

#include "arithmetic.hpp"

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

/// coefficients[0][i] + coefficients[1][i] x + ..., i the low bits of each lane of `index`.
template <std::size_t From = 0, vector V, std::size_t Rows, std::size_t Count>
ACT_INLINE V polynomial_from_tables(V x, V index, const lane_of<V> (&coefficients)[Rows][Count]) {
  if constexpr (From + 1 == Rows) {
    return lookup(coefficients[From], index);
  } else {
    return simd::fma(polynomial_from_tables<From + 1>(x, index, coefficients), x, lookup(coefficients[From], index));
  }
}

/// min(abs(x), limit); limit where x is NaN.
template <vector V>
ACT_INLINE V min_magnitude(V x, V limit) {
#if defined(__AVX512DQ__) && (!defined(_MSC_VER) || defined(__clang__))
  // On Sapphire Rapids vrangeps waits for the former content of its destination, with an unlucky register for the
  // iteration before: kernels took twice the time. Hence the destination is tied to an operand.
  if constexpr (is_avx512<arch_of<V>>) {
    auto lesser = x.data;
    if constexpr (sizeof(lane_of<V>) == 4) {
      asm("vrangeps $10, %1, %0, %0" : "+v"(lesser) : "v"(limit.data));
    } else {
      asm("vrangepd $10, %1, %0, %0" : "+v"(lesser) : "v"(limit.data));
    }
    return lesser;
  } else
#endif
  {
    return simd::min(simd::abs(x), limit);
  }
}

/// x with the sign bit of `greater`; abs(x) <= abs(greater), or both are NaN.
template <vector V>
ACT_INLINE V with_sign_of_greater(V greater, V x) {
#if defined(__AVX512DQ__) && (!defined(_MSC_VER) || defined(__clang__))
  // Tied like the above. The bit mask that a general with_sign_of() needs costs a move for each vector.
  if constexpr (is_avx512<arch_of<V>>) {
    if constexpr (sizeof(lane_of<V>) == 4) {
      asm("vrangeps $2, %0, %1, %0" : "+v"(x.data) : "v"(greater.data));
    } else {
      asm("vrangepd $2, %0, %1, %0" : "+v"(x.data) : "v"(greater.data));
    }
    return x;
  } else
#endif
  {
    return with_sign_of(greater, x);
  }
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

}  // namespace simd
ACT_NAMESPACE_END
