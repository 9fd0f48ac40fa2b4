#include "images.hpp"

#include "../learning/labelled_images.hpp"
#include "files.hpp"
#include "name_of_directory.hpp"

#include <memory>
#include <stdexcept>

namespace paper {
namespace {

using learning::data_set, learning::labelled_images;

std::shared_ptr<const data_set> read_images(const std::filesystem::path& directory) {
  auto data = std::make_shared<data_set>(learning::read_data_set(directory, {}));
  data->pixel_mean = 0;
  data->pixel_deviation = 255;
  return data;
}

std::uint32_t checksum_of(const data_set& data) {
  std::uint32_t sum = 0;
  for (const labelled_images* set : {&data.training, &data.test})
    for (const auto* bytes : {&set->pixels, &set->labels})
      sum = checksum({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, sum);
  return sum;
}

/// The images from `first` on, without their labels.
example_set images_of(std::shared_ptr<const data_set> data, const labelled_images& set, std::size_t first,
                      std::size_t count) {
  const auto gather = [data, &set, first](std::span<const std::size_t> which, Eigen::MatrixXf& inputs) {
    std::vector<std::size_t> images(which.begin(), which.end());
    for (std::size_t& image : images) image += first;
    learning::gather(*data, set, images, inputs);
  };
  return {count, gather, {}};
}

example_set labelled_images_of(std::shared_ptr<const data_set> data, const labelled_images& set, std::size_t first,
                               std::size_t count) {
  example_set result = images_of(std::move(data), set, first, count);
  const auto begin = set.labels.begin() + static_cast<std::ptrdiff_t>(first);
  result.labels.assign(begin, begin + static_cast<std::ptrdiff_t>(count));
  return result;
}

task task_on(const data_set& data, const std::filesystem::path& directory, goal aim) {
  task result;
  result.data_name = name_of_directory(directory);
  result.data_checksum = checksum_of(data);
  result.aim = aim;
  result.inputs = data.training.pixels_of_one();
  result.outputs = aim == goal::classification ? data.classes : result.inputs;
  return result;
}

}  // namespace

task image_classification(const std::filesystem::path& directory, std::size_t held_out) {
  const auto data = read_images(directory);
  if (held_out >= data->training.count) {
    throw std::runtime_error(std::to_string(held_out) + " training images cannot be held out, there are " +
                             std::to_string(data->training.count));
  }
  task result = task_on(*data, directory, goal::classification);
  result.held_out = labelled_images_of(data, data->training, 0, held_out);
  result.training = labelled_images_of(data, data->training, held_out, data->training.count - held_out);
  result.test = labelled_images_of(data, data->test, 0, data->test.count);
  return result;
}

task image_reconstruction(const std::filesystem::path& directory) {
  const auto data = read_images(directory);
  task result = task_on(*data, directory, goal::reconstruction);
  result.training = images_of(data, data->training, 0, data->training.count);
  result.test = images_of(data, data->test, 0, data->test.count);
  return result;
}

}  // namespace paper
