#include "cross_entropy.hpp"

namespace train {

double softmax_cross_entropy(const Eigen::MatrixXf& logits, std::span<const std::uint8_t> labels,
                             Eigen::MatrixXf& gradient) {
  const float share = 1 / static_cast<float>(logits.cols());
  double loss = 0;
  gradient.resizeLike(logits);
  for (Eigen::Index i = 0; i < logits.cols(); ++i) {
    const Eigen::Index label = labels[static_cast<std::size_t>(i)];
    const auto shifted = (logits.col(i).array() - logits.col(i).maxCoeff()).eval();
    const auto exponentials = shifted.exp().eval();
    const float sum = exponentials.sum();
    loss += std::log(sum) - shifted(label);
    gradient.col(i) = exponentials * (share / sum);
    gradient(label, i) -= share;
  }
  return loss;
}

}  // namespace train
