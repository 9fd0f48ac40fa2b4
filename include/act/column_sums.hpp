#pragma once

/// \file column_sums.hpp
/// The sum of each column of a matrix, rows at a time: the gradient of a bias.
///
/// Sixteen rows are added one after the other, and so are sixteen of these sums, and sixteen of those. Each factor of
/// 16 in the number of rows costs a term 15 additions, of which each rounds by half an ulp of the sum of the magnitudes
/// at most: with n rows no more than 4 log2(n). Each column's order of additions is its own, whoever computes which
/// columns.

#include "for_each_index.hpp"
#include "simd/half.hpp"

#include <algorithm>
#include <array>
#include <bit>

ACT_NAMESPACE_BEGIN
namespace detail {

/// Sums of what is added in blocks of rows, for a group of columns: of blocks, of sixteen blocks, of sixteen times as
/// many, and so on.
template <class V>
class nested_sums {
 public:
  using T = simd::lane_of<V>;
  static constexpr std::size_t rows_in_block = 16, most_columns = 8192 / sizeof(T);

  /// How many columns of as many rows there is room for.
  static std::size_t columns_at_once(std::size_t row_count) {
    return std::min(most_columns, room / most_levels(row_count) / column_multiple * column_multiple);
  }

  /// Of at most columns_at_once() columns.
  explicit nested_sums(std::size_t columns)
      : columns_((columns + column_multiple - 1) / column_multiple * column_multiple) {}

  /// Where the next block's sums are to be written, in whole vectors; then add_block().
  T* next_block() { return sums_; }

  void add_block() {
    for (std::size_t level = 0, multiple = 1;; ++level, multiple *= 16) {
      move_up(level, blocks_ / multiple % 16 == 0);
      if ((blocks_ / multiple + 1) % 16 != 0) break;
    }
    ++blocks_;
  }

  /// The sums of all blocks, of which there is one at least.
  const T* total() {
    std::size_t level = 1, left = blocks_;
    for (; left % 16 == 0; left /= 16) ++level;
    for (left /= 16; left != 0; left /= 16, ++level) move_up(level, left % 16 == 0);
    return sums_ + level * columns_;
  }

 private:
  /// Adds a level's sums to the next one's, or makes them these.
  void move_up(std::size_t level, bool is_first) {
    T *const sums = sums_ + level * columns_, *const above = sums + columns_;
    for (std::size_t c = 0; c < columns_; c += simd::lanes_of<V>) {
      const V added = simd::load<V>(sums + c);
      simd::store(above + c, is_first ? added : simd::load<V>(above + c) + added);
    }
  }

  /// The blocks' own, and one for each hexadecimal digit of their number.
  static std::size_t most_levels(std::size_t row_count) {
    const auto blocks = static_cast<std::size_t>(std::bit_width((row_count - 1) / rows_in_block + 1));
    return 1 + (blocks + 3) / 4;
  }

  static constexpr std::size_t room = 32768 / sizeof(T), column_multiple = 64;
  static_assert(room / column_multiple >= 1 + 2 * sizeof(std::size_t), "or some count of rows has no room");
  static_assert(column_multiple % simd::lanes_of<V> == 0);
  std::size_t columns_, blocks_ = 0;
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
