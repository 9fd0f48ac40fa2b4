#include "labelled_images.hpp"

#include "idx.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace learning {
namespace {

labelled_images read_labelled(const std::filesystem::path& directory, const std::string& prefix) {
  idx_array images = read_idx(directory / (prefix + "-images-idx3-ubyte"), 3);
  idx_array labels = read_idx(directory / (prefix + "-labels-idx1-ubyte"), 1);
  if (images.sizes[0] != labels.sizes[0]) {
    throw std::runtime_error(directory.string() + ": " + prefix + " has " + std::to_string(images.sizes[0]) +
                             " images but " + std::to_string(labels.sizes[0]) + " labels");
  }
  return {images.sizes[0], images.sizes[1], images.sizes[2], std::move(images.elements), std::move(labels.elements)};
}

Eigen::Index largest_label(const labelled_images& set) {
  return *std::max_element(set.labels.begin(), set.labels.end());
}

void measure_pixels(data_set& data) {
  double sum = 0, sum_of_squares = 0;
  for (const std::uint8_t pixel : data.training.pixels) {
    sum += pixel;
    sum_of_squares += pixel * pixel;
  }
  const double count = static_cast<double>(data.training.pixels.size()), mean = sum / count;
  data.pixel_mean = static_cast<float>(mean);
  data.pixel_deviation = static_cast<float>(std::max(1.0, std::sqrt(sum_of_squares / count - mean * mean)));
}

void keep_first(labelled_images& set, std::size_t count) {
  if (count > set.count) {
    throw std::runtime_error(std::to_string(count) + " training images were asked for but there are " +
                             std::to_string(set.count));
  }
  set.count = count;
  set.labels.resize(count);
  set.pixels.resize(count * set.rows * set.columns);
}

}  // namespace

data_set read_data_set(const std::filesystem::path& directory, std::optional<std::size_t> training_images) {
  if (!std::filesystem::is_directory(directory)) throw std::runtime_error(directory.string() + " is not a directory");
  data_set data{read_labelled(directory, "train"), read_labelled(directory, "t10k")};
  if (data.training.rows != data.test.rows || data.training.columns != data.test.columns) {
    throw std::runtime_error(directory.string() + ": training and test images differ in size");
  }
  data.classes = largest_label(data.training) + 1;
  if (largest_label(data.test) >= data.classes) {
    throw std::runtime_error(directory.string() + ": a test label is none of the training labels");
  }
  if (training_images) keep_first(data.training, *training_images);
  measure_pixels(data);
  return data;
}

void gather(const data_set& data, const labelled_images& from, std::span<const std::size_t> which,
            Eigen::MatrixXf& images) {
  using byte_column = Eigen::Map<const Eigen::Array<std::uint8_t, Eigen::Dynamic, 1>>;
  const Eigen::Index pixels = from.pixels_of_one();
  images.resize(pixels, static_cast<Eigen::Index>(which.size()));
  for (std::size_t i = 0; i < which.size(); ++i) {
    const std::uint8_t* first = from.pixels.data() + which[i] * static_cast<std::size_t>(pixels);
    const auto standardised = (byte_column(first, pixels).cast<float>() - data.pixel_mean) * (1 / data.pixel_deviation);
    images.col(static_cast<Eigen::Index>(i)) = standardised.matrix();
  }
}

}  // namespace learning
