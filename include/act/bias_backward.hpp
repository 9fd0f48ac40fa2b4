#pragma once

/// \file bias_backward.hpp
/// The loops of the backward pass with a bias: the gradients of some rows, and then, while they are in the cache, the
/// sums of their columns.

#include "bias.hpp"
#include "column_sums.hpp"

ACT_NAMESPACE_BEGIN
namespace detail {

/// dx in at most nested_sums::columns_at_once() columns, and their sums in whole vectors of what is computed in. In
/// 16 bits dx is added before it is rounded.
template <class Activation, class Arrays, class Sum>
ACT_FLATTEN ACT_OUT_OF_LINE void compute_bias_backward(const Activation& activation, std::size_t row_count,
                                                       const matrix<Arrays>& rows, Sum* sums) {
  if constexpr (goes_through_dispatch<Activation>) {
    compute_bias_backward_dispatched(activation, row_count, rows, sums);
  } else {
    using V = simd::native<Sum>;
    using unrounded = arrays<typename Arrays::input, Sum, Arrays::inputs, 1>;
    constexpr bool has_buffer = !std::same_as<typename Arrays::output, Sum>;
    constexpr std::size_t in_cache = nested_sums<V>::most_columns, block = nested_sums<V>::rows_in_block;
    alignas(64) Sum buffer[has_buffer ? in_cache : 1];
    const biased_rows<Arrays> biased(rows, row_count);
    const matrix<Arrays>& joined = biased.rows();
    const std::size_t at_once = std::min(std::bit_floor(in_cache / rows.columns), block);

    const bool is_one_block = row_count <= block;  // whose sums are the result
    nested_sums<V> group(rows.columns);
    for (std::size_t row = 0, count; row < row_count; row += count) {
      count = std::min(at_once, row_count - row);
      const Arrays here = rows.row(row);
      matrix<unrounded> part{{here.in, {}}, joined.columns, joined.in_stride, joined.out_stride};
      part.first_row.in[1] = joined.first_row.in[1];
      std::size_t stride = rows.out_stride;
      if constexpr (has_buffer) {
        part.first_row.out[0] = buffer;
        part.out_stride = part.columns;
        stride = rows.columns;
      } else {
        part.first_row.out[0] = here.out[0];
      }
      compute<forms::bias_backward>(activation, part, 0, count * rows.columns, false);
      const bool is_first = row % block == 0;
      row_sums<V>{part.first_row.out[0], stride, count, is_first}.add(rows.columns,
                                                                      is_one_block ? sums : group.next_block());
      if constexpr (has_buffer)
        for (std::size_t r = 0; r < count; ++r)
          copy_vectors<V>(buffer + r * stride, rows.columns, here.out[0] + r * rows.out_stride);
      if (!is_one_block && ((row + count) % block == 0 || row + count == row_count)) group.add_block();
    }
    if (!is_one_block) copy_vectors<V>(group.total(), rows.columns, sums);
  }
}

/// The columns [begin, end) of dx, and their sums.
template <class Activation, class Arrays, class Sum>
void compute_bias_backward(const Activation& activation, std::size_t row_count, const matrix<Arrays>& rows, Sum* sums,
                           std::size_t begin, std::size_t end) {
  using T = computed_in<typename Arrays::input>;
  using V = simd::native<T>;
  alignas(64) T group_sums[nested_sums<V>::most_columns];
  const std::size_t most = nested_sums<V>::columns_at_once(row_count);
  for (std::size_t column = begin; column < end; column += most) {
    matrix<Arrays> group = copied(rows);
    group.columns = std::min(end - column, most);
    for_each_index<Arrays::inputs>([&](auto k) ACT_INLINE_LAMBDA { group.first_row.in[k] += column; });
    group.first_row.out[0] += column;
    compute_bias_backward(activation, row_count, group, group_sums);
    copy_vectors<V>(group_sums, group.columns, sums + column);
  }
}

/// By an executor that is given columns.
template <class Activation, class Executor, class Arrays, class Sum>
void run_bias_backward(const Activation& activation, Executor&& execute, std::size_t row_count,
                       const matrix<Arrays>& rows, Sum* sums) {
  using output = typename Arrays::output;
  if (row_count == 0) {
    std::fill_n(sums, rows.columns, Sum(0));
    return;
  }
  constexpr std::size_t two_cache_lines = 128 / sizeof(output);
  const std::size_t worthwhile = grain_bytes / sizeof(output) / row_count;
  const std::size_t grain = (worthwhile / two_cache_lines + 1) * two_cache_lines;
  execute_chunks(execute, rows.columns, grain, [&](std::size_t begin, std::size_t end) {
    compute_bias_backward(activation, row_count, rows, sums, begin, end);
  });
}

template <class Activation, class Executor, class In, class Out, class Sum>
void apply_bias_backward(const Activation& activation, Executor&& execute, elements<const In> x,
                         elements<const In> bias, elements<const In> dy, elements<Out> dx, elements<Sum> dbias) {
  using form = forms::bias_backward;
  const std::array inputs{bias.described_as("bias"), x.described_as("x"), dy.described_as("dy")};
  const std::array outputs{dx.described_as("dx"), dbias.described_as("dbias")};
  const std::span<const argument> in(inputs), out(outputs);
  check_rows(activation.name, form::name, in[1], in[0]);
  check_sizes(activation.name, form::name, in.subspan(1), out.first(1));
  check_sizes(activation.name, form::name, in.first(1), out.subspan(1));
  check_overlaps(activation.name, form::name, in, out);

  if (bias.size == 0) return;
  using memory = arrays<In, Out, 3, 1>;
  const std::size_t columns = bias.size;
  run_bias_backward(
      activation, execute, x.size / columns,
      matrix<memory>{memory{{x.data, bias.data, dy.data}, {dx.data}}, columns, {columns, 0, columns}, columns},
      dbias.data);
}

}  // namespace detail
ACT_NAMESPACE_END
