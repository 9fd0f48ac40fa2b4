#pragma once

/// \file forms.hpp
/// What each form computes of vectors: the kernel's results, and what it does to them. A form knows its arguments'
/// names and which of its inputs the activation is applied to; it knows nothing of memory.

#include "simd/arithmetic.hpp"
#include "value_and_derivative.hpp"

#include <array>

ACT_NAMESPACE_BEGIN
namespace detail {

// The explicit template argument leaves the kernels as the only candidates among what bears these names.
template <simd::vector V, class Kernel>
ACT_INLINE V value_of(const Kernel& kernel, V x) {
  return kernel.template value<V>(x);
}
template <simd::vector V, class Kernel>
ACT_INLINE V derivative_of(const Kernel& kernel, V x) {
  return kernel.template derivative<V>(x);
}
template <simd::vector V, class Kernel>
ACT_INLINE value_and_derivative<V> both_of(const Kernel& kernel, V x) {
  if constexpr (requires { kernel.template value_and_derivative<V>(x); }) {
    return kernel.template value_and_derivative<V>(x);
  } else {
    return {value_of(kernel, x), derivative_of(kernel, x)};
  }
}

/// A kernel for lanes whose results may be subnormal.
template <class Kernel>
struct for_rare_lanes : Kernel {
  static constexpr bool is_for_rare_lanes = true;
};

/// factor times a result of a kernel, rounded.
template <class Kernel, simd::vector V>
ACT_INLINE V times_result(V factor, V result) {
  if constexpr (requires { Kernel::is_for_rare_lanes; }) {
    return simd::product_with_subnormal(factor, result);
  } else {
    return simd::product(factor, result);
  }
}

namespace forms {

struct form {
  /// Whether it returns_kernels_results as they are, is_of_value or is_of_derivative alone, needs_activation for more
  /// than kernels have, and takes_rows that do not lie side by side.
  static constexpr bool returns_kernels_results = false, is_of_value = false, is_of_derivative = false,
                        needs_activation = false, takes_rows = false;
};

/// A form of one input, or whose first input is what the activation is applied to.
struct of_first_input : form {
  template <simd::vector V, std::size_t Inputs>
  static ACT_INLINE V argument(const std::array<V, Inputs>& in) {
    return in[0];
  }
};

struct value : of_first_input {
  static constexpr const char* name = "";
  static constexpr std::array inputs = {"x"};
  static constexpr std::array outputs = {"y"};
  static constexpr bool returns_kernels_results = true, is_of_value = true;

  template <simd::vector V, class Kernel>
  static ACT_INLINE std::array<V, 1> of(const Kernel& kernel, V x, const std::array<V, 1>&) {
    return {value_of(kernel, x)};
  }
};

struct derivative : of_first_input {
  static constexpr const char* name = ".derivative";
  static constexpr std::array inputs = {"x"};
  static constexpr std::array outputs = {"dydx"};
  static constexpr bool returns_kernels_results = true, is_of_derivative = true;

  template <simd::vector V, class Kernel>
  static ACT_INLINE std::array<V, 1> of(const Kernel& kernel, V x, const std::array<V, 1>&) {
    return {derivative_of(kernel, x)};
  }
};

struct both : of_first_input {
  static constexpr const char* name = ".value_and_derivative";
  static constexpr std::array inputs = {"x"};
  static constexpr std::array outputs = {"y", "dydx"};
  static constexpr bool returns_kernels_results = true;

  template <simd::vector V, class Kernel>
  static ACT_INLINE std::array<V, 2> of(const Kernel& kernel, V x, const std::array<V, 1>&) {
    const auto both = both_of(kernel, x);
    return {both.value, both.derivative};
  }
};

/// dy f'(x)
struct backward : of_first_input {
  static constexpr bool is_of_derivative = true;
  static constexpr const char* name = ".backward";
  static constexpr std::array inputs = {"x", "dy"};
  static constexpr std::array outputs = {"dx"};

  template <simd::vector V, class Kernel>
  static ACT_INLINE std::array<V, 1> of(const Kernel& kernel, V x, const std::array<V, 2>& in) {
    return {times_result<Kernel>(in[1], derivative_of(kernel, x))};
  }
};

/// f''(x)
struct second_derivative : of_first_input {
  static constexpr const char* name = ".second_derivative";
  static constexpr std::array inputs = {"x"};
  static constexpr std::array outputs = {"d2ydx2"};
  static constexpr bool needs_activation = true;

  template <simd::vector V, class Activation>
  static ACT_INLINE std::array<V, 1> of(const Activation& activation, V x, const std::array<V, 1>&) {
    return {activation.template second_derivative<V>(x)};
  }
};

/// dy f'(x), given y = f(x)
struct backward_from_value : of_first_input {
  static constexpr const char* name = ".backward_from_value";
  static constexpr std::array inputs = {"y", "dy"};
  static constexpr std::array outputs = {"dx"};
  static constexpr bool needs_activation = true;

  template <simd::vector V, class Activation>
  static ACT_INLINE std::array<V, 1> of(const Activation& activation, V y, const std::array<V, 2>& in) {
    return {simd::product(in[1], activation.template derivative_from_value<V>(y))};
  }
};

/// A form of x + bias, the sum rounded.
struct of_biased_input : form {
  static constexpr bool takes_rows = true;

  template <simd::vector V, std::size_t Inputs>
  static ACT_INLINE V argument(const std::array<V, Inputs>& in) {
    return simd::opaque(in[0] + in[1]);
  }
};

/// f(x + bias)
struct bias : of_biased_input {
  static constexpr bool is_of_value = true;
  static constexpr const char* name = ".bias";
  static constexpr std::array inputs = {"x", "bias"};
  static constexpr std::array outputs = {"y"};

  template <simd::vector V, class Kernel>
  static ACT_INLINE std::array<V, 1> of(const Kernel& kernel, V t, const std::array<V, 2>&) {
    return {value_of(kernel, t)};
  }
};

/// dy f'(x + bias)
struct bias_backward : of_biased_input {
  static constexpr bool is_of_derivative = true;
  static constexpr const char* name = ".bias_backward";
  static constexpr std::array inputs = {"x", "bias", "dy"};
  static constexpr std::array outputs = {"dx"};

  template <simd::vector V, class Kernel>
  static ACT_INLINE std::array<V, 1> of(const Kernel& kernel, V t, const std::array<V, 3>& in) {
    return {times_result<Kernel>(in[2], derivative_of(kernel, t))};
  }
};

/// f(gate) value
struct gated : of_first_input {
  static constexpr bool takes_rows = true, is_of_value = true;
  static constexpr const char* name = ".gated";
  static constexpr std::array inputs = {"gate", "value"};
  static constexpr std::array outputs = {"y"};

  template <simd::vector V, class Kernel>
  static ACT_INLINE std::array<V, 1> of(const Kernel& kernel, V gate, const std::array<V, 2>& in) {
    return {times_result<Kernel>(in[1], value_of(kernel, gate))};
  }
};

/// (dy value) f'(gate) and dy f(gate)
struct gated_backward : of_first_input {
  static constexpr bool takes_rows = true;
  static constexpr const char* name = ".gated_backward";
  static constexpr std::array inputs = {"gate", "value", "dy"};
  static constexpr std::array outputs = {"dgate", "dvalue"};

  template <simd::vector V, class Kernel>
  static ACT_INLINE std::array<V, 2> of(const Kernel& kernel, V gate, const std::array<V, 3>& in) {
    const auto both = both_of(kernel, gate);
    return {times_result<Kernel>(simd::product(in[2], in[1]), both.derivative),
            times_result<Kernel>(in[2], both.value)};
  }
};

}  // namespace forms
}  // namespace detail
ACT_NAMESPACE_END
