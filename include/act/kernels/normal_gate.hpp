#pragma once

/// \file normal_gate.hpp
/// The kernel of x Phi(x) for each vector.

#include "gate_table.hpp"
#include "normal.hpp"
#include "normal_eight_pieces.hpp"
#include "normal_far_tail.hpp"
#include "normal_nodes.hpp"
#include "normal_table.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

/// The kernel for the common lanes, or none.
template <simd::vector V>
struct common_normal_gate {
  using type = void;
};
template <simd::vector V>
requires(sizeof(simd::lane_of<V>) == 8 && simd::is_fused<V>) struct common_normal_gate<V> {
  using type = std::conditional_t<simd::table_entries<V> == 16, normal_from_table, normal_from_nodes>;
};
template <simd::vector V>
requires(sizeof(simd::lane_of<V>) == 4 && simd::table_entries<V> == 32) struct common_normal_gate<V> {
  using type = gate_from_table<gelu_table>;
};

/// The kernel for every lane, or for those that the common one leaves out.
template <simd::vector V>
struct everywhere_normal_gate {
  using type = reflected<normal_tails>;
};
template <simd::vector V>
requires(sizeof(simd::lane_of<V>) == 8 && simd::is_fused<V>) struct everywhere_normal_gate<V> {
  using type = normal_far_tail;
};
template <simd::vector V>
requires looks_up_eight_floats<V>
struct everywhere_normal_gate<V> {
  using type = normal_from_eight_pieces;
};

template <simd::vector V>
using normal_gate_everywhere = typename everywhere_normal_gate<V>::type;

template <simd::vector V>
using normal_gate = common_or_everywhere<typename common_normal_gate<V>::type, normal_gate_everywhere<V>>;

}  // namespace kernels
ACT_NAMESPACE_END
