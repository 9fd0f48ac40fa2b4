#pragma once

/// \file normal_gate.hpp
/// The kernel of x Phi(x) for each vector.

#include "normal.hpp"
#include "normal_table.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

template <simd::vector V>
using normal_gate =
    std::conditional_t<sizeof(simd::lane_of<V>) == 8 && simd::table_entries<V> == 16,
                       common_or_everywhere<normal_from_table, reflected<normal_tails>>, reflected<normal_tails>>;

}  // namespace kernels
ACT_NAMESPACE_END
