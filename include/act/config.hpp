#pragma once

/// \file config.hpp
/// The version, the inline namespace and the attributes that every other header uses.

/// The version is MAJOR.MINOR.PATCH.
#define ACT_VERSION_MAJOR 0
/// Before 1.0 another MINOR is another interface.
#define ACT_VERSION_MINOR 1
/// Corrections.
#define ACT_VERSION_PATCH 0

#if defined(__cpp_exceptions) || defined(_CPPUNWIND)
#define ACT_HAS_EXCEPTIONS 1
#else
#define ACT_HAS_EXCEPTIONS 0
#endif

// Two translation units that were compiled for different instruction sets, or one with and one without exceptions, or
// one with and one without act::dispatch, may meet in one program. Everything inline is therefore in a namespace that
// names what it was compiled for: the linker can then never put the code of one in place of the other's.
#if defined(__AVX512F__) && defined(__AVX512DQ__) && defined(__AVX512BW__) && defined(__AVX512VL__)
#define ACT_ABI_LEVEL avx512
#elif defined(__AVX512F__)
#define ACT_ABI_LEVEL avx512f
#elif defined(__AVX2__)
#define ACT_ABI_LEVEL avx2
#elif defined(__AVX__)
#define ACT_ABI_LEVEL avx
#elif defined(__SSE4_2__)
#define ACT_ABI_LEVEL sse4_2
#elif defined(__SSE4_1__)
#define ACT_ABI_LEVEL sse4_1
#elif defined(__SSSE3__)
#define ACT_ABI_LEVEL ssse3
#elif defined(__SSE3__)
#define ACT_ABI_LEVEL sse3
#elif defined(__SSE2__) || defined(_M_X64)
#define ACT_ABI_LEVEL sse2
#elif defined(__ARM_FEATURE_SVE)
#define ACT_ABI_LEVEL sve
#elif defined(__aarch64__) || defined(_M_ARM64)
#define ACT_ABI_LEVEL neon64
#elif defined(__ARM_NEON)
#define ACT_ABI_LEVEL neon
#elif defined(__wasm_simd128__)
#define ACT_ABI_LEVEL wasm_simd
#elif defined(__riscv_vector)
#define ACT_ABI_LEVEL riscv_vector
#else
#define ACT_ABI_LEVEL one_lane
#endif

// MSVC has no word for the instruction, which every processor with AVX2 has.
#if defined(__FMA__) || (defined(_MSC_VER) && defined(__AVX2__))
#define ACT_HAS_FMA 1
#else
#define ACT_HAS_FMA 0
#endif
#if ACT_HAS_FMA
#define ACT_ABI_FMA _fma
#else
#define ACT_ABI_FMA
#endif
#if defined(__AVX512VBMI__)
#define ACT_ABI_VBMI _vbmi
#else
#define ACT_ABI_VBMI
#endif
#if defined(__AVX512VNNI__) || defined(__AVXVNNI__)
#define ACT_ABI_VNNI _vnni
#else
#define ACT_ABI_VNNI
#endif
#if defined(__AVX512FP16__)
#define ACT_ABI_FP16 _fp16
#elif defined(__F16C__)
#define ACT_ABI_FP16 _f16c
#else
#define ACT_ABI_FP16
#endif
#if defined(__FAST_MATH__)
#define ACT_ABI_MATH _fastmath
#else
#define ACT_ABI_MATH
#endif
#if ACT_HAS_EXCEPTIONS
#define ACT_ABI_FAILURE
#else
#define ACT_ABI_FAILURE _noexceptions
#endif
#if defined(ACT_DISPATCH_KERNELS)
#define ACT_ABI_DISPATCH _kernels
#elif defined(ACT_DISPATCH)
#define ACT_ABI_DISPATCH _dispatch
#else
#define ACT_ABI_DISPATCH
#endif

#define ACT_PASTE_TOKENS(level, fma, vbmi, vnni, fp16, math, failure, dispatch) \
  for_##level##fma##vbmi##vnni##fp16##math##failure##dispatch
#define ACT_PASTE(level, fma, vbmi, vnni, fp16, math, failure, dispatch) \
  ACT_PASTE_TOKENS(level, fma, vbmi, vnni, fp16, math, failure, dispatch)
#define ACT_ABI_NAMESPACE                                                                                        \
  ACT_PASTE(ACT_ABI_LEVEL, ACT_ABI_FMA, ACT_ABI_VBMI, ACT_ABI_VNNI, ACT_ABI_FP16, ACT_ABI_MATH, ACT_ABI_FAILURE, \
            ACT_ABI_DISPATCH)

#define ACT_NAMESPACE_BEGIN \
  namespace act {           \
  inline namespace ACT_ABI_NAMESPACE {
#define ACT_NAMESPACE_END \
  }                       \
  }

// Loops and kernels are ACT_FLATTEN: all that they call is inlined, however large, so that vectors and tables stay in
// registers. Their parts are ACT_INLINE, and so are kernels that are parts of loops. Most compilers are told by the
// parts. g++ would optimise each of these anew in every function that it is inlined into, before the short functions of
// xsimd and of the standard library are inlined into it, and take three times as long: there the whole says so.
#if defined(_MSC_VER) && !defined(__clang__)
#define ACT_INLINE __forceinline
#define ACT_INLINE_LAMBDA
#define ACT_FLATTEN
#define ACT_OUT_OF_LINE __declspec(noinline)
#elif defined(__clang__)
#define ACT_INLINE __attribute__((always_inline)) inline
#define ACT_INLINE_LAMBDA __attribute__((always_inline))
#define ACT_FLATTEN
#define ACT_OUT_OF_LINE __attribute__((noinline))
#else
#define ACT_INLINE inline
#define ACT_INLINE_LAMBDA
#define ACT_FLATTEN __attribute__((flatten))
#define ACT_OUT_OF_LINE __attribute__((noinline))
#endif
