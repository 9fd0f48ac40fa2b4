#pragma once

/// \file call.hpp
/// The range forms' way to the loops for the instruction set that this machine runs.

#include "../forms.hpp"
#include "../ranges.hpp"
#include "activations.hpp"
#include "kernel_table.hpp"

#include <cstring>

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

/// The first elements, without their types.
template <class Arrays>
struct untyped_arrays {
  std::array<const void*, Arrays::inputs> in;
  std::array<void*, Arrays::outputs> out;

  explicit untyped_arrays(const Arrays& memory) {
    for (std::size_t k = 0; k < Arrays::inputs; ++k) in[k] = memory.in[k];
    for (std::size_t k = 0; k < Arrays::outputs; ++k) out[k] = memory.out[k];
  }
};

template <dispatched Activation>
const dispatch::kernel_table& chosen_table() {
  static_assert(std::is_trivially_copyable_v<Activation>);
  return dispatch::chosen_for<typename dispatch_key<Activation>::type>::table();
}

template <class Form, dispatched Activation, class Arrays>
void compute_dispatched(const Activation& activation, const Arrays& memory, std::size_t begin, std::size_t end,
                        bool streaming) {
  const untyped_arrays<Arrays> untyped(memory);
  chosen_table<Activation>().compute[dispatched_forms::index_of<Form>()][type_pair_index<Arrays>](
      &activation, untyped.in.data(), untyped.out.data(), begin, end, streaming);
}

template <dispatched Activation, class Matrix, class Sum>
void sum_columns_dispatched(const Activation& activation, std::size_t row_count, const Matrix& rows, std::size_t begin,
                            std::size_t count, Sum* sums) {
  using memory = decltype(rows.first_row);
  const untyped_arrays<memory> untyped(rows.first_row);
  chosen_table<Activation>().sum_columns[type_pair_index<memory>](&activation, row_count, untyped.in.data(),
                                                                  untyped.out.data(), rows.in_stride.data(),
                                                                  rows.out_stride.data(), begin, count, sums);
}

}  // namespace detail
ACT_NAMESPACE_END
