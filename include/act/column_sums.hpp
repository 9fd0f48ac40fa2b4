#pragma once

/// \file column_sums.hpp
/// The sum of each column of a matrix, rows at a time: the gradient of a bias.
///
/// Sixteen rows are added one after the other, and these sums in pairs, sums of 2^k such blocks with one another. A
/// result's error is thereby at most 15 + log2(rows / 16) roundings of half an ulp of the sum of the magnitudes, and
/// each column's order of additions is its own, whoever computes which columns.

#include "for_each_index.hpp"
#include "simd/half.hpp"

#include <algorithm>
#include <array>
#include <bit>

ACT_NAMESPACE_BEGIN
namespace detail {

/// Sums in pairs of what is added in blocks of rows, for a group of columns.
template <class V>
class pairwise_sums {
 public:
  using T = simd::lane_of<V>;
  static constexpr std::size_t rows_in_block = 16, most_columns = 4096 / sizeof(T);

  /// How many columns of as many rows there is room for.
  static std::size_t columns_at_once(std::size_t row_count) {
    return std::min(most_columns, room / most_depth(row_count) / column_multiple * column_multiple);
  }

  /// Of at most columns_at_once() columns.
  explicit pairwise_sums(std::size_t columns)
      : columns_((columns + column_multiple - 1) / column_multiple * column_multiple) {}

  /// Where the next block's sums are to be written, in whole vectors; then add_block().
  T* next_block() { return sums_ + depth_ * columns_; }

  void add_block() {
    ++depth_;
    ++blocks_;
    for (int pairs = std::countr_zero(blocks_); pairs > 0; --pairs) merge();
  }

  /// The sums of all blocks.
  const T* total() {
    while (depth_ > 1) merge();
    return sums_;
  }

 private:
  void merge() {
    --depth_;
    T *const added = sums_ + depth_ * columns_, *const sums = added - columns_;
    for (std::size_t c = 0; c < columns_; c += simd::lanes_of<V>)
      simd::store(sums + c, simd::load<V>(sums + c) + simd::load<V>(added + c));
  }

  /// Of n blocks at most as many sums are open as n has bits; and the next one's.
  static std::size_t most_depth(std::size_t row_count) {
    return static_cast<std::size_t>(std::bit_width(row_count / rows_in_block)) + 2;
  }

  static constexpr std::size_t room = 32768 / sizeof(T), column_multiple = 64;
  static_assert(room / column_multiple >= 8 * sizeof(std::size_t) - 2, "or some count of rows has no room");
  static_assert(column_multiple % simd::lanes_of<V> == 0);
  std::size_t columns_, blocks_ = 0, depth_ = 0;
  alignas(64) T sums_[room];
};

/// Adds columns of rows, `stride` apart, one row after the other to their sums, or assigns the first to these.
template <class V>
struct row_sums {
  using T = simd::lane_of<V>;

  const T* rows;
  std::size_t stride, row_count;
  bool is_first;

  void add(std::size_t columns, T* sums) const {
    constexpr std::size_t lanes = simd::lanes_of<V>, at_once = 4;
    std::size_t c = 0;
    for (; columns - c >= at_once * lanes; c += at_once * lanes) add_vectors<at_once>(c, sums);
    for (; columns - c >= lanes; c += lanes) add_vectors<1>(c, sums);
    if (c < columns)
      add_vectors<1>(c, sums, [left = columns - c](const T* from) { return simd::load_partial<V>(from, left); });
  }

 private:
  static ACT_INLINE V load_vector(const T* from) { return simd::load<V>(from); }

  template <std::size_t Vectors, class Load = V (*)(const T*)>
  ACT_INLINE void add_vectors(std::size_t c, T* sums, const Load& load = load_vector) const {
    std::array<V, Vectors> sum;
    for_each_index<Vectors>([&](auto v) ACT_INLINE_LAMBDA {
      T* const at = sums + c + v * simd::lanes_of<V>;
      sum[v] = is_first ? V(T(-0.0)) : simd::load<V>(at);
    });
    const T* row = rows + c;
    for (std::size_t r = 0; r < row_count; ++r, row += stride)
      for_each_index<Vectors>([&](auto v) ACT_INLINE_LAMBDA { sum[v] = sum[v] + load(row + v * simd::lanes_of<V>); });
    for_each_index<Vectors>([&](auto v) ACT_INLINE_LAMBDA { simd::store(sums + c + v * simd::lanes_of<V>, sum[v]); });
  }
};

/// The first `count` of whole vectors, in another type maybe.
template <class V, class To>
ACT_INLINE void copy_vectors(const simd::lane_of<V>* from, std::size_t count, To* to) {
  constexpr std::size_t lanes = simd::lanes_of<V>;
  std::size_t c = 0;
  for (; count - c >= lanes; c += lanes) simd::store(to + c, simd::load<V>(from + c));
  if (c < count) simd::store_partial(to + c, simd::load<V>(from + c), count - c);
}

}  // namespace detail
ACT_NAMESPACE_END
