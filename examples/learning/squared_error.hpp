#pragma once

#include <Eigen/Core>

namespace learning {

/// The mean squared difference of each output and its target, one a column, summed over the batch. `gradient` becomes
/// that of the batch's mean on the outputs.
template <class Matrix>
double mean_squared_error(const Matrix& outputs, const Matrix& targets, Matrix& gradient) {
  using scalar = typename Matrix::Scalar;
  gradient = outputs - targets;
  const double loss = static_cast<double>(gradient.squaredNorm()) / static_cast<double>(outputs.rows());
  gradient *= 2 / static_cast<scalar>(outputs.size());
  return loss;
}

}  // namespace learning
