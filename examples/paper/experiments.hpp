#pragma once

// The experiments of Hendrycks & Gimpel, "Gaussian Error Linear Units (GELUs)", arXiv:1606.08415, that train networks:
// what the paper, and its code where the paper is silent, fixes for each.

#include "task.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace paper {

struct experiment {
  std::string name, description;
  std::vector<Eigen::Index> hidden_widths;
  std::uint64_t batch_size;
  int epochs;
  std::vector<double> dropouts, learning_rates;  // the rates are Adam's
  bool can_hold_out;                             // whether the number of examples held out is free
  task (*read)(const std::filesystem::path& directory, std::size_t held_out);
};

const std::vector<experiment>& experiments();

/// Other optimizers than Adam need larger steps; the paper names none for them.
std::vector<double> learning_rates_for(const experiment& what, const std::string& optimizer);

}  // namespace paper
