#pragma once

/// \file logistic_gate.hpp
/// The kernel of x sigma(w(x)) for each vector.

#include "logistic_quotient.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

template <class Argument, simd::vector V>
using logistic_gate =
    std::conditional_t<simd::is_fused<V> && sizeof(simd::lane_of<V>) == 8,
                       common_or_everywhere<logistic_quotient<Argument>, reflected<logistic_tails<Argument>>>,
                       reflected<logistic_tails<Argument>>>;

}  // namespace kernels
ACT_NAMESPACE_END
