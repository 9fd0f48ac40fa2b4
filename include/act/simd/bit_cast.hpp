#pragma once

/// \file bit_cast.hpp
/// std::bit_cast where there is one.

#include "../config.hpp"

#include <bit>

ACT_NAMESPACE_BEGIN
namespace simd {

/// std::bit_cast, which libc++ has from version 14 on.
template <class To, class From>
constexpr ACT_INLINE To bit_cast(const From& x) {
#if defined(__cpp_lib_bit_cast)
  return std::bit_cast<To>(x);
#else
  return __builtin_bit_cast(To, x);
#endif
}

}  // namespace simd
ACT_NAMESPACE_END
