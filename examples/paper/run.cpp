#include "run.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace paper {
namespace {

learning::architecture architecture_of(const task& what, const run_options& options) {
  learning::architecture shape{
      {what.inputs}, options.activation, learning::initialisation::unit_norm_rows, options.dropout};
  shape.widths.insert(shape.widths.end(), options.hidden_widths.begin(), options.hidden_widths.end());
  shape.widths.push_back(what.outputs);
  return shape;
}

std::variant<learning::adam, learning::gradient_descent> make_optimizer(const std::string& name, Eigen::Index size) {
  if (name == "adam") return learning::adam(size);
  if (name == "sgd") return learning::gradient_descent(size, 0);
  if (name == "momentum") return learning::gradient_descent(size, 0.9f);
  throw std::invalid_argument("no optimizer is named " + name);
}

/// Of an epoch alone, so that a run that continues needs none of what the epochs before have drawn.
learning::randomness randomness_of(std::uint32_t seed, std::size_t epoch) {
  std::seed_seq seeds{seed, static_cast<std::uint32_t>(epoch)};
  constexpr int more_than_an_epoch = 40;  // in bits
  return {std::mt19937_64(seeds), static_cast<std::uint64_t>(epoch) << more_than_an_epoch};
}

}  // namespace

run::run(const task& what, const run_options& options)
    : task_(what),
      options_(options),
      network_(architecture_of(what, options), options.seed),
      optimizer_(make_optimizer(options.optimizer, network_.parameters().size())) {}

void run::run_epoch() {
  epoch_scores scores;
  scores.training = train_once();
  if (task_.held_out.count != 0) scores.held_out = evaluate(network_, task_.aim, task_.held_out);
  scores.test = evaluate(network_, task_.aim, task_.test);
  curve_.push_back(scores);
}

score run::train_once() {
  learning::randomness random = randomness_of(options_.seed, curve_.size());
  std::vector<std::size_t> order(task_.training.count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::shuffle(order.begin(), order.end(), random.generator);
  const auto rate = static_cast<float>(options_.learning_rate);
  score_sum sum;
  batch some;
  Eigen::MatrixXf gradient;
  for (std::size_t first = 0; first < order.size(); first += options_.batch_size) {
    const std::size_t count = std::min<std::size_t>(options_.batch_size, order.size() - first);
    some.load(task_.training, std::span(order).subspan(first, count));
    if (network_.is_random()) sum.add(judge(task_.aim, network_.infer(some.inputs), some, gradient));
    const score_sum in_training = judge(task_.aim, network_.forward(some.inputs, random), some, gradient);
    if (!network_.is_random()) sum.add(in_training);
    network_.backward(some.inputs, gradient);
    std::visit([&](auto& optimizer) { optimizer.step(network_.parameters(), network_.gradient(), rate); }, optimizer_);
  }
  return sum.mean();
}

}  // namespace paper
