#pragma once

/// \file exponential_float.hpp
/// Fractions of powers of two in float, where one instruction chooses among 8 entries or more.

#include "../simd/table.hpp"

#include <bit>

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_logistic_quotient_float.py.
// 2^(i/8), i << 20 subtracted from its bits; the relative error of that float.
alignas(32) inline constexpr float eighth_root[] = {0x1p+0f,        0x1.f72b84p-1f, 0x1.f06fep-1f,  0x1.ebfdaep-1f,
                                                    0x1.ea09e6p-1f, 0x1.eace54p-1f, 0x1.ee89fap-1f, 0x1.f5818ep-1f};
alignas(32) inline constexpr float eighth_root_error[] = {
    0x0p+0f,         -0x1.9c0c22p-27f, 0x1.125002p-25f,  -0x1.0a355p-25f,
    0x1.26055cp-26f, 0x1.67a1cap-28f,  -0x1.f9c304p-27f, -0x1.a5217cp-28f,
};

/// Whether the kernels in float that look up one of 8 entries apply.
template <class V>
inline constexpr bool looks_up_eight_floats = simd::is_fused<V> &&
                                              sizeof(simd::lane_of<V>) == 4 && simd::table_entries<V> >= 8;

/// 2^(n/Count) times what the roots are multiples of, n in the low bits of `shifted`, where that is normal.
template <simd::vector V, std::size_t Count>
ACT_INLINE V power_of_two_in_steps(const float (&roots)[Count], V shifted) {
  constexpr int places = simd::mantissa_bits<float> - std::countr_zero(Count);
  return simd::add_bits_moved_up<places>(simd::lookup(roots, shifted), shifted);
}

}  // namespace kernels
ACT_NAMESPACE_END
