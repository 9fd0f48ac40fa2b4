#pragma once

/// \file half_elu.hpp
/// The ELU with alpha = 1 and its derivative for float16 and bfloat16: floats which, rounded once more, are the
/// correctly rounded results for every number of the type.
///
/// Those of the kernels in float happen to be that. Where one instruction chooses among 32 entries there are shorter
/// ones: the value is the greater of x and t E(t), t = |x|, limited, E(t) = (e^-t - 1) / t from a table; on the left
/// e^x - 1 >= x, and on the right t E(t) is negative. The derivative in float16 is e^x, x limited to 0 and to the
/// table.
///
/// Instructions a vector with AVX-512, without those that copy registers: float16 11 for the value, 12 for the
/// derivative; bfloat16 9 for the value.

#include "../half.hpp"
#include "elu.hpp"
#include "half_polynomial.hpp"
#include "half_tables.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

/// In float.
struct elu_with_alpha_one {
  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return with_elu<V>(1, [x](const auto& kernel) ACT_INLINE_LAMBDA { return kernel.value(x); });
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    return with_elu<V>(1, [x](const auto& kernel) ACT_INLINE_LAMBDA { return kernel.derivative(x); });
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    return with_elu<V>(1, [x](const auto& kernel) ACT_INLINE_LAMBDA { return kernel.value_and_derivative(x); });
  }
};

template <class Table, simd::vector V>
ACT_INLINE V half_elu_value(V x) {
  const V t = simd::min_magnitude(x, V(Table::reach));
  return simd::max(simd::product(t, half_polynomial<Table>(t)), x);
}

struct half_elu_float16 {
  static constexpr bool goes_side_by_side = true;

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return half_elu_value<float16_tables::elu_value>(x);
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    using table = float16_tables::elu_derivative;
    return half_polynomial<table>(simd::min(V(0), simd::max(V(-table::reach), x)));  // NaN stays
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    return {value(x), derivative(x)};
  }
};

/// e^x goes on for as long as in float.
struct half_elu_bfloat16 {
  static constexpr bool is_off_ties = true, goes_side_by_side = true;

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return half_elu_value<bfloat16_tables::elu_value>(x);
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    return elu_in_float<elu_by_scaling, elu_alpha_one>{}.derivative(x);
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    return {value(x), derivative(x)};
  }
};

/// The kernel for alpha = 1 whose results are rounded to Result.
template <simd::vector V, class Result>
using elu_for =
    std::conditional_t<simd::table_entries<V> != 32, elu_with_alpha_one,
                       std::conditional_t<std::is_same_v<Result, float16>, half_elu_float16, half_elu_bfloat16>>;

}  // namespace kernels
ACT_NAMESPACE_END
