#pragma once

/// \file normal_gate.hpp
/// The kernel of x Phi(x) for each vector.

#include "normal.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

template <simd::vector V>
using normal_gate = reflected<normal_tails>;

}  // namespace kernels
ACT_NAMESPACE_END
