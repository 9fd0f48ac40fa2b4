#pragma once

// Images and what they show, from the four files of an MNIST-like data set.

#include <Eigen/Core>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

namespace learning {

struct labelled_images {
  std::size_t count = 0, rows = 0, columns = 0;
  std::vector<std::uint8_t> pixels;
  std::vector<std::uint8_t> labels;

  Eigen::Index pixels_of_one() const { return static_cast<Eigen::Index>(rows * columns); }
};

struct data_set {
  labelled_images training, test;
  Eigen::Index classes = 0;
  float pixel_mean = 0, pixel_deviation = 1;  // of the training images
};

/// Keeps the first `training_images`, where given. Throws std::runtime_error with one line that says what is wrong.
data_set read_data_set(const std::filesystem::path& directory, std::optional<std::size_t> training_images);

/// One image a column, standardised by the training images.
void gather(const data_set& data, const labelled_images& from, std::span<const std::size_t> which,
            Eigen::MatrixXf& images);

}  // namespace learning
