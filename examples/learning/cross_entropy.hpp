#pragma once

#include <Eigen/Core>

#include <cstdint>
#include <span>

namespace learning {

/// The cross-entropy of softmax(logits) and the labels, one a column, summed over the batch. `gradient` becomes that of
/// the batch's mean on the logits.
template <class Matrix>
double softmax_cross_entropy(const Matrix& logits, std::span<const std::uint8_t> labels, Matrix& gradient);

extern template double softmax_cross_entropy(const Eigen::MatrixXf&, std::span<const std::uint8_t>, Eigen::MatrixXf&);
extern template double softmax_cross_entropy(const Eigen::MatrixXd&, std::span<const std::uint8_t>, Eigen::MatrixXd&);

}  // namespace learning
