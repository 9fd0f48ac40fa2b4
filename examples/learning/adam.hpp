#pragma once

#include <Eigen/Core>

namespace learning {

/// Adam. Kingma & Ba, arXiv:1412.6980, algorithm 1.
class adam {
 public:
  explicit adam(Eigen::Index parameters)
      : mean_(Eigen::ArrayXf::Zero(parameters)), square_(Eigen::ArrayXf::Zero(parameters)) {}

  void step(Eigen::VectorXf& parameters, const Eigen::VectorXf& gradient, float learning_rate);

  /// Calls archive(everything that later steps depend on).
  template <class Archive>
  void exchange_state(Archive&& archive) {
    archive(steps_, mean_, square_);
  }

 private:
  int steps_ = 0;
  Eigen::ArrayXf mean_, square_;
};

}  // namespace learning
