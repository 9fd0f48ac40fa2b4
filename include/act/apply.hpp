#pragma once

/// \file apply.hpp
/// A form of an activation over arrays: its kernel chosen, the rows walked, the work given to an executor.

#include "dispatch/call.hpp"
#include "forms.hpp"
#include "ranges.hpp"
#include "transform.hpp"

#include <algorithm>

ACT_NAMESPACE_BEGIN
namespace detail {

/// A kernel, or its part for common lanes.
template <class Kernel>
struct common_part {
  using type = Kernel;
};
template <class Kernel>
requires requires { typename Kernel::common; }
struct common_part<Kernel> : common_part<typename Kernel::common> {};

/// A form of a kernel as the loop over memory calls it.
template <class Form, class Kernel>
struct looped {
  Kernel kernel;
  static constexpr bool leaves_lanes_out = requires { typename Kernel::common; };

  using common = typename common_part<Kernel>::type;
  /// Whether the kernel is made for numbers of 16 bits and gives no results that are ties of these.
  static constexpr bool results_are_off_ties = Form::returns_kernels_results && requires {
    requires common::is_off_ties;
  };
  /// Whether it takes two vectors as one, for which g++ has the registers where a form has one result.
  static constexpr bool goes_side_by_side =
      Form::outputs.size() == 1 && (requires {
        requires common::goes_side_by_side;
      } || (Form::is_of_derivative && requires { requires common::derivative_goes_side_by_side; }));

  template <class Inputs, class Lanes>
  ACT_INLINE auto operator()(const Inputs& in, Lanes&& lanes) const {
    const auto x = Form::argument(in);
    return Form::of(kernel_for(x, lanes), x, in);
  }

 private:
  /// The kernel for the lanes that the loop asks for.
  template <simd::vector V>
  ACT_INLINE const Kernel& kernel_for(V, simd::every_lane) const {
    return kernel;
  }
  template <simd::vector V>
  ACT_INLINE auto kernel_for(V x, simd::common_lanes<V>& lanes) const {
    using part = typename Kernel::common;
    if constexpr (Form::is_of_value) {
      lanes.leave_out(simd::rare_values<part>(x));
    } else if constexpr (Form::is_of_derivative) {
      lanes.leave_out(simd::rare_derivatives<part>(x));
    } else {
      lanes.leave_out(part::is_rare(x));
    }
    return part{};
  }
  template <simd::vector V>
  ACT_INLINE auto kernel_for(V, simd::rare_lanes) const {
    return for_rare_lanes<typename Kernel::everywhere>{};
  }
};

/// Calls f with what a form's loop computes with, on vectors V, where results are to be rounded to Result.
template <class Form, simd::vector V, class Result, class Activation, class F>
ACT_INLINE void with_kernel_for_loops(const Activation& activation, const F& f) {
  if constexpr (Form::needs_activation) {
    f(activation);
  } else if constexpr (requires { activation.template with_kernel<V, Result>(f); }) {
    activation.template with_kernel<V, Result>(f);
  } else if constexpr (requires { activation.template with_kernel<V>(f); }) {
    activation.template with_kernel<V>(f);
  } else {
    f(activation);
  }
}

/// What the kernel's own results are rounded to: a 16-bit format where that is the type of the inputs too and the form
/// returns them as they are, for then there may be a kernel that is made for these inputs alone.
template <class Form, class In, class Out>
using result_of_kernel = std::conditional_t<half<In> && std::same_as<In, Out> && Form::returns_kernels_results,
                                            half_format_of<Out>, computed_in<In>>;

/// A form of an activation over the elements [begin, end) of rows. Once in a program, not once for each executor.
template <class Form, class Activation, class Arrays>
ACT_OUT_OF_LINE void compute(const Activation& activation, const matrix<Arrays>& rows, std::size_t begin,
                             std::size_t end, bool streaming) {
  if constexpr (goes_through_dispatch<Activation>) {
    compute_dispatched<Form>(activation, rows, begin, end, streaming);
  } else {
    using input = typename Arrays::input;
    using V = simd::native<computed_in<input>>;
    using result = result_of_kernel<Form, input, typename Arrays::output>;
    with_kernel_for_loops<Form, V, result>(activation, [&](const auto& kernel) {
      const looped<Form, std::remove_cvref_t<decltype(kernel)>> of_vectors{kernel};
      if constexpr (Form::takes_rows) {
        transform<V>(rows, begin, end, streaming, of_vectors);
      } else {
        transform<V>(rows.first_row, begin, end, streaming, of_vectors);
      }
    });
  }
}

/// A form of an activation of scalars: of vectors of which one lane is used.
template <class Form, class Activation, element T, std::size_t Inputs>
ACT_INLINE std::array<T, Form::outputs.size()> compute_scalars(const Activation& activation,
                                                               const std::array<T, Inputs>& x) {
  using V = simd::native<computed_in<T>>;
  std::array<V, Inputs> in;
  for_each_index<Inputs>([&](auto k) ACT_INLINE_LAMBDA { in[k] = V(widened_scalar(x[k])); });
  std::array<T, Form::outputs.size()> y;
  with_kernel_for_loops<Form, V, result_of_kernel<Form, T, T>>(activation, [&](const auto& kernel) {
    const auto out = Form::of(kernel, Form::argument(in), in);
    for_each_index<Form::outputs.size()>([&](auto k) ACT_INLINE_LAMBDA { y[k] = narrowed_scalar<T>(out[k].get(0)); });
  });
  return y;
}

/// Less output than this is not worth handing to another thread; a multiple of every cache line.
inline constexpr std::size_t grain_bytes = std::size_t{1} << 16;

/// Shorter rows go through the caches: the wait at the end of each would cost more than it saves.
inline constexpr std::size_t least_streaming_row_bytes = std::size_t{1} << 14;

/// What two threads should not both write to.
inline constexpr std::size_t cache_line_bytes = 64;

/// A form of an activation over the first `count` elements of the rows. Wherever the executor cuts, the first output is
/// cut where a cache line begins, so that no two threads write to one.
template <class Form, class Activation, class Executor, class Arrays>
void run(const Activation& activation, Executor&& execute, std::size_t count, const matrix<Arrays>& rows) {
  using output = typename Arrays::output;
  if (count == 0) return;
  const bool streaming =
      rows.columns * sizeof(output) >= least_streaming_row_bytes && bypasses_caches(rows.first_row, count);
  const std::size_t to_line = elements_to_multiple(rows.first_row.out[0], cache_line_bytes);
  const auto cut = [to_line, count](std::size_t i) { return i == 0 ? 0 : std::min(i + to_line, count); };
  execute_chunks(execute, count, grain_bytes / sizeof(output), [&, streaming](std::size_t begin, std::size_t end) {
    compute<Form>(activation, rows, cut(begin), cut(end), streaming);
  });
}

template <class In, std::size_t Inputs, class Out, std::size_t Outputs>
arrays<In, Out, Inputs, Outputs> arrays_of(const elements<const In> (&inputs)[Inputs],
                                           const elements<Out> (&outputs)[Outputs]) {
  arrays<In, Out, Inputs, Outputs> memory;
  for (std::size_t k = 0; k < Inputs; ++k) memory.in[k] = inputs[k].data;
  for (std::size_t k = 0; k < Outputs; ++k) memory.out[k] = outputs[k].data;
  return memory;
}

/// The arguments of a form by their names.
template <class T, std::size_t Count>
std::array<argument, Count> described(const std::array<const char*, Count>& names, const elements<T> (&ranges)[Count]) {
  std::array<argument, Count> arguments;
  for (std::size_t k = 0; k < Count; ++k) arguments[k] = ranges[k].described_as(names[k]);
  return arguments;
}

/// A form over ranges of one size.
template <class Form, class Activation, class Executor, class In, std::size_t Inputs, class Out, std::size_t Outputs>
void apply(const Activation& activation, Executor&& execute, const elements<const In> (&inputs)[Inputs],
           const elements<Out> (&outputs)[Outputs]) {
  check(Activation::name, Form::name, described(Form::inputs, inputs), described(Form::outputs, outputs));
  const std::size_t count = inputs[0].size;
  run<Form>(activation, execute, count, one_row(arrays_of(inputs, outputs), count));
}

}  // namespace detail
ACT_NAMESPACE_END
