#pragma once

// One network in training.

#include "evaluation.hpp"
#include "run_options.hpp"
#include "task.hpp"

#include "../learning/adam.hpp"
#include "../learning/gradient_descent.hpp"
#include "../learning/network.hpp"

#include <variant>
#include <vector>

namespace paper {

/// After an epoch. `training` is the mean over the epoch's batches, each before its step, of the network as it is in
/// inference; where nothing is held out, `held_out` is nothing.
struct epoch_scores {
  score training, held_out, test;
};

class run {
 public:
  /// The task must outlive the run.
  run(const task& what, const run_options& options);

  const run_options& options() const { return options_; }
  const std::vector<epoch_scores>& curve() const { return curve_; }
  bool is_finished() const { return static_cast<int>(curve_.size()) >= options_.epochs; }
  learning::network<float>& network() { return network_; }

  void run_epoch();

  /// Calls archive(everything that later epochs depend on); a finished run has no more use for its optimizer's state.
  template <class Archive>
  void exchange_state(Archive&& archive) {
    archive(curve_, network_.parameters());
    if (!is_finished()) std::visit([&](auto& optimizer) { optimizer.exchange_state(archive); }, optimizer_);
  }

 private:
  score train_once();

  const task& task_;
  run_options options_;
  learning::network<float> network_;
  std::variant<learning::adam, learning::gradient_descent> optimizer_;
  std::vector<epoch_scores> curve_;
};

}  // namespace paper
