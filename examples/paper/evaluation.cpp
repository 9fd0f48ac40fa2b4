#include "evaluation.hpp"

#include "../learning/cross_entropy.hpp"
#include "../learning/squared_error.hpp"

#include <algorithm>
#include <numeric>

namespace paper {
namespace {

std::size_t wrong_labels(const Eigen::MatrixXf& logits, std::span<const std::uint8_t> labels) {
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    Eigen::Index predicted = 0;
    logits.col(static_cast<Eigen::Index>(i)).maxCoeff(&predicted);
    wrong += predicted != labels[i];
  }
  return wrong;
}

}  // namespace

void score_sum::add(const score_sum& other) {
  loss += other.loss;
  wrong += other.wrong;
  count += other.count;
}

score score_sum::mean() const {
  const auto examples = static_cast<double>(count);
  return {loss / examples, static_cast<double>(wrong) / examples};
}

score_sum judge(goal aim, const Eigen::MatrixXf& outputs, const batch& examples, Eigen::MatrixXf& gradient) {
  const auto count = static_cast<std::size_t>(outputs.cols());
  if (aim == goal::reconstruction) return {learning::mean_squared_error(outputs, examples.inputs, gradient), 0, count};
  const double loss = learning::softmax_cross_entropy(outputs, examples.labels, gradient);
  return {loss, wrong_labels(outputs, examples.labels), count};
}

score evaluate(learning::network<float>& network, goal aim, const example_set& examples,
               const std::function<void(Eigen::MatrixXf&)>& change) {
  constexpr std::size_t at_once = 500;
  std::vector<std::size_t> all(examples.count);
  std::iota(all.begin(), all.end(), std::size_t{0});
  score_sum sum;
  batch some;
  Eigen::MatrixXf gradient;
  for (std::size_t first = 0; first < all.size(); first += at_once) {
    some.load(examples, std::span(all).subspan(first, std::min(at_once, all.size() - first)));
    if (change) change(some.inputs);
    sum.add(judge(aim, network.infer(some.inputs), some, gradient));
  }
  return sum.mean();
}

}  // namespace paper
