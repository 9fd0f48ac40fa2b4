#include "experiments.hpp"

#include "images.hpp"
#include "tweets.hpp"

namespace paper {
namespace {

task read_for_reconstruction(const std::filesystem::path& directory, std::size_t) {
  return image_reconstruction(directory);
}
task read_tweets(const std::filesystem::path& directory, std::size_t) { return tweet_tagging(directory); }

}  // namespace

const std::vector<experiment>& experiments() {
  static const std::vector<experiment> all{
      {
          .name = "mnist-classify",
          .description = "Section 3.1, figure 2: classifies images, with and without dropout.",
          .hidden_widths = std::vector<Eigen::Index>(8, 128),
          .batch_size = 128,
          .epochs = 50,
          .dropouts = {0, 0.5},
          .learning_rates = {1e-3, 1e-4, 1e-5},
          .can_hold_out = true,
          .read = image_classification,
      },
      {
          .name = "mnist-autoencode",
          .description = "Section 3.2, figure 4: reconstructs images through 30 numbers.",
          .hidden_widths = {1000, 500, 250, 30, 250, 500, 1000},
          .batch_size = 64,
          .epochs = 500,
          .dropouts = {0},
          .learning_rates = {1e-3, 1e-4},
          .can_hold_out = false,
          .read = read_for_reconstruction,
      },
      {
          .name = "twitter-pos",
          .description = "Section 3.3: tags the words of tweets with their parts of speech.",
          .hidden_widths = {256, 256},
          .batch_size = 16,
          .epochs = 30,
          .dropouts = {0.2},
          .learning_rates = {1e-3, 1e-4, 1e-5},
          .can_hold_out = false,
          .read = read_tweets,
      },
  };
  return all;
}

std::vector<double> learning_rates_for(const experiment& what, const std::string& optimizer) {
  return optimizer == "adam" ? what.learning_rates : std::vector<double>{1e-1, 1e-2, 1e-3};
}

}  // namespace paper
