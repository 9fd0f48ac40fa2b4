#pragma once

/// \file call.hpp
/// The range forms' way to the loops for the instruction set that this machine runs.

#include "../forms.hpp"
#include "../ranges.hpp"
#include "../transform.hpp"
#include "activations.hpp"
#include "kernel_table.hpp"

ACT_NAMESPACE_BEGIN
namespace detail {

template <class... Types>
struct type_list {
  static constexpr std::size_t size = sizeof...(Types);

  template <class T>
  static constexpr std::size_t index_of() {
    constexpr bool is_same[] = {std::is_same_v<T, Types>...};
    std::size_t k = 0;
    while (!is_same[k]) ++k;
    return k;
  }
};

template <class In, class Out>
struct type_pair {
  using input = In;
  using output = Out;
};

/// The rows and columns of a kernel_table.
using dispatched_forms =
    type_list<forms::value, forms::derivative, forms::both, forms::backward, forms::bias, forms::gated,
              forms::gated_backward, forms::second_derivative, forms::backward_from_value>;
using dispatched_type_pairs =
    type_list<type_pair<float, float>, type_pair<double, double>, type_pair<float16, float16>,
              type_pair<bfloat16, bfloat16>, type_pair<float, float16>, type_pair<float, bfloat16>,
              type_pair<float16, float>, type_pair<bfloat16, float>>;
static_assert(dispatched_forms::size == dispatch::form_count);
static_assert(dispatched_type_pairs::size == dispatch::type_pair_count);

/// The compiler's own 16-bit types have the bits of act's.
template <class T>
using dispatched_type = std::conditional_t<half<T>, half_format_of<T>, T>;
template <class Arrays>
inline constexpr std::size_t type_pair_index = dispatched_type_pairs::index_of<
    type_pair<dispatched_type<typename Arrays::input>, dispatched_type<typename Arrays::output>>>();

/// Rows, without their types.
template <class Arrays>
struct untyped_rows {
  std::array<const void*, Arrays::inputs> in;
  std::array<void*, Arrays::outputs> out;
  dispatch::rows_shape shape;

  explicit untyped_rows(const matrix<Arrays>& rows) : shape{rows.columns, rows.in_stride.data(), rows.out_stride} {
    for (std::size_t k = 0; k < Arrays::inputs; ++k) in[k] = rows.first_row.in[k];
    for (std::size_t k = 0; k < Arrays::outputs; ++k) out[k] = rows.first_row.out[k];
  }
};

template <dispatched Activation>
const dispatch::kernel_table& chosen_table() {
  static_assert(std::is_trivially_copyable_v<Activation>);
  return dispatch::chosen_for<typename dispatch_key<Activation>::type>::table();
}

template <class Form, dispatched Activation, class Arrays>
void compute_dispatched(const Activation& activation, const matrix<Arrays>& rows, std::size_t begin, std::size_t end,
                        bool streaming) {
  const untyped_rows<Arrays> untyped(rows);
  chosen_table<Activation>().compute[dispatched_forms::index_of<Form>()][type_pair_index<Arrays>](
      &activation, untyped.in.data(), untyped.out.data(), untyped.shape, begin, end, streaming);
}

template <dispatched Activation, class Arrays, class Sum>
void compute_bias_backward_dispatched(const Activation& activation, std::size_t row_count, const matrix<Arrays>& rows,
                                      Sum* sums) {
  const untyped_rows<Arrays> untyped(rows);
  chosen_table<Activation>().bias_backward[type_pair_index<Arrays>](&activation, row_count, untyped.in.data(),
                                                                    untyped.out.data(), untyped.shape, sums);
}

}  // namespace detail
ACT_NAMESPACE_END
