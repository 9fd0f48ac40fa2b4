#pragma once

/// \file gelu_normal.hpp

#include "gelu.hpp"
#include "kernels/shifted_normal_gate.hpp"
#include "parameter_gradients.hpp"

ACT_NAMESPACE_BEGIN

/// The gradients of a loss with respect to the parameters of gelu_normal_fn.
struct normal_parameter_gradients {
  /// By the parameter of that name.
  double mean, stddev;
};

/// The GELU with a normal distribution of its own, x P(N <= x), N normal with a mean and a standard deviation, both of
/// which can be learned: see parameter_backward(). Hendrycks & Gimpel, arXiv:1606.08415, section 2. For mean 0 and
/// stddev 1 it is gelu, to the bit; as stddev approaches 0 with mean 0 it becomes the ReLU.
///
/// With z = (x - mean) / stddev and w = x / stddev: f(x) = x Phi(z), f'(x) = Phi(z) + w phi(z),
/// f''(x) = (2 - w z) phi(z) / stddev; the derivatives by mean and stddev are -w phi(z) and -w z phi(z).
///
/// For float, float16 and bfloat16 the parameters are first rounded to float, to a finite mean and a positive stddev.
///
/// Domain: all of T. f(+-0) = +-0, f(+inf) = +inf, f(-inf) = -0, NaN for NaN; f'(+inf) = 1, f'(-inf) = -0. A finite x
/// gives a finite result. Where x is more than 41.5 standard deviations below the mean the result is a zero, in float
/// more than 20.
///
/// Throws std::invalid_argument unless mean and stddev are finite and stddev > 0; in a constant expression that does
/// not compile.
///
/// Accuracy: the value has an error of at most 4 ULP, in double for |x| < 2^150. The derivative, a sum of Phi(z) and
/// w phi(z) that changes its sign, of at most 4 ULP of the sum of their magnitudes.
struct gelu_normal_fn : activation_base<gelu_normal_fn> {
  using activation_base::derivative;
  using activation_base::second_derivative;
  static constexpr const char* name = "gelu_normal";

  /// Of the normal distribution.
  double mean = 0.0, stddev = 1.0;

  /// Mean 0, standard deviation 1.
  constexpr gelu_normal_fn() = default;
  /// Throws std::invalid_argument unless mean and stddev are finite and stddev > 0.
  constexpr gelu_normal_fn(double mean_, double stddev_) : mean(mean_), stddev(stddev_) {
    if (!detail::is_finite(mean)) detail::fail_parameter(name, "mean must be finite", mean);
    if (!(detail::is_finite(stddev) && stddev > 0))
      detail::fail_parameter(name, "stddev must be finite and > 0", stddev);
  }

  friend constexpr bool operator==(const gelu_normal_fn&, const gelu_normal_fn&) = default;

  /// The sums over all elements of dy df/dmean and dy df/dstddev, in double, in an order that depends on their number
  /// alone.
  template <input_range X, input_range_of<element_of<X>> DY>
  normal_parameter_gradients parameter_backward(const X& x, const DY& dy) const {
    return parameter_backward(detail::calling_thread{}, x, dy);
  }
  template <class E, input_range X, input_range_of<element_of<X>> DY>
  requires executor<E> normal_parameter_gradients parameter_backward(E&& execute, const X& x, const DY& dy)
  const {
    const kernels::shifted_normal_gate<computed_in<element_of<X>>> kernel(mean, stddev);
    const auto sums = detail::sum_parameter_gradients<2>(name, execute, detail::read(x), detail::read(dy),
                                                         [&](auto wide) { return kernel.parameter_derivatives(wide); });
    return {sums[0], sums[1]};
  }

  template <simd::vector V, class Result = simd::lane_of<V>, class F>
  ACT_INLINE auto with_kernel(const F& f) const {
    if (mean == 0 && stddev == 1) return f(kernels::called<typename kernels::normal_gate_for<V, Result>::type>{});
    return f(kernels::shifted_normal_gate<simd::lane_of<V>>(mean, stddev));
  }
  template <simd::vector V>
  V value(V x) const {
    return with_kernel<V>([x](const auto& kernel) { return kernel.template value<V>(x); });
  }
  template <simd::vector V>
  V derivative(V x) const {
    return with_kernel<V>([x](const auto& kernel) { return kernel.template derivative<V>(x); });
  }
  template <simd::vector V>
  V second_derivative(V x) const {
    if (mean == 0 && stddev == 1) return gelu.second_derivative<V>(x);
    return kernels::shifted_normal_gate<simd::lane_of<V>>(mean, stddev).second_derivative(x);
  }
};

ACT_NAMESPACE_END
