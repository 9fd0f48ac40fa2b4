#pragma once

// Many runs, each continued from its checkpoint if it has one.

#include "progress.hpp"
#include "run.hpp"

#include <filesystem>
#include <vector>

namespace paper {

struct finished_run {
  run_options options;
  std::vector<epoch_scores> curve;
};

std::filesystem::path checkpoint_of(const run_options& options, const std::filesystem::path& directory);

/// In the order of the options. Throws before anything is trained where a checkpoint in the directory is damaged or has
/// other options.
std::vector<finished_run> finish_runs(const task& what, const std::vector<run_options>& wanted,
                                      const std::filesystem::path& directory, unsigned threads);

}  // namespace paper
