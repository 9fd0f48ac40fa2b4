#pragma once

/// \file elu.hpp

#include "activation.hpp"
#include "kernels/half_elu.hpp"

ACT_NAMESPACE_BEGIN

/// The Exponential Linear Unit: x for x > 0, else alpha (e^x - 1). Clevert, Unterthiner & Hochreiter, arXiv:1511.07289.
///
/// f'(x) = 1 for x > 0, else alpha e^x: alpha at 0.
///
/// Domain: all of T. f(+-0) = +-0, f(+inf) = +inf, f(-inf) = -alpha, NaN for NaN; the derivative is 1 at +inf and +0 at
/// -inf. A huge alpha may overflow. The second derivative is the derivative for x <= 0, else 0. backward_from_value()
/// computes y + alpha for y <= 0: it misses what the rounding of y lost, half an ulp of y.
///
/// Throws std::invalid_argument unless alpha is finite and >= 0; in a constant expression that does not compile.
///
/// Accuracy
/// --------
/// Errors in ULP:
///
///     type    instructions  quantity    bound  worst   at
///     float   with FMA      value       1.0    0.9301  -0x1.8cd736p-2
///     float   with FMA      derivative  2      1.0361  -0x1.762232p+2
///     float   without FMA   value       4      0.5001  -0x1.9fa99cp-3
///     float   without FMA   derivative  8      0.5001  -0x1.3b4ee4p-2
///     double  with FMA      value       2      0.9985  -0x1.07fe4b1c0e95ap+5
///     double  with FMA      derivative  4      1.4906  -0x1.a570b717d7bd2p+8
///     double  without FMA   value       4      0.8792  -0x1.1350ca2814797p-2
///     double  without FMA   derivative  8      0.7766  -0x1.625cecf8c5eb2p+9
///
/// The same for elu_fn{1.67}, which stands for every other alpha:
///
///     type    instructions  quantity    bound  worst   at
///     float   with FMA      value       2      1.8972  -0x1.6b265p-2
///     float   with FMA      derivative  3      2.0334  -0x1.047caep+3
///     float   without FMA   value       2      0.5002  -0x1.359854p-2
///     float   without FMA   derivative  3      0.5001  -0x1.8ba3a2p+1
///     double  with FMA      value       2      1.8228  -0x1.6c1e8b73f6528p-2
///     double  with FMA      derivative  3      2.2964  -0x1.ad04729e8e7p+8
///     double  without FMA   value       2      1.6158  -0x1.5d1b6f511ad38p-2
///     double  without FMA   derivative  3      1.3577  -0x1.ee0ecd7853b2ap+0
struct elu_fn : activation_base<elu_fn> {
  using activation_base::derivative;
  using activation_base::second_derivative;
  using activation_base::value_and_derivative;
  static constexpr const char* name = "elu";

  /// Results approach -alpha on the left.
  double alpha = 1.0;

  /// alpha is 1 unless given; throws std::invalid_argument unless it is finite and >= 0.
  constexpr elu_fn() = default;
  constexpr explicit elu_fn(double alpha_) : alpha(alpha_) {
    if (!(detail::is_finite(alpha) && alpha >= 0)) detail::fail_parameter(name, "alpha must be finite and >= 0", alpha);
  }

  friend constexpr bool operator==(const elu_fn&, const elu_fn&) = default;

  template <simd::vector V, class Result = simd::lane_of<V>, class F>
  ACT_INLINE auto with_kernel(const F& f) const {
    if constexpr (std::is_same_v<Result, float16> || std::is_same_v<Result, bfloat16>) {
      if (alpha == 1) return f(kernels::elu_for<V, Result>{});
    }
    return kernels::with_elu<V>(alpha, f);
  }
  template <simd::vector V>
  ACT_FLATTEN ACT_INLINE V value(V x) const {
    return with_kernel<V>([x](const auto& kernel) { return kernel.value(x); });
  }
  template <simd::vector V>
  ACT_FLATTEN ACT_INLINE V derivative(V x) const {
    return with_kernel<V>([x](const auto& kernel) { return kernel.derivative(x); });
  }
  template <simd::vector V>
  ACT_FLATTEN ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) const {
    return with_kernel<V>([x](const auto& kernel) { return kernel.value_and_derivative(x); });
  }
  template <simd::vector V>
  ACT_FLATTEN ACT_INLINE V second_derivative(V x) const {
    return simd::select(x > V(0), V(0), derivative(x));
  }
  /// y + alpha for y <= 0.
  template <simd::vector V>
  ACT_FLATTEN ACT_INLINE V derivative_from_value(V y) const {
    return simd::select(y > V(0), V(1), y + V(static_cast<simd::lane_of<V>>(alpha)));
  }
};

/// The ELU with alpha 1: see elu_fn.
inline constexpr elu_fn elu{};

ACT_NAMESPACE_END
