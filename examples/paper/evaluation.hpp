#pragma once

// How well a network does.

#include "task.hpp"

#include "../learning/network.hpp"

namespace paper {

/// Means over examples: the log loss and the share of wrong labels, or the squared error and nothing.
struct score {
  double loss = 0, error = 0;
};

/// Sums over examples.
struct score_sum {
  double loss = 0;
  std::size_t wrong = 0, count = 0;

  void add(const score_sum& other);
  score mean() const;
};

/// `gradient` becomes that of the batch's mean loss on the outputs.
score_sum judge(goal aim, const Eigen::MatrixXf& outputs, const batch& examples, Eigen::MatrixXf& gradient);

/// In inference; `change` is applied to the inputs first.
score evaluate(learning::network<float>& network, goal aim, const example_set& examples,
               const std::function<void(Eigen::MatrixXf&)>& change = {});

}  // namespace paper
