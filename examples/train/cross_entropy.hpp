#pragma once

#include <Eigen/Core>

#include <cstdint>
#include <span>

namespace train {

/// The cross-entropy of softmax(logits) and the labels, one a column, summed over the batch. `gradient` becomes that of
/// the batch's mean on the logits.
double softmax_cross_entropy(const Eigen::MatrixXf& logits, std::span<const std::uint8_t> labels,
                             Eigen::MatrixXf& gradient);

}  // namespace train
