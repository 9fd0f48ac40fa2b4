#pragma once

// What makes a run: two runs with the same options have the same results.

#include "task.hpp"

#include <string>
#include <vector>

namespace paper {

struct run_options {
  std::string experiment, activation, optimizer;
  std::vector<Eigen::Index> hidden_widths;
  double dropout = 0, learning_rate = 0;
  std::uint64_t batch_size = 0;
  int epochs = 0;
  std::uint32_t seed = 0;
  std::uint32_t data_checksum = 0;
  std::uint64_t training_examples = 0, held_out_examples = 0;

  /// Calls f("activation", activation), and so on.
  template <class F>
  void for_each(F&& f) {
    f("experiment", experiment);
    f("activation", activation);
    f("optimizer", optimizer);
    f("hidden widths", hidden_widths);
    f("dropout", dropout);
    f("learning rate", learning_rate);
    f("batch size", batch_size);
    f("epochs", epochs);
    f("seed", seed);
    f("checksum of the data", data_checksum);
    f("training examples", training_examples);
    f("held-out examples", held_out_examples);
  }
};

/// The optimizers by name: "adam", "sgd", "momentum".
std::vector<std::string> optimizer_names();

/// A number as people write it: 0.001, 1e-05.
std::string shown(double number);

/// Short, different for runs of one experiment with different options, and fit for the name of a file.
std::string name_of(const run_options& options);

/// Nothing where they are the same; otherwise the first thing that differs: "epochs 50 instead of 5".
std::string first_difference(run_options of, run_options wanted);

/// The options that the task decides are set to the task's.
void belong_to(const task& what, run_options& options);

}  // namespace paper
