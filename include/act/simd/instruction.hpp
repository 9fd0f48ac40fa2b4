#pragma once

/// \file instruction.hpp
/// Single x86 instructions behind the optimiser's back, for -ffast-math: it replaces a division by an approximate
/// reciprocal, and swaps the operands of a minimum, which decide what becomes of NaN and of the sign of zero.

#include "xsimd.hpp"

#if ACT_X86 && defined(__FAST_MATH__) && !(defined(_MSC_VER) && !defined(__clang__))
#define ACT_WRITES_INSTRUCTIONS 1

ACT_NAMESPACE_BEGIN
namespace simd {

#if defined(__AVX512F__)
#define ACT_REGISTER "v"
#else
#define ACT_REGISTER "x"
#endif

#define ACT_DEFINE_INSTRUCTION(name, mnemonic)                                                   \
  template <class T, class A>                                                                    \
  ACT_INLINE xsimd::batch<T, A> name(const xsimd::batch<T, A>& a, const xsimd::batch<T, A>& b) { \
    auto result = a.data;                                                                        \
    const auto second = b.data;                                                                  \
    if constexpr ((is_avx<A> || is_avx512<A>)&&sizeof(T) == 4) {                                 \
      asm("v" mnemonic "ps %1, %0, %0" : "+" ACT_REGISTER(result) : ACT_REGISTER(second));       \
    } else if constexpr (is_avx<A> || is_avx512<A>) {                                            \
      asm("v" mnemonic "pd %1, %0, %0" : "+" ACT_REGISTER(result) : ACT_REGISTER(second));       \
    } else if constexpr (sizeof(T) == 4) {                                                       \
      asm(mnemonic "ps %1, %0" : "+x"(result) : "x"(second));                                    \
    } else {                                                                                     \
      asm(mnemonic "pd %1, %0" : "+x"(result) : "x"(second));                                    \
    }                                                                                            \
    return result;                                                                               \
  }

ACT_DEFINE_INSTRUCTION(divide_instruction, "div")
ACT_DEFINE_INSTRUCTION(min_instruction, "min")
ACT_DEFINE_INSTRUCTION(max_instruction, "max")

#undef ACT_DEFINE_INSTRUCTION

}  // namespace simd
ACT_NAMESPACE_END

#else
#define ACT_WRITES_INSTRUCTIONS 0
#endif
