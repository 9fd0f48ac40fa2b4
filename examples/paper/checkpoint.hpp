#pragma once

// A run in a file.

#include "run.hpp"

#include <filesystem>
#include <string>

namespace paper {

void write_checkpoint(run& from, const std::filesystem::path& file);

/// What a file holds. Everything throws std::runtime_error with one line that names the file.
class checkpoint {
 public:
  /// The file must be whole, and a checkpoint of this version.
  explicit checkpoint(const std::filesystem::path& file);

  const run_options& options() const { return options_; }

  /// Throws where the options are others.
  void require(const run_options& wanted) const;

  /// The run must have the same options.
  void restore(run& to) const;

 private:
  [[noreturn]] void fail(const std::string& what) const;

  std::filesystem::path file_;
  run_options options_;
  std::string state_;
};

}  // namespace paper
