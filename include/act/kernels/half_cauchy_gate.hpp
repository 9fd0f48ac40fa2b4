#pragma once

/// \file half_cauchy_gate.hpp
/// The kernel of x P(C <= x), C Cauchy-distributed, for what its results are rounded to.

#include "../half.hpp"
#include "cauchy.hpp"
#include "off_ties.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

// What a sweep of all numbers found the kernel in float to miss.
struct cauchy_float16_ties {
  static constexpr std::array value{near_tie{0x1p-24f, 0x1p-46f}, near_tie{0x1.58cp-1f, 0x1p-25f}};
  static constexpr std::array derivative{near_tie{0x1.4ep-1f, 0x1p-25f}};
};

template <class Result>
struct cauchy_gate_kernel {
  using type = reflected<cauchy_tails>;
};
template <>
struct cauchy_gate_kernel<float16> {
  using type = off_ties<reflected<cauchy_tails>, cauchy_float16_ties>;
};
template <>
struct cauchy_gate_kernel<bfloat16> {
  using type = off_subnormal_ties<reflected<cauchy_tails>>;
};

template <class Result>
using cauchy_gate_for = typename cauchy_gate_kernel<Result>::type;

}  // namespace kernels
ACT_NAMESPACE_END
