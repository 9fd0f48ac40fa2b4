#pragma once

/// \file cauchy_gate.hpp

#include "activation.hpp"
#include "kernels/half_cauchy_gate.hpp"

ACT_NAMESPACE_BEGIN

/// x P(C <= x) = x (1/2 + atan(x) / pi), C Cauchy-distributed: the gate that Hendrycks & Gimpel, arXiv:1606.08415,
/// section 4, relate to the ELU. It approaches x - 1/pi on the right and -1/pi on the left.
///
/// f'(x) = 1/2 + atan(x) / pi + x / (pi (1 + x^2)), positive everywhere. f''(x) = 2 / (pi (1 + x^2)^2).
///
/// Domain: all of T. f(+-0) = +-0, f(+inf) = +inf, f(-inf) = -1/pi, NaN for NaN; the derivative is 1/2 at 0, 1 at +inf
/// and +0 at -inf.
///
/// Accuracy: in float 1 ULP, in double 4 for the value and 8 for the derivatives. In float16 and bfloat16 value and
/// derivative are correctly rounded.
struct cauchy_gate_fn : activation_base<cauchy_gate_fn> {
  using activation_base::derivative;
  using activation_base::second_derivative;
  using activation_base::value_and_derivative;
  static constexpr const char* name = "cauchy_gate";

  template <simd::vector V, class Result = simd::lane_of<V>, class F>
  static ACT_INLINE auto with_kernel(const F& f) {
    return f(kernels::cauchy_gate_for<Result>{});
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_INLINE V value(V x) {
    return kernel::value(x);
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_INLINE V derivative(V x) {
    return kernel::derivative(x);
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    return kernel::value_and_derivative(x);
  }
  template <simd::vector V>
  static ACT_INLINE V second_derivative(V x) {
    return kernels::second_derivative_of_gate<kernels::cauchy_tails>(x);
  }

 private:
  using kernel = kernels::cauchy_gate_for<void>;
};

/// x (1/2 + atan(x) / pi): see cauchy_gate_fn.
inline constexpr cauchy_gate_fn cauchy_gate{};

ACT_NAMESPACE_END
