#pragma once

// Section 3.1, figure 3: trained classifiers on images with noise.

#include "task.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace paper {

struct noise_result {
  std::string activation, optimizer;
  double learning_rate;
  int seeds;
  double noise;           // a, of the noise from the uniform distribution on [-a, a]
  double loss, accuracy;  // on the test images: medians over the seeds
};

/// The networks that were trained without dropout, each activation with the learning rate that was chosen for it, under
/// a = 0, 0.25, ..., 3. All networks see the same noise. Throws std::runtime_error where the directory has no finished
/// run, or runs on other data.
std::vector<noise_result> test_under_noise(const task& what, const std::filesystem::path& checkpoints,
                                           std::uint32_t seed, unsigned threads);

std::string noise_as_csv(const std::vector<noise_result>& results, const std::string& data_name);

}  // namespace paper
