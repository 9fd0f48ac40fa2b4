#pragma once

// A task that a small network learns in a moment.

#include "../run_options.hpp"
#include "../task.hpp"

#include <memory>

inline paper::example_set points(std::size_t count, unsigned seed) {
  std::srand(seed);
  const auto inputs =
      std::make_shared<const Eigen::MatrixXf>(Eigen::MatrixXf::Random(4, static_cast<Eigen::Index>(count)));
  paper::example_set set;
  set.count = count;
  set.gather = [inputs](std::span<const std::size_t> which, Eigen::MatrixXf& to) {
    to.resize(inputs->rows(), static_cast<Eigen::Index>(which.size()));
    for (std::size_t i = 0; i < which.size(); ++i)
      to.col(static_cast<Eigen::Index>(i)) = inputs->col(static_cast<Eigen::Index>(which[i]));
  };
  for (std::size_t i = 0; i < count; ++i)
    set.labels.push_back((*inputs)(0, static_cast<Eigen::Index>(i)) > (*inputs)(1, static_cast<Eigen::Index>(i)));
  return set;
}

/// Which of two coordinates is the larger one.
inline paper::task small_task() {
  paper::task what;
  what.data_name = "points";
  what.data_checksum = 17;
  what.inputs = 4;
  what.outputs = 2;
  what.training = points(200, 1);
  what.held_out = points(50, 2);
  what.test = points(50, 3);
  return what;
}

inline paper::run_options small_run(const paper::task& what) {
  paper::run_options options;
  options.experiment = "points";
  options.activation = "gelu";
  options.optimizer = "adam";
  options.hidden_widths = {8, 8};
  options.dropout = 0.2;
  options.learning_rate = 0.01;
  options.batch_size = 16;
  options.epochs = 4;
  options.seed = 1;
  belong_to(what, options);
  return options;
}
