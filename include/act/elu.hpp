#pragma once

/// \file elu.hpp

#include "activation.hpp"
#include "kernels/elu.hpp"

ACT_NAMESPACE_BEGIN

/// The Exponential Linear Unit: x for x > 0, else alpha (e^x - 1). Clevert, Unterthiner & Hochreiter, arXiv:1511.07289.
///
/// f'(x) = 1 for x > 0, else alpha e^x: alpha at 0.
///
/// Domain: all of T. f(+-0) = +-0, f(+inf) = +inf, f(-inf) = -alpha, NaN for NaN; the derivative is 1 at +inf and +0 at
/// -inf. A huge alpha may overflow.
///
/// Throws std::invalid_argument unless alpha is finite and >= 0; in a constant expression that does not compile.
///
/// Accuracy
/// --------
/// Errors in ULP:
///
///     type    instructions  quantity    bound  worst   at
///     float   with FMA      value       1.0    0.8585  -0x1.b8611ep-5
///     float   with FMA      derivative  2      0.8365  -0x1.5d8626p+6
///     float   without FMA   value       4      0.5001  -0x1.b9bc9ap-3
///     float   without FMA   derivative  8      0.5001  -0x1.3b4ee4p-2
///     double  with FMA      value       2      0.7856  -0x1.0eb0eae3430dep-2
///     double  with FMA      derivative  4      0.7499  -0x1.623f3076e20cp+9
///     double  without FMA   value       4      0.7856  -0x1.0eb0eae3430dep-2
///     double  without FMA   derivative  8      0.7603  -0x1.625a369d9d402p+9
///
/// The same for elu_fn{1.67}, which stands for every other alpha:
///
///     type    instructions  quantity    bound  worst   at
///     float   with FMA      value       2      1.6080  -0x1.181468p-3
///     float   with FMA      derivative  3      1.8866  -0x1.4c25d6p+6
///     float   without FMA   value       2      0.5002  -0x1.358864p-2
///     float   without FMA   derivative  3      0.5001  -0x1.3a6a14p-2
///     double  with FMA      value       2      1.4042  -0x1.664eed6a37dep-2
///     double  with FMA      derivative  3      1.3376  -0x1.39a1eda566144p+0
///     double  without FMA   value       2      1.4042  -0x1.664eed6a37dep-2
///     double  without FMA   derivative  3      1.3382  -0x1.5f005de6130edp+9
struct elu_fn : activation_base<elu_fn> {
  using activation_base::derivative;
  using activation_base::value_and_derivative;
  static constexpr const char* name = "elu";

  double alpha = 1.0;

  constexpr elu_fn() = default;
  constexpr explicit elu_fn(double alpha_) : alpha(alpha_) {
    if (!(alpha >= 0 && alpha <= std::numeric_limits<double>::max()))
      detail::fail("act::elu: alpha must be finite and >= 0");
  }

  friend constexpr bool operator==(const elu_fn&, const elu_fn&) = default;

  template <simd::vector V, class F>
  ACT_INLINE auto with_kernel(const F& f) const {
    return kernels::with_elu<V>(alpha, f);
  }
  template <simd::vector V>
  ACT_INLINE V value(V x) const {
    return with_kernel<V>([x](const auto& kernel) { return kernel.value(x); });
  }
  template <simd::vector V>
  ACT_INLINE V derivative(V x) const {
    return with_kernel<V>([x](const auto& kernel) { return kernel.derivative(x); });
  }
  template <simd::vector V>
  ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) const {
    return with_kernel<V>([x](const auto& kernel) { return kernel.value_and_derivative(x); });
  }
};

inline constexpr elu_fn elu{};

ACT_NAMESPACE_END
