#pragma once

/// \file sleef_lanes.hpp
/// The widest vectors of this build, with SLEEF's functions of them. Arithmetic is the compiler's own.

#include <immintrin.h>
#include <sleef.h>

#include <cstddef>
#include <cstring>

namespace bench {

// `kind` and `version` are parts of the names of SLEEF's functions.
#define BENCH_SLEEF_LANES(name, scalar_type, vector_type, kind, version)          \
  struct name {                                                                   \
    using scalar = scalar_type;                                                   \
    using vector = vector_type;                                                   \
    static constexpr std::size_t count = sizeof(vector) / sizeof(scalar);         \
                                                                                  \
    static vector load(const scalar* from) {                                      \
      vector v;                                                                   \
      std::memcpy(&v, from, sizeof v);                                            \
      return v;                                                                   \
    }                                                                             \
    static void store(scalar* to, vector v) { std::memcpy(to, &v, sizeof v); }    \
    static vector exp(vector x) { return Sleef_exp##kind##_u10##version(x); }     \
    static vector expm1(vector x) { return Sleef_expm1##kind##_u10##version(x); } \
    static vector erf(vector x) { return Sleef_erf##kind##_u10##version(x); }     \
    static vector erfc(vector x) { return Sleef_erfc##kind##_u15##version(x); }   \
    static vector tanh(vector x) { return Sleef_tanh##kind##_u10##version(x); }   \
  }

#if defined(__AVX512F__)
BENCH_SLEEF_LANES(float_lanes, float, __m512, f16, );
BENCH_SLEEF_LANES(double_lanes, double, __m512d, d8, );
#elif defined(__AVX2__)
BENCH_SLEEF_LANES(float_lanes, float, __m256, f8, );
BENCH_SLEEF_LANES(double_lanes, double, __m256d, d4, );
#else  // whose names without a version choose at run time
BENCH_SLEEF_LANES(float_lanes, float, __m128, f4, sse2);
BENCH_SLEEF_LANES(double_lanes, double, __m128d, d2, sse2);
#endif

#undef BENCH_SLEEF_LANES

}  // namespace bench
