#include "../dropout.hpp"

#include "catch2.hpp"

namespace {

Eigen::MatrixXf ones() { return Eigen::MatrixXf::Ones(100, 101); }

}  // namespace

TEST_CASE("dropout keeps the share that it should, and the mean", "[learning]") {
  for (const float probability : {0.2f, 0.5f}) {
    std::mt19937_64 generator(1);
    learning::dropout<float> drop(probability);
    Eigen::MatrixXf activations = ones();
    drop.forward(activations, generator);
    const auto dropped = static_cast<float>((activations.array() == 0).count());
    CHECK(dropped / static_cast<float>(activations.size()) == Approx(probability).margin(0.02));
    CHECK(activations.maxCoeff() == Approx(1 / (1 - probability)));
    CHECK(activations.mean() == Approx(1).margin(0.03));
  }
}

TEST_CASE("the gradient passes where the activation has passed", "[learning]") {
  std::mt19937_64 generator(2);
  learning::dropout<float> drop(0.5);
  Eigen::MatrixXf activations = ones(), gradient = 3 * ones();
  drop.forward(activations, generator);
  drop.backward(gradient);
  CHECK(gradient == 3 * activations);
}

TEST_CASE("without dropout nothing changes and no random number is drawn", "[learning]") {
  std::mt19937_64 generator(3);
  learning::dropout<float> drop(0);
  Eigen::MatrixXf activations = ones(), gradient = ones();
  drop.forward(activations, generator);
  drop.backward(gradient);
  CHECK_FALSE(drop.is_random());
  CHECK(activations == ones());
  CHECK(gradient == ones());
  CHECK(generator == std::mt19937_64(3));
}
