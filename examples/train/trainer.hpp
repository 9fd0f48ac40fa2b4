#pragma once

// One network in training: epochs over the shuffled training images, each followed by a test.

#include "../learning/adam.hpp"
#include "../learning/labelled_images.hpp"
#include "../learning/network.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace train {

struct training_options {
  std::vector<Eigen::Index> hidden_widths;
  int epochs;
  std::size_t batch_size;
  float learning_rate;  // of the first step; it falls linearly to nothing over all epochs
  std::uint32_t seed;
};

struct epoch_report {
  double mean_loss, test_error, seconds, share_in_activations;
};

class trainer {
 public:
  /// The data set must outlive the trainer.
  trainer(const learning::data_set& data, const std::string& activation, const training_options& options);

  epoch_report run_epoch();

 private:
  float learning_rate() const;
  double train_once();
  double test_error();

  const learning::data_set& data_;
  training_options options_;
  std::size_t images_seen_ = 0;
  learning::network<float> network_;
  learning::adam optimiser_;
  learning::randomness random_;
  std::vector<std::size_t> order_;
  std::vector<std::uint8_t> labels_;
  Eigen::MatrixXf images_, logits_gradient_;
};

}  // namespace train
