#pragma once

// The command line.

#include "trainer.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace train {

struct options {
  std::vector<std::string> activations{"gelu", "relu"};
  std::filesystem::path directory = "/usr/share/datasets/fashion-mnist";
  std::optional<std::size_t> training_images;  // all where it says nothing
  training_options training{{256, 128}, 3, 128, 1e-3f, 1};
};

/// Nothing where the command line asks for help, which has then been printed. Throws std::exception with one line that
/// says which option is wrong and why.
std::optional<options> read_options(int argc, char** argv);

}  // namespace train
