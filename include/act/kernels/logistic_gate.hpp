#pragma once

/// \file logistic_gate.hpp
/// The kernel of x sigma(w(x)) for each vector.

#include "gate_table.hpp"
#include "logistic_quotient.hpp"
#include "logistic_quotient_float.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

template <class Argument>
struct table_of;
template <>
struct table_of<identity_argument> : silu_table {};
template <>
struct table_of<sigmoid_argument> : gelu_sigmoid_table {};

/// Values as quotients, and derivatives, for which a quotient takes half as many instructions again, from the table.
template <class Argument>
struct quotient_and_slope_table {
  using for_value = near_logistic_quotient_float<Argument>;
  using for_derivative = gate_from_table<table_of<Argument>>;
  static constexpr bool goes_side_by_side = true;

  template <simd::vector V>
  static ACT_INLINE auto value_is_rare(V x) {
    return for_value::is_rare(x);
  }
  template <simd::vector V>
  static ACT_INLINE auto derivative_is_rare(V x) {
    return for_derivative::is_rare(x);
  }
  template <simd::vector V>
  static ACT_INLINE auto is_rare(V x) {
    return value_is_rare(x) | derivative_is_rare(x);
  }

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return for_value::value(x);
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    return for_derivative::derivative(x);
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    return {value(x), derivative(x)};
  }
};

/// The kernel for the common lanes, or none.
template <class Argument, simd::vector V>
struct common_logistic_gate {
  using type = void;
};
template <class Argument, simd::vector V>
requires(sizeof(simd::lane_of<V>) == 8 && simd::is_fused<V>) struct common_logistic_gate<Argument, V> {
  using type = logistic_quotient<Argument>;
};
template <class Argument, simd::vector V>
requires(sizeof(simd::lane_of<V>) == 4 && simd::table_entries<V> == 32) struct common_logistic_gate<Argument, V> {
  using type = quotient_and_slope_table<Argument>;
};
template <simd::vector V>
requires(sizeof(simd::lane_of<V>) == 4 && simd::table_entries<V> == 32) struct common_logistic_gate<tanh_argument, V> {
  using type = gate_from_table<gelu_tanh_table>;
};

/// The kernel for every lane.
template <class Argument, simd::vector V>
using logistic_gate_everywhere = std::conditional_t<looks_up_eight_floats<V>, logistic_quotient_float<Argument>,
                                                    reflected<logistic_tails<Argument>>>;

template <class Argument, simd::vector V>
using logistic_gate =
    common_or_everywhere<typename common_logistic_gate<Argument, V>::type, logistic_gate_everywhere<Argument, V>>;

}  // namespace kernels
ACT_NAMESPACE_END
