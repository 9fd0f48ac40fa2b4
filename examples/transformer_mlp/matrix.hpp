#pragma once

// Matrices of bfloat16, as a model stores them, and products of them in float.

#include <act/half.hpp>

#include <Eigen/Core>

#include <cstdint>
#include <random>
#include <vector>

namespace transformer_mlp {

template <class T>
using matrix_of = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Row-major.
struct bfloat16_matrix {
  Eigen::Index rows = 0, columns = 0;
  std::vector<act::bfloat16> elements = std::vector<act::bfloat16>(static_cast<std::size_t>(rows * columns));

  /// The same numbers in float or double.
  template <class T>
  matrix_of<T> as() const {
    matrix_of<T> wide(rows, columns);
    for (std::size_t i = 0; i < elements.size(); ++i) wide.data()[i] = static_cast<T>(elements[i]);
    return wide;
  }
};

inline bfloat16_matrix rounded(const matrix_of<float>& wide) {
  bfloat16_matrix narrow{wide.rows(), wide.cols()};
  for (std::size_t i = 0; i < narrow.elements.size(); ++i) narrow.elements[i] = act::bfloat16(wide.data()[i]);
  return narrow;
}

inline bfloat16_matrix normal_numbers(Eigen::Index rows, Eigen::Index columns, double deviation, std::uint32_t seed) {
  std::mt19937 bits(seed);
  std::normal_distribution<float> numbers(0, static_cast<float>(deviation));
  return rounded(matrix_of<float>::NullaryExpr(rows, columns, [&] { return numbers(bits); }));
}

}  // namespace transformer_mlp
