#pragma once

/// \file define.hpp
/// Defines the loops of an activation for the instruction set that a source is compiled for. Such a source has nothing
/// else in it:
///
///     #include "softsign.hpp"
///     #include <act/dispatch/define.hpp>
///     ACT_DEFINE_DISPATCHED(softsign_fn)
///
/// It is compiled once for each set, by act_add_dispatched() in CMake, which has the flags. They include
/// ACT_DISPATCH_KERNELS, which keeps the names of all functions in it apart from those in other sources: the linker,
/// which takes one of several definitions of an inline function, may never take one of these.

#include "../bias_backward.hpp"
#include "call.hpp"

#include <cstring>

ACT_NAMESPACE_BEGIN
namespace detail {

#if defined(__AVX512F__) && defined(__AVX512DQ__) && defined(__AVX512BW__) && defined(__AVX512VL__)
inline constexpr auto dispatched_set = dispatch::instruction_set::avx512;
#elif defined(__AVX2__) && defined(__FMA__) && defined(__F16C__)
inline constexpr auto dispatched_set = dispatch::instruction_set::avx2;
#else
inline constexpr auto dispatched_set = dispatch::instruction_set::baseline;
#endif

/// The object whose bytes are given; it is copied, for it is of the caller's type.
template <class Activation>
Activation activation_from(const void* bytes) {
  if constexpr (std::is_empty_v<Activation>) {
    return {};
  } else {
    std::array<std::byte, sizeof(Activation)> copy;
    std::memcpy(copy.data(), bytes, sizeof copy);
    return simd::bit_cast<Activation>(copy);
  }
}

template <class Form, class Pair>
using arrays_of_form = arrays<typename Pair::input, typename Pair::output, Form::inputs.size(), Form::outputs.size()>;

template <class Arrays>
ACT_INLINE matrix<Arrays> typed_rows(const void* const* in, void* const* out, const dispatch::rows_shape& shape) {
  matrix<Arrays> rows{{}, shape.columns, {}, shape.out_stride};
  for (std::size_t k = 0; k < Arrays::inputs; ++k) {
    rows.first_row.in[k] = static_cast<const typename Arrays::input*>(in[k]);
    rows.in_stride[k] = shape.in_stride[k];
  }
  for (std::size_t k = 0; k < Arrays::outputs; ++k)
    rows.first_row.out[k] = static_cast<typename Arrays::output*>(out[k]);
  return rows;
}

struct conversion {
  template <class Inputs, class Lanes>
  ACT_INLINE auto operator()(const Inputs& in, Lanes&&) const {
    return in;
  }
};

template <class From, class To>
void convert(const From* from, To* to, std::size_t count) {
  transform<simd::native<float>>(arrays<From, To, 1, 1>{{from}, {to}}, 0, count, false, conversion{});
}

/// Where 16 bits are on one side alone, and for the rarer forms: by way of short arrays of float. Loops of their own,
/// of which there would be as many as all others together, would spare these a load and a store of each vector. No
/// output bypasses the caches, for that takes a wait at the end of each short array.
template <class Form, class Arrays>
inline constexpr bool goes_by_way_of_floats = !std::same_as<typename Arrays::input, typename Arrays::output> ||
                                              (half<typename Arrays::input> && Form::needs_activation);

template <class Form, class Activation, class Arrays>
void compute_by_way_of_floats(const Activation& activation, const Arrays& memory, std::size_t begin, std::size_t end) {
  constexpr std::size_t most = 512;
  alignas(64) float in[Arrays::inputs][most], out[Arrays::outputs][most];
  for (std::size_t i = begin; i < end; i += most) {
    const std::size_t count = std::min(end - i, most);
    arrays<float, float, Arrays::inputs, Arrays::outputs> floats;
    for (std::size_t k = 0; k < Arrays::inputs; ++k) {
      if constexpr (half<typename Arrays::input>) {
        convert(memory.in[k] + i, in[k], count);
        floats.in[k] = in[k];
      } else {
        floats.in[k] = memory.in[k] + i;
      }
    }
    for (std::size_t k = 0; k < Arrays::outputs; ++k) {
      if constexpr (half<typename Arrays::output>) {
        floats.out[k] = out[k];
      } else {
        floats.out[k] = memory.out[k] + i;
      }
    }
    compute<Form>(activation, one_row(floats, count), 0, count, false);
    if constexpr (half<typename Arrays::output>) {
      for (std::size_t k = 0; k < Arrays::outputs; ++k) convert(out[k], memory.out[k] + i, count);
    }
  }
}

/// f(row, from, to) for the columns [from, to) of each row in which some of the elements [begin, end) are.
template <class Arrays, class F>
ACT_INLINE void for_each_row(const matrix<Arrays>& rows, std::size_t begin, std::size_t end, const F& f) {
  std::size_t row = begin < rows.columns ? 0 : begin / rows.columns;
  for (std::size_t i = begin; i < end; ++row) {
    const std::size_t row_begin = row * rows.columns;
    const std::size_t stop = end - row_begin < rows.columns ? end : row_begin + rows.columns;
    f(row, i - row_begin, stop - row_begin);
    i = stop;
  }
}

template <class Activation, class Form, class Pair>
void compute_untyped(const void* bytes, const void* const* in, void* const* out, const dispatch::rows_shape& shape,
                     std::size_t begin, std::size_t end, bool streaming) {
  using memory = arrays_of_form<Form, Pair>;
  const auto activation = activation_from<Activation>(bytes);
  const matrix<memory> rows = typed_rows<memory>(in, out, shape);
  if constexpr (goes_by_way_of_floats<Form, memory>) {
    for_each_row(rows, begin, end, [&](std::size_t row, std::size_t from, std::size_t to) {
      compute_by_way_of_floats<Form>(activation, rows.row(row), from, to);
    });
  } else {
    compute<Form>(activation, rows, begin, end, streaming);
  }
}

/// Only some activations have the kernels of the rarer forms.
template <class Form, class Activation>
constexpr bool has_form() {
  using V = simd::native<float>;
  if constexpr (std::same_as<Form, forms::second_derivative>) {
    return requires(const Activation& f, V x) { f.template second_derivative<V>(x); };
  } else if constexpr (std::same_as<Form, forms::backward_from_value>) {
    return requires(const Activation& f, V y) { f.template derivative_from_value<V>(y); };
  } else {
    return true;
  }
}

template <class Activation, class Pair>
void bias_backward_untyped(const void* activation, std::size_t row_count, const void* const* in, void* const* out,
                           const dispatch::rows_shape& shape, void* sums) {
  using memory = arrays_of_form<forms::bias_backward, Pair>;
  compute_bias_backward(activation_from<Activation>(activation), row_count, typed_rows<memory>(in, out, shape),
                        static_cast<computed_in<typename Pair::input>*>(sums));
}

template <class Activation, class... Forms, class... Pairs>
constexpr dispatch::kernel_table tabulated(type_list<Forms...>, type_list<Pairs...> pairs) {
  const auto row = [&]<class Form>(dispatch::kernel_table& table, std::type_identity<Form>) {
    if constexpr (has_form<Form, Activation>()) {
      std::size_t column = 0;
      ((table.compute[dispatched_forms::index_of<Form>()][column++] = compute_untyped<Activation, Form, Pairs>), ...);
    }
  };
  dispatch::kernel_table table{};
  (row(table, std::type_identity<Forms>{}), ...);
  ((table.bias_backward[decltype(pairs)::template index_of<Pairs>()] = bias_backward_untyped<Activation, Pairs>), ...);
  return table;
}

}  // namespace detail
ACT_NAMESPACE_END

#define ACT_DEFINE_TABLE(...)                                                                                      \
  template <>                                                                                                      \
  constinit const act::dispatch::kernel_table                                                                      \
      act::dispatch::table_for<act::detail::dispatch_key<__VA_ARGS__>::type, act::detail::dispatched_set>::table = \
          act::detail::tabulated<__VA_ARGS__>(act::detail::dispatched_forms{}, act::detail::dispatched_type_pairs{});

#if !defined(ACT_DISPATCH_KERNELS)
#define ACT_DEFINE_DISPATCHED(...) static_assert(false, "a source for act_add_dispatched() of act's CMake package")
#elif defined(__AVX2__)
#define ACT_DEFINE_DISPATCHED(...) ACT_DEFINE_TABLE(__VA_ARGS__)
#else
#define ACT_DEFINE_DISPATCHED(...) \
  ACT_DEFINE_TABLE(__VA_ARGS__)    \
  ACT_DEFINE_CHOICE(act::detail::dispatch_key<__VA_ARGS__>::type)
#endif

#if defined(__x86_64__)
#define ACT_DEFINE_CHOICE(key)                                                 \
  template <>                                                                  \
  const act::dispatch::kernel_table& act::dispatch::chosen_for<key>::table() { \
    switch (active_set()) {                                                    \
      case instruction_set::avx512:                                            \
        return table_for<key, instruction_set::avx512>::table;                 \
      case instruction_set::avx2:                                              \
        return table_for<key, instruction_set::avx2>::table;                   \
      default:                                                                 \
        return table_for<key, instruction_set::baseline>::table;               \
    }                                                                          \
  }
#else
#define ACT_DEFINE_CHOICE(key)                                                 \
  template <>                                                                  \
  const act::dispatch::kernel_table& act::dispatch::chosen_for<key>::table() { \
    return table_for<key, instruction_set::baseline>::table;                   \
  }
#endif
