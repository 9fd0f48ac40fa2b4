#pragma once

/// \file column_sums.hpp
/// A form over a matrix, and the sum of each column of its results: the gradient of a bias.
///
/// Sixteen rows are added one after the other, and these sums in pairs, sums of 2^k such blocks with one another. A
/// result's error is thereby at most 15 + log2(rows / 16) roundings of half an ulp of the sum of the magnitudes, and
/// each column's order of additions is its own, whoever computes which columns.

#include "apply.hpp"

#include <algorithm>
#include <bit>

ACT_NAMESPACE_BEGIN
namespace detail {

/// Sums in pairs of what is added in blocks of rows, for a group of columns.
template <class V>
class pairwise_sums {
 public:
  using T = simd::lane_of<V>;
  static constexpr std::size_t rows_in_block = 16, most_columns = 128;

  explicit pairwise_sums(std::size_t columns) : columns_(columns) {}

  /// Where the next block's sums are to be written, in whole vectors; then add_block().
  T* next_block() { return sums_[depth_]; }

  void add_block() {
    ++depth_;
    ++blocks_;
    for (int pairs = std::countr_zero(blocks_); pairs > 0; --pairs) merge();
  }

  /// The sums of all blocks.
  const T* total() {
    while (depth_ > 1) merge();
    return sums_[0];
  }

 private:
  void merge() {
    T *const sums = sums_[depth_ - 2], *const added = sums_[depth_ - 1];
    for (std::size_t c = 0; c < columns_; c += simd::lanes_of<V>)
      simd::store(sums + c, simd::load<V>(sums + c) + simd::load<V>(added + c));
    --depth_;
  }

  // Arrays of more than 2^59 rows are in no memory.
  static constexpr std::size_t most_depth = sizeof(std::size_t) == 8 ? 56 : 29;
  std::size_t columns_, blocks_ = 0, depth_ = 0;
  alignas(64) T sums_[most_depth][most_columns];
};

/// A form of some columns of a row, its results added to `sums` or, in a block's first row, assigned to them.
template <class V, class Kernel, class Arrays>
ACT_INLINE void add_row(const Kernel& kernel, const Arrays& row, std::size_t begin, std::size_t count, bool is_first,
                        simd::lane_of<V>* sums) {
  constexpr std::size_t lanes = simd::lanes_of<V>;
  for (std::size_t c = 0; c < count; c += lanes) {
    const std::size_t i = begin + c, left = count - c;
    std::array<V, Arrays::inputs> in;
    for_each_index<Arrays::inputs>([&](auto k) ACT_INLINE_LAMBDA {
      in[k] = left >= lanes ? simd::load<V>(row.in[k] + i) : simd::load_partial<V>(row.in[k] + i, left);
    });
    const V result = kernel(in, simd::every_lane{})[0];
    if (left >= lanes) {
      simd::store(row.out[0] + i, result);
    } else {
      simd::store_partial(row.out[0] + i, result, left);
    }
    simd::store(sums + c, is_first ? result : simd::load<V>(sums + c) + result);
  }
}

/// The first `count` of whole vectors of sums.
template <class V, class To>
ACT_INLINE void copy_sums(const simd::lane_of<V>* from, std::size_t count, To* to) {
  constexpr std::size_t lanes = simd::lanes_of<V>;
  std::size_t c = 0;
  for (; count - c >= lanes; c += lanes) simd::store(to + c, simd::load<V>(from + c));
  if (c < count) simd::store_partial(to + c, simd::load<V>(from + c), count - c);
}

/// A form's only output in at most pairwise_sums::most_columns columns, and their sums, in whole vectors.
template <class Form, class Activation, class Arrays, class Sum>
ACT_OUT_OF_LINE void sum_column_group(const Activation& activation, std::size_t row_count, const matrix<Arrays>& rows,
                                      std::size_t begin, std::size_t count, Sum* sums) {
  if constexpr (goes_through_dispatch<Activation>) {
    sum_columns_dispatched(activation, row_count, rows, begin, count, sums);
  } else {
    using V = simd::native<Sum>;
    with_kernel_for_loops<Form, V, Sum>(activation, [&](const auto& kernel) {
      const looped<Form, std::remove_cvref_t<decltype(kernel)>> apply{kernel};
      using group_sums = pairwise_sums<V>;
      group_sums group(count);
      for (std::size_t row = 0; row < row_count; ++row) {
        const std::size_t row_in_block = row % group_sums::rows_in_block;
        add_row<V>(apply, rows.row(row), begin, count, row_in_block == 0, group.next_block());
        if (row_in_block == group_sums::rows_in_block - 1 || row + 1 == row_count) group.add_block();
      }
      const Sum* const total = group.total();
      for (std::size_t c = 0; c < count; c += simd::lanes_of<V>) simd::store(sums + c, simd::load<V>(total + c));
    });
  }
}

/// The columns [begin, end) of a form's only output, and their sums.
template <class Form, class Activation, class Arrays, class Sum>
void compute_column_sums(const Activation& activation, std::size_t row_count, const matrix<Arrays>& rows, Sum* sums,
                         std::size_t begin, std::size_t end) {
  using T = computed_in<typename Arrays::input>;
  using V = simd::native<T>;
  constexpr std::size_t most_columns = pairwise_sums<V>::most_columns;
  alignas(64) T group_sums[most_columns];
  for (std::size_t column = begin; column < end; column += most_columns) {
    const std::size_t count = std::min(end - column, most_columns);
    sum_column_group<Form>(activation, row_count, rows, column, count, group_sums);
    copy_sums<V>(group_sums, count, sums + column);
  }
}

/// The sums of the columns, by an executor that is given columns.
template <class Form, class Activation, class Executor, class Arrays, class Sum>
void sum_columns(const Activation& activation, Executor&& execute, std::size_t row_count, matrix<Arrays> rows,
                 Sum* sums) {
  using output = typename Arrays::output;
  if (row_count == 0) {
    std::fill_n(sums, rows.columns, Sum(0));
    return;
  }
  rows.first_row = copied(rows.first_row);
  constexpr std::size_t two_cache_lines = 128 / sizeof(output);
  const std::size_t worthwhile = grain_bytes / sizeof(output) / row_count;
  const std::size_t grain = (worthwhile / two_cache_lines + 1) * two_cache_lines;
  execute_chunks(execute, rows.columns, grain, [&](std::size_t begin, std::size_t end) {
    compute_column_sums<Form>(activation, row_count, rows, sums, begin, end);
  });
}

}  // namespace detail
ACT_NAMESPACE_END
