#pragma once

/// \file kernel.hpp
/// A kernel on its own against the formula, over the part of the line that it is for.

#include "../catch2.hpp"
#include "../reference/activation.hpp"
#include "../reference/ulp.hpp"
#include "../vectors.hpp"

#include <cmath>

namespace contract {

struct kernel_bounds {
  double value, derivative;
};

/// `count` inputs of [low, high], half of them evenly spaced and half crowding towards zero.
template <class T>
std::vector<T> inputs_between(double low, double high, int count) {
  std::vector<T> inputs;
  for (int i = 0; i < count; ++i) {
    const double even = low + (high - low) * i / (count - 1);
    inputs.push_back(static_cast<T>(even));
    inputs.push_back(static_cast<T>(even * std::exp2(-i % 40)));
  }
  return inputs;
}

/// value() and derivative() of the kernel keep their bounds in ULP, the derivative more than 1/2 away from its sign
/// change.
template <class V, class Kernel>
void kernel_keeps(const Kernel& kernel, const reference::activation& f, double low, double high, kernel_bounds bounds) {
  using T = act::simd::lane_of<V>;
  const auto x = inputs_between<T>(low, high, 700);
  std::vector<T> y(x.size()), slope(x.size());
  vectors::map<V>(x.data(), y.data(), x.size(), [&](V lanes) { return kernel.value(lanes); });
  vectors::map<V>(x.data(), slope.data(), x.size(), [&](V lanes) { return kernel.derivative(lanes); });
  for (std::size_t i = 0; i < x.size(); ++i) {
    const auto exact = f.exact(static_cast<double>(x[i]));
    INFO(f.name << " on " << vectors::name_of<V>() << " at " << x[i]);
    REQUIRE(reference::error_in_ulp(y[i], exact.value) <= bounds.value);
    if (!reference::is_near_sign_change(f, static_cast<double>(x[i])))
      REQUIRE(reference::error_in_ulp(slope[i], exact.derivative) <= bounds.derivative);
  }
}

}  // namespace contract
