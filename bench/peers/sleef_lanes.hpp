#pragma once

/// \file sleef_lanes.hpp
/// The widest vectors of this build, with SLEEF's functions of them. Arithmetic is the compiler's own.

#include <immintrin.h>
#include <sleef.h>

namespace bench {

#ifdef __AVX512F__

struct float_lanes {
  using scalar = float;
  using vector = __m512;
  static constexpr std::size_t count = 16;

  static vector load(const float* from) { return _mm512_loadu_ps(from); }
  static void store(float* to, vector v) { _mm512_storeu_ps(to, v); }
  static vector exp(vector x) { return Sleef_expf16_u10(x); }
  static vector expm1(vector x) { return Sleef_expm1f16_u10(x); }
  static vector erf(vector x) { return Sleef_erff16_u10(x); }
  static vector erfc(vector x) { return Sleef_erfcf16_u15(x); }
  static vector tanh(vector x) { return Sleef_tanhf16_u10(x); }
};

struct double_lanes {
  using scalar = double;
  using vector = __m512d;
  static constexpr std::size_t count = 8;

  static vector load(const double* from) { return _mm512_loadu_pd(from); }
  static void store(double* to, vector v) { _mm512_storeu_pd(to, v); }
  static vector exp(vector x) { return Sleef_expd8_u10(x); }
  static vector expm1(vector x) { return Sleef_expm1d8_u10(x); }
  static vector erf(vector x) { return Sleef_erfd8_u10(x); }
  static vector erfc(vector x) { return Sleef_erfcd8_u15(x); }
  static vector tanh(vector x) { return Sleef_tanhd8_u10(x); }
};

#elif defined(__AVX2__)

struct float_lanes {
  using scalar = float;
  using vector = __m256;
  static constexpr std::size_t count = 8;

  static vector load(const float* from) { return _mm256_loadu_ps(from); }
  static void store(float* to, vector v) { _mm256_storeu_ps(to, v); }
  static vector exp(vector x) { return Sleef_expf8_u10(x); }
  static vector expm1(vector x) { return Sleef_expm1f8_u10(x); }
  static vector erf(vector x) { return Sleef_erff8_u10(x); }
  static vector erfc(vector x) { return Sleef_erfcf8_u15(x); }
  static vector tanh(vector x) { return Sleef_tanhf8_u10(x); }
};

struct double_lanes {
  using scalar = double;
  using vector = __m256d;
  static constexpr std::size_t count = 4;

  static vector load(const double* from) { return _mm256_loadu_pd(from); }
  static void store(double* to, vector v) { _mm256_storeu_pd(to, v); }
  static vector exp(vector x) { return Sleef_expd4_u10(x); }
  static vector expm1(vector x) { return Sleef_expm1d4_u10(x); }
  static vector erf(vector x) { return Sleef_erfd4_u10(x); }
  static vector erfc(vector x) { return Sleef_erfcd4_u15(x); }
  static vector tanh(vector x) { return Sleef_tanhd4_u10(x); }
};

#else  // by the names without a choice at run time

struct float_lanes {
  using scalar = float;
  using vector = __m128;
  static constexpr std::size_t count = 4;

  static vector load(const float* from) { return _mm_loadu_ps(from); }
  static void store(float* to, vector v) { _mm_storeu_ps(to, v); }
  static vector exp(vector x) { return Sleef_expf4_u10sse2(x); }
  static vector expm1(vector x) { return Sleef_expm1f4_u10sse2(x); }
  static vector erf(vector x) { return Sleef_erff4_u10sse2(x); }
  static vector erfc(vector x) { return Sleef_erfcf4_u15sse2(x); }
  static vector tanh(vector x) { return Sleef_tanhf4_u10sse2(x); }
};

struct double_lanes {
  using scalar = double;
  using vector = __m128d;
  static constexpr std::size_t count = 2;

  static vector load(const double* from) { return _mm_loadu_pd(from); }
  static void store(double* to, vector v) { _mm_storeu_pd(to, v); }
  static vector exp(vector x) { return Sleef_expd2_u10sse2(x); }
  static vector expm1(vector x) { return Sleef_expm1d2_u10sse2(x); }
  static vector erf(vector x) { return Sleef_erfd2_u10sse2(x); }
  static vector erfc(vector x) { return Sleef_erfcd2_u15sse2(x); }
  static vector tanh(vector x) { return Sleef_tanhd2_u10sse2(x); }
};

#endif

}  // namespace bench
