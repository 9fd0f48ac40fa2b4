#pragma once

/// \file active_isa.hpp
/// Which instruction set the range forms run with.

#include "kernel_table.hpp"

#include "../config.hpp"

#include <string_view>

ACT_NAMESPACE_BEGIN
namespace detail {

#define ACT_STRING_OF_TOKENS(tokens) #tokens
#define ACT_STRING_OF(tokens) ACT_STRING_OF_TOKENS(tokens)
#if defined(__AVX2__) && !ACT_HAS_FMA
inline constexpr const char* compiled_isa = ACT_STRING_OF(ACT_ABI_LEVEL) " without fma";
#else
inline constexpr const char* compiled_isa = ACT_STRING_OF(ACT_ABI_LEVEL);
#endif
#undef ACT_STRING_OF
#undef ACT_STRING_OF_TOKENS

}  // namespace detail

/// The instruction set of the range forms of act's own activations.
///
/// With act::dispatch linked: "sse2", "avx2" (with FMA and F16C: x86-64-v3) or "avx512" (F, CD, DQ, BW, VL: x86-64-v4);
/// elsewhere "neon64", or what the compiler's default is. It is the widest that the processor and the operating system
/// support, but no wider than the one of these that the environment variable ACT_ISA names when the first call is made.
/// Without act::dispatch: what this translation unit was compiled for.
inline std::string_view active_isa() {
#if defined(ACT_DISPATCH)
  return dispatch::name_of_active_set();
#else
  return detail::compiled_isa;
#endif
}

/// Whether the environment variable ACT_ISA holds no name that active_isa() might return on a processor of this
/// kind, and was therefore ignored. Always false without act::dispatch, which alone reads it.
inline bool requested_isa_is_unknown() {
#if defined(ACT_DISPATCH)
  return dispatch::requested_set_is_unknown();
#else
  return false;
#endif
}

ACT_NAMESPACE_END
