#pragma once

/// \file ramp.hpp
/// x cut at zero.

#include "../simd/arithmetic.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

/// max(x, 0), with -0 for x < 0, so that a tail that underflows leaves the zero its sign.
template <simd::vector V>
ACT_INLINE V signed_ramp(V x) {
  return simd::max(simd::sign_bit<V>(), x);
}

/// min(x, 0), NaN kept.
template <simd::vector V>
ACT_INLINE V left_part(V x) {
  return simd::min(V(0), x);
}

/// Below this the square of a double, or an error-free product, underflows, which costs a microcode assist each.
inline constexpr double tiny_double = 0x1p-300;

}  // namespace kernels
ACT_NAMESPACE_END
