#pragma once

/// \file widen.hpp
/// Float lanes evaluated in double precision.

#include "arithmetic.hpp"

ACT_NAMESPACE_BEGIN
namespace simd {

/// The lower and upper half of the lanes, in double.
template <class A>
struct widened {
  xsimd::batch<double, A> lower, upper;
};

template <class A>
ACT_INLINE widened<A> widen(const xsimd::batch<float, A>& x) {
#if defined(__AVX512F__)
  if constexpr (is_avx512<A>) {
    const __m512 all = x;
    const __m256 lower = __builtin_shufflevector(all, all, 0, 1, 2, 3, 4, 5, 6, 7);
    const __m256 upper = __builtin_shufflevector(all, all, 8, 9, 10, 11, 12, 13, 14, 15);
    return {_mm512_maskz_cvtps_pd(0xff, lower), _mm512_maskz_cvtps_pd(0xff, upper)};
  } else
#endif
#if defined(__AVX__)
      if constexpr (is_avx<A>) {
    const __m256 all = x;
    return {_mm256_cvtps_pd(_mm256_castps256_ps128(all)), _mm256_cvtps_pd(_mm256_extractf128_ps(all, 1))};
  } else
#endif
#if ACT_X86
      if constexpr (is_sse<A>) {
    const __m128 all = x;
    return {_mm_cvtps_pd(all), _mm_cvtps_pd(_mm_movehl_ps(all, all))};
  } else
#endif
#if ACT_ARM64
      if constexpr (is_neon64<A>) {
    const float32x4_t all = x;
    return {vcvt_f64_f32(vget_low_f32(all)), vcvt_high_f64_f32(all)};
  } else
#endif
  {
    constexpr std::size_t half = xsimd::batch<double, A>::size;
    float lanes[2 * half];
    double wide[2 * half];
    x.store_unaligned(lanes);
    for (std::size_t i = 0; i < 2 * half; ++i) wide[i] = lanes[i];
    return {xsimd::batch<double, A>::load_unaligned(wide), xsimd::batch<double, A>::load_unaligned(wide + half)};
  }
}

/// Both halves rounded to float, once, gradual underflow included.
template <class A>
ACT_INLINE xsimd::batch<float, A> narrow(const widened<A>& x) {
#if defined(__AVX512F__)
  if constexpr (is_avx512<A>) {
    const __m256 lower = _mm512_maskz_cvtpd_ps(0xff, x.lower), upper = _mm512_maskz_cvtpd_ps(0xff, x.upper);
    return __builtin_shufflevector(lower, upper, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  } else
#endif
#if defined(__AVX__)
      if constexpr (is_avx<A>) {
    return _mm256_insertf128_ps(_mm256_castps128_ps256(_mm256_cvtpd_ps(x.lower)), _mm256_cvtpd_ps(x.upper), 1);
  } else
#endif
#if ACT_X86
      if constexpr (is_sse<A>) {
    return _mm_movelh_ps(_mm_cvtpd_ps(x.lower), _mm_cvtpd_ps(x.upper));
  } else
#endif
#if ACT_ARM64
      if constexpr (is_neon64<A>) {
    return vcvt_high_f32_f64(vcvt_f32_f64(x.lower), x.upper);
  } else
#endif
  {
    constexpr std::size_t half = xsimd::batch<double, A>::size;
    float lanes[2 * half];
    double wide[2 * half];
    x.lower.store_unaligned(wide);
    x.upper.store_unaligned(wide + half);
    for (std::size_t i = 0; i < 2 * half; ++i) lanes[i] = static_cast<float>(wide[i]);
    return xsimd::batch<float, A>::load_unaligned(lanes);
  }
}

template <class A>
ACT_INLINE xsimd::batch<float, A> narrow(const xsimd::batch<double, A>& lower, const xsimd::batch<double, A>& upper) {
  return narrow(widened<A>{lower, upper});
}
template <class A>
ACT_INLINE xsimd::batch<float, A> narrow(const side_by_side<xsimd::batch<double, A>>& x) {
  return narrow(x.first, x.second);
}
ACT_INLINE single<float> narrow(single<double> x) { return static_cast<float>(x.lane); }

/// f(x) with f evaluated on vectors of double, both halves side by side. What f returns is a vector, or has a narrow()
/// of its own.
template <class A, class F>
ACT_INLINE auto in_double(const xsimd::batch<float, A>& x, F f) {
  static_assert(has_batch<double, A>,
                "act computes float batches in double, which this instruction set has no batch of");
  const widened<A> wide = simd::widen(x);
  return narrow(f(side_by_side<xsimd::batch<double, A>>{wide.lower, wide.upper}));
}
template <class F>
ACT_INLINE auto in_double(single<float> x, F f) {
  return narrow(f(single<double>(x.lane)));
}
template <class V, class F>
ACT_INLINE side_by_side<V> in_double(const side_by_side<V>& x, F f) {
  return {simd::in_double(x.first, f), simd::in_double(x.second, f)};
}

}  // namespace simd
ACT_NAMESPACE_END
