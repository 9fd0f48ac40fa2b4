#include "adam.hpp"

#include <cmath>

namespace learning {

void adam::step(Eigen::VectorXf& parameters, const Eigen::VectorXf& gradient, float learning_rate) {
  constexpr float mean_decay = 0.9f, square_decay = 0.999f, epsilon = 1e-8f;
  ++steps_;
  mean_ = mean_decay * mean_ + (1 - mean_decay) * gradient.array();
  square_ = square_decay * square_ + (1 - square_decay) * gradient.array().square();
  const auto unbiased = [this](float decay) { return static_cast<float>(1 / (1 - std::pow(double{decay}, steps_))); };
  parameters.array() -=
      learning_rate * unbiased(mean_decay) * mean_ / ((square_ * unbiased(square_decay)).sqrt() + epsilon);
}

}  // namespace learning
