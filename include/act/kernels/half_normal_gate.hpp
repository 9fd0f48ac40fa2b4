#pragma once

/// \file half_normal_gate.hpp
/// The kernel of x Phi(x) for each vector and for what its results are rounded to.

#include "../half.hpp"
#include "half_gate.hpp"
#include "half_tables.hpp"
#include "normal_gate.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

// What a sweep of all numbers found the kernel in float to miss on any instruction set without tables of 32 entries.
struct gelu_float16_ties {
  static constexpr std::array value{near_tie{0x1p-24f, 0x1p-46f}, near_tie{0x1.5fp-10f, -0x1p-32f}};
  static constexpr std::array derivative{near_tie{0x1.e14p-12f, -0x1p-23f}, near_tie{0x1.e14p-11f, -0x1p-23f}};
};

template <simd::vector V, class Result>
struct normal_gate_for {
  using type = normal_gate<V>;
};
template <simd::vector V>
struct normal_gate_for<V, float16> {
  using type = gate_for_float16<float16_tables::gelu_root, float16_tables::gelu_derivative, normal_gate<V>,
                                gelu_float16_ties, V>;
};
template <simd::vector V>
struct normal_gate_for<V, bfloat16> {
  using type = gate_for_bfloat16<bfloat16_tables::gelu_value, bfloat16_tables::gelu_derivative, normal_gate<V>,
                                 normal_gate_everywhere<V>, V>;
};

}  // namespace kernels
ACT_NAMESPACE_END
