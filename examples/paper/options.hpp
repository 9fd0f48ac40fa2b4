#pragma once

// The command line.

#include "experiments.hpp"
#include "run_options.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace paper {

struct training_command {
  const experiment* what = nullptr;
  std::vector<std::string> activations{"gelu", "elu", "relu"};
  std::string optimizer = "adam";
  std::vector<double> dropouts, learning_rates;  // the rates may be left to the experiment and the optimizer
  std::uint64_t batch_size = 0;
  int epochs = 0, seeds = 5;
  std::optional<std::size_t> training_examples;  // all where it says nothing
  std::size_t held_out = 5000;
  std::filesystem::path data, out;
  unsigned threads = 1;
};

struct noise_command {
  std::filesystem::path networks, data, out;
  std::uint32_t seed = 1;
  unsigned threads = 1;
};

/// Asked for help, which has been printed.
struct nothing_to_do {};

using command = std::variant<nothing_to_do, training_command, noise_command>;

/// Throws std::exception with one line that says which option is wrong and why.
command read_command(int argc, char** argv);

/// Every combination that the command asks for, seeds 1, 2, ... innermost.
std::vector<run_options> runs_of(const training_command& chosen, const task& what);

}  // namespace paper
