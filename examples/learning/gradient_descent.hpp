#pragma once

#include <Eigen/Core>

namespace learning {

/// Gradient descent, with momentum where that is not 0. Sutskever et al., ICML 2013, equations 1 and 2.
class gradient_descent {
 public:
  gradient_descent(Eigen::Index parameters, float momentum)
      : momentum_(momentum), velocity_(Eigen::ArrayXf::Zero(momentum == 0 ? 0 : parameters)) {}

  void step(Eigen::VectorXf& parameters, const Eigen::VectorXf& gradient, float learning_rate);

  /// Calls archive(everything that later steps depend on).
  template <class Archive>
  void exchange_state(Archive&& archive) {
    archive(velocity_);
  }

 private:
  float momentum_;
  Eigen::ArrayXf velocity_;
};

}  // namespace learning
