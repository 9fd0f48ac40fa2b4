#include "../adam.hpp"
#include "../gradient_descent.hpp"

#include "catch2.hpp"

#include <cmath>

namespace {

const Eigen::VectorXf gradient = Eigen::Vector3f(1, -2, 0.5f);

}  // namespace

TEST_CASE("Adam's first steps on a constant gradient are of the learning rate", "[learning]") {
  learning::adam optimiser(3);
  Eigen::VectorXf parameters = Eigen::VectorXf::Zero(3);
  for (int i = 1; i <= 3; ++i) {
    optimiser.step(parameters, gradient, 0.1f);
    for (Eigen::Index k = 0; k < 3; ++k)
      CHECK(parameters(k) == Approx(-0.1 * i * std::copysign(1, gradient(k))).epsilon(1e-4));
  }
}

TEST_CASE("gradient descent goes down the gradient", "[learning]") {
  learning::gradient_descent optimiser(3, 0);
  Eigen::VectorXf parameters = Eigen::VectorXf::Zero(3);
  for (int i = 0; i < 2; ++i) optimiser.step(parameters, gradient, 0.25f);
  CHECK(parameters == -0.5f * gradient);
}

TEST_CASE("momentum adds up what was", "[learning]") {
  learning::gradient_descent optimiser(3, 0.5f);
  Eigen::VectorXf parameters = Eigen::VectorXf::Zero(3);
  optimiser.step(parameters, gradient, 1);
  CHECK(parameters == -1.0f * gradient);
  optimiser.step(parameters, gradient, 1);
  CHECK(parameters == -2.5f * gradient);
  optimiser.step(parameters, gradient, 1);
  CHECK(parameters == -4.25f * gradient);
}
