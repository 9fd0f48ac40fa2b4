#include "gradient_descent.hpp"

namespace learning {

void gradient_descent::step(Eigen::VectorXf& parameters, const Eigen::VectorXf& gradient, float learning_rate) {
  if (momentum_ == 0) {
    parameters -= learning_rate * gradient;
    return;
  }
  velocity_ = momentum_ * velocity_ - learning_rate * gradient.array();
  parameters.array() += velocity_;
}

}  // namespace learning
