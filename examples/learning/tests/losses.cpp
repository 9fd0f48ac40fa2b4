#include "../cross_entropy.hpp"
#include "../squared_error.hpp"

#include "catch2.hpp"

#include <cmath>
#include <vector>

namespace {

/// The worst difference between the gradient and the finite differences of the batch's mean loss.
template <class Loss>
double gradient_error(const Eigen::MatrixXd& outputs, Loss&& loss) {
  Eigen::MatrixXd gradient, ignored;
  loss(outputs, gradient);
  double worst = 0;
  for (Eigen::Index i = 0; i < outputs.size(); ++i) {
    constexpr double step = 1e-6;
    Eigen::MatrixXd above = outputs, below = outputs;
    above.data()[i] += step;
    below.data()[i] -= step;
    const double slope = (loss(above, ignored) - loss(below, ignored)) / (2 * step);
    worst = std::max(worst, std::abs(slope / static_cast<double>(outputs.cols()) - gradient.data()[i]));
  }
  return worst;
}

}  // namespace

TEST_CASE("cross-entropy: value and gradient", "[learning]") {
  const std::vector<std::uint8_t> labels{2, 0, 2};
  Eigen::MatrixXd gradient;
  CHECK(learning::softmax_cross_entropy(Eigen::MatrixXd(Eigen::MatrixXd::Zero(4, 3)), labels, gradient) ==
        Approx(3 * std::log(4)));
  const Eigen::MatrixXd logits = Eigen::MatrixXd::Random(4, 3);
  CHECK(gradient_error(logits, [&](const Eigen::MatrixXd& outputs, Eigen::MatrixXd& to) {
          return learning::softmax_cross_entropy(outputs, labels, to);
        }) < 1e-8);
}

TEST_CASE("squared error: value and gradient", "[learning]") {
  Eigen::MatrixXd targets = Eigen::MatrixXd::Random(4, 3), gradient;
  CHECK(learning::mean_squared_error(Eigen::MatrixXd(targets.array() + 2), targets, gradient) == Approx(3 * 4));
  CHECK(gradient_error(Eigen::MatrixXd::Random(4, 3), [&](const Eigen::MatrixXd& outputs, Eigen::MatrixXd& to) {
          return learning::mean_squared_error(outputs, targets, to);
        }) < 1e-8);
}
