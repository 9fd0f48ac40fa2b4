#pragma once

/// \file parameter_gradients.hpp
/// Sums of dy df/dparameter over ranges, in double.
///
/// Blocks of 512 elements are added in eight lanes, their sums in pairs, those in pairs, and so on: the order of the
/// additions depends on the number of elements alone, not on the instruction set or on who computes which.

#include "apply.hpp"

#include <algorithm>
#include <array>
#include <bit>

ACT_NAMESPACE_BEGIN
namespace detail {

template <std::size_t Parameters>
using parameter_sums = std::array<double, Parameters>;

/// The sums of the leaves of [begin, begin + count), of a power of two elements each but for the last. Wherever `count`
/// is cut at multiples of another power of two, the additions are the same.
template <std::size_t Parameters, class Leaf>
parameter_sums<Parameters> sum_in_pairs(std::size_t begin, std::size_t count, std::size_t leaf_size, const Leaf& leaf) {
  if (count <= leaf_size) return leaf(begin, count);
  const std::size_t left_count = std::bit_ceil(count) / 2;
  auto sums = sum_in_pairs<Parameters>(begin, left_count, leaf_size, leaf);
  const auto right = sum_in_pairs<Parameters>(begin + left_count, count - left_count, leaf_size, leaf);
  for (std::size_t k = 0; k < Parameters; ++k) sums[k] += right[k];
  return sums;
}

inline constexpr std::size_t gradient_block = 512;

template <element T>
void copy_to_doubles(const T* from, std::size_t count, double* to) {
  std::transform(from, from + count, to, [](T x) { return double{widened_scalar(x)}; });
}

/// The sums of dy times derivatives(x), for a block of elements.
template <std::size_t Parameters, element T, class Derivatives>
ACT_FLATTEN ACT_OUT_OF_LINE parameter_sums<Parameters> sum_block(const Derivatives& derivatives, const T* x,
                                                                 const T* dy, std::size_t count) {
  using V = simd::native<double>;
  constexpr std::size_t lanes = 8;
  alignas(64) double xs[gradient_block] = {}, dys[gradient_block] = {}, sums[Parameters][lanes] = {};
  copy_to_doubles(x, count, xs);
  copy_to_doubles(dy, count, dys);
  for (std::size_t i = 0; i < count; i += lanes) {
    for (std::size_t lane = 0; lane < lanes; lane += simd::lanes_of<V>) {
      const auto slopes = derivatives(simd::load<V>(xs + i + lane));
      for (std::size_t k = 0; k < Parameters; ++k) {
        const V term = simd::product(simd::load<V>(dys + i + lane), slopes[k]);
        simd::store(sums[k] + lane, simd::opaque(simd::load<V>(sums[k] + lane) + term));
      }
    }
  }
  parameter_sums<Parameters> all;
  for (std::size_t k = 0; k < Parameters; ++k) {
    const double* const s = sums[k];
    all[k] = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
  }
  return all;
}

struct parameter_backward {
  static constexpr const char* name = ".parameter_backward";
  static constexpr std::array inputs = {"x", "dy"};
};

/// The sums over the ranges. derivatives(V) are those of f by its parameters, V having lanes of double.
template <std::size_t Parameters, class Executor, element T, class Derivatives>
parameter_sums<Parameters> sum_parameter_gradients(const char* activation, Executor&& execute, elements<const T> x,
                                                   elements<const T> dy, const Derivatives& derivatives) {
  const elements<const T> inputs[] = {x, dy};
  check(activation, parameter_backward::name, described(parameter_backward::inputs, inputs), {});
  if (x.size == 0) return {};
  constexpr std::size_t most_pieces = 64;
  const std::size_t piece = std::max(std::bit_ceil(x.size) / most_pieces, grain_bytes / sizeof(double));
  const std::size_t pieces = (x.size - 1) / piece + 1;
  std::array<parameter_sums<Parameters>, most_pieces> of_pieces;
  const auto of_block = [&](std::size_t begin, std::size_t count) {
    return sum_block<Parameters>(derivatives, x.data + begin, dy.data + begin, count);
  };
  execute_chunks(execute, pieces, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t k = begin; k < end; ++k) {
      const std::size_t first = k * piece, count = std::min(piece, x.size - first);
      of_pieces[k] = sum_in_pairs<Parameters>(first, count, gradient_block, of_block);
    }
  });
  return sum_in_pairs<Parameters>(0, pieces, 1, [&](std::size_t k, std::size_t) { return of_pieces[k]; });
}

}  // namespace detail
ACT_NAMESPACE_END
