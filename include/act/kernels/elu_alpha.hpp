#pragma once

/// \file elu_alpha.hpp

#include "../simd/arithmetic.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

/// alpha as the ELUs in float use it, and whether they can: for 0, and far from where products would underflow or
/// overflow. Computed once for a range.
struct elu_alpha {
  static constexpr bool is_one = false;

  bool is_usual;
  float high, low, scaled_down;  // the sum of the first two, and 2^-64 times alpha

  constexpr explicit elu_alpha(double alpha)
      : is_usual(alpha == 0 || (alpha >= 0x1p-60 && alpha <= 0x1p20)),
        high(is_usual ? static_cast<float>(alpha) : 0),
        low(is_usual ? static_cast<float>(alpha - high) : 0),
        scaled_down(high * 0x1p-64f) {}

  template <simd::vector V>
  ACT_INLINE V times(V x) const {
    return simd::fma(V(high), x, simd::product(V(low), x));
  }
};

/// 1, as nearly everybody has it.
struct elu_alpha_one {
  static constexpr bool is_one = true;
  static constexpr float high = 1, low = 0, scaled_down = 0x1p-64f;

  template <simd::vector V>
  static ACT_INLINE V times(V x) {
    return x;
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
