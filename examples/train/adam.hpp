#pragma once

#include <Eigen/Core>

namespace train {

/// Adam. Kingma & Ba, arXiv:1412.6980, algorithm 1.
class adam {
 public:
  adam(Eigen::Index parameters, float learning_rate)
      : learning_rate_(learning_rate),
        mean_(Eigen::ArrayXf::Zero(parameters)),
        square_(Eigen::ArrayXf::Zero(parameters)) {}

  void step(Eigen::VectorXf& parameters, const Eigen::VectorXf& gradient);

 private:
  float learning_rate_;
  int steps_ = 0;
  Eigen::ArrayXf mean_, square_;
};

}  // namespace train
