#include "../network.hpp"
#include "../cross_entropy.hpp"

#include <act/gelu.hpp>

#include "catch2.hpp"

#include <cmath>

namespace {

using network = learning::network<double>;
using learning::architecture, learning::initialisation, learning::randomness;

const std::vector<std::uint8_t> labels{1, 0, 3, 2, 3};

architecture small(const std::string& activation, double dropout) {
  return {{6, 9, 8, 7, 4}, activation, initialisation::unit_norm_rows, dropout};
}

Eigen::MatrixXd random_input(Eigen::Index rows) {
  std::srand(1);
  return Eigen::MatrixXd::Random(rows, static_cast<Eigen::Index>(labels.size()));
}

/// The mean loss in training, with the same random numbers in every call.
double loss(network& net, const Eigen::MatrixXd& input, Eigen::MatrixXd& output_gradient) {
  randomness random{std::mt19937_64(5), 1000};
  return learning::softmax_cross_entropy(net.forward(input, random), labels, output_gradient) /
         static_cast<double>(labels.size());
}

/// By finite differences of the loss along a direction of all parameters.
double slope(network& net, const Eigen::MatrixXd& input, const Eigen::VectorXd& direction) {
  constexpr double step = 1e-7;
  Eigen::MatrixXd ignored;
  const Eigen::VectorXd here = net.parameters();
  net.parameters() = here + step * direction;
  const double above = loss(net, input, ignored);
  net.parameters() = here - step * direction;
  const double below = loss(net, input, ignored);
  net.parameters() = here;
  return (above - below) / (2 * step);
}

Eigen::VectorXd gradient(network& net, const Eigen::MatrixXd& input) {
  Eigen::MatrixXd output_gradient;
  loss(net, input, output_gradient);
  net.backward(input, output_gradient);
  return net.gradient();
}

}  // namespace

TEST_CASE("the gradient is that of the whole network, parameter by parameter", "[learning]") {
  const std::string activation = GENERATE(as<std::string>{}, "gelu", "gelu_tanh", "gelu_sigmoid", "silu", "relu", "elu",
                                          learning::stochastic_gelu);
  const double dropout = GENERATE(0.0, 0.5);
  INFO(activation << ", dropout " << dropout);
  network net(small(activation, dropout), 3);
  const Eigen::MatrixXd input = random_input(6);
  const Eigen::VectorXd by_backward = gradient(net, input);
  double worst = 0;
  for (Eigen::Index i = 0; i < by_backward.size(); ++i)
    worst = std::max(worst, std::abs(slope(net, input, Eigen::VectorXd::Unit(by_backward.size(), i)) - by_backward(i)));
  CHECK(by_backward.norm() > 0.01);
  CHECK(worst < 1e-6);
}

TEST_CASE("every neuron begins with weights of norm 1 and no bias", "[learning]") {
  network net(small("gelu", 0), 3);
  const Eigen::Map<Eigen::MatrixXd> first(net.parameters().data(), 9, 6);
  CHECK(first.rowwise().norm().isApproxToConstant(1));
  CHECK(net.parameters().segment(54, 9).isZero(0));
  CHECK(net.parameters() != network(small("gelu", 0), 4).parameters());
  CHECK(net.parameters() == network(small("relu", 0), 3).parameters());
}

TEST_CASE("inference has no dropout and no gates", "[learning]") {
  const Eigen::MatrixXd input = random_input(6);
  network plain(small("gelu", 0), 3), dropping(small("gelu", 0.5), 3), gating(small(learning::stochastic_gelu, 0), 3);
  CHECK_FALSE(plain.is_random());
  CHECK(dropping.is_random());
  CHECK(gating.is_random());
  CHECK(dropping.infer(input) == plain.infer(input));
  CHECK(gating.infer(input) == plain.infer(input));
  randomness random{std::mt19937_64(1)};
  CHECK(plain.forward(input, random) == plain.infer(input));
}

TEST_CASE("random numbers repeat where they are asked to, and there alone", "[learning]") {
  const Eigen::MatrixXd input = random_input(6);
  for (const auto& shape : {small("gelu", 0.5), small(learning::stochastic_gelu, 0)}) {
    network net(shape, 3);
    randomness random{std::mt19937_64(1)}, same = random;
    const Eigen::MatrixXd first = net.forward(input, random), second = net.forward(input, random);
    CHECK(first != second);
    CHECK(net.forward(input, same) == first);
    CHECK(same.position == labels.size() * (9 + 8 + 7));
  }
}
