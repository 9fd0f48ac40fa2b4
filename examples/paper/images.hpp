#pragma once

// The tasks on MNIST, or any data set of its format: pixels from 0 to 1.

#include "task.hpp"

#include <filesystem>

namespace paper {

/// The first `held_out` training images are held out. Throws std::runtime_error with one line that says what is wrong.
task image_classification(const std::filesystem::path& directory, std::size_t held_out);

/// All training images are trained on.
task image_reconstruction(const std::filesystem::path& directory);

}  // namespace paper
