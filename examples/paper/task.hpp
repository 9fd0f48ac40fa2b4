#pragma once

// What a network is to learn: examples for the training, for the choice of the learning rate, and for the test.

#include <Eigen/Core>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace paper {

struct example_set {
  std::size_t count = 0;
  /// The examples that are asked for, one a column.
  std::function<void(std::span<const std::size_t> which, Eigen::MatrixXf& inputs)> gather;
  std::vector<std::uint8_t> labels;  // none where the input is to be reconstructed
};

enum class goal { classification, reconstruction };

struct task {
  std::string data_name;
  std::uint32_t data_checksum = 0;
  goal aim = goal::classification;
  Eigen::Index inputs = 0, outputs = 0;
  example_set training, held_out, test;  // held_out may be empty
};

/// Throws std::runtime_error where there are not that many.
void keep_first(example_set& set, std::size_t count);

/// Some examples in memory.
struct batch {
  Eigen::MatrixXf inputs;
  std::vector<std::uint8_t> labels;

  void load(const example_set& from, std::span<const std::size_t> which);
};

}  // namespace paper
