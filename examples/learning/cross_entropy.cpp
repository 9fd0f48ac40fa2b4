#include "cross_entropy.hpp"

namespace learning {

template <class Matrix>
double softmax_cross_entropy(const Matrix& logits, std::span<const std::uint8_t> labels, Matrix& gradient) {
  using scalar = typename Matrix::Scalar;
  const scalar share = 1 / static_cast<scalar>(logits.cols());
  double loss = 0;
  gradient.resizeLike(logits);
  for (Eigen::Index i = 0; i < logits.cols(); ++i) {
    const Eigen::Index label = labels[static_cast<std::size_t>(i)];
    const auto shifted = (logits.col(i).array() - logits.col(i).maxCoeff()).eval();
    const auto exponentials = shifted.exp().eval();
    const scalar sum = exponentials.sum();
    loss += std::log(sum) - shifted(label);
    gradient.col(i) = exponentials * (share / sum);
    gradient(label, i) -= share;
  }
  return loss;
}

template double softmax_cross_entropy(const Eigen::MatrixXf&, std::span<const std::uint8_t>, Eigen::MatrixXf&);
template double softmax_cross_entropy(const Eigen::MatrixXd&, std::span<const std::uint8_t>, Eigen::MatrixXd&);

}  // namespace learning
