#include "noise.hpp"

#include "checkpoint.hpp"
#include "in_parallel.hpp"
#include "summary.hpp"

#include <algorithm>
#include <random>
#include <stdexcept>

namespace paper {
namespace {

namespace fs = std::filesystem;

constexpr int levels = 13;
constexpr double step = 0.25;

std::vector<fs::path> checkpoints_in(const fs::path& directory) {
  std::vector<fs::path> files;
  if (fs::is_directory(directory)) {
    for (const auto& entry : fs::directory_iterator(directory))
      if (entry.path().extension() == ".checkpoint") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

run read_run(const task& what, const fs::path& file) {
  const checkpoint saved(file);
  run_options expected = saved.options();
  expected.experiment = "mnist-classify";
  expected.data_checksum = what.data_checksum;
  saved.require(expected);
  run result(what, saved.options());
  saved.restore(result);
  return result;
}

/// The finished ones without dropout.
std::vector<finished_run> runs_in(const task& what, const fs::path& directory) {
  std::vector<finished_run> runs;
  for (const fs::path& file : checkpoints_in(directory)) {
    const run one = read_run(what, file);
    if (one.options().dropout == 0 && one.is_finished()) runs.push_back({one.options(), one.curve()});
  }
  if (runs.empty())
    throw std::runtime_error(directory.string() + " has no finished run without dropout: mnist-classify makes them");
  return runs;
}

/// Adds u a to each pixel, u from [-1, 1). The same u for any network and any a.
class uniform_noise {
 public:
  uniform_noise(std::uint32_t seed, double a) : generator_(seed), a_(static_cast<float>(a)) {}

  void add(Eigen::MatrixXf& images) {
    for (float& pixel : images.reshaped()) pixel += a_ * (static_cast<float>(generator_() >> 40) * 0x1p-23f - 1);
  }

 private:
  std::mt19937_64 generator_;
  float a_;
};

std::vector<score> scores_by_level(const task& what, const fs::path& file, std::uint32_t seed) {
  run trained = read_run(what, file);
  std::vector<score> scores;
  for (int level = 0; level < levels; ++level) {
    uniform_noise noise(seed, step * level);
    scores.push_back(
        evaluate(trained.network(), what.aim, what.test, [&](Eigen::MatrixXf& images) { noise.add(images); }));
  }
  return scores;
}

void append_medians(const setting& of, const std::vector<std::vector<score>>& by_seed,
                    std::vector<noise_result>& results) {
  for (int level = 0; level < levels; ++level) {
    std::vector<double> losses, accuracies;
    for (const auto& scores : by_seed) {
      losses.push_back(scores[static_cast<std::size_t>(level)].loss);
      accuracies.push_back(1 - scores[static_cast<std::size_t>(level)].error);
    }
    results.push_back({of.options.activation, of.options.optimizer, of.options.learning_rate, of.seeds, step * level,
                       median(losses), median(accuracies)});
  }
}

}  // namespace

std::vector<noise_result> test_under_noise(const task& what, const fs::path& checkpoints, std::uint32_t seed,
                                           unsigned threads) {
  const std::vector<finished_run> runs = runs_in(what, checkpoints);
  std::vector<noise_result> results;
  for (const setting& chosen : summarise(runs)) {
    if (!chosen.is_chosen) continue;
    std::vector<fs::path> files;
    for (const finished_run& one : runs)
      if (is_same_setting(one.options, chosen.options)) files.push_back(checkpoint_of(one.options, checkpoints));
    std::vector<std::vector<score>> by_seed(files.size());
    in_parallel(files.size(), threads, [&](std::size_t i) { by_seed[i] = scores_by_level(what, files[i], seed); });
    append_medians(chosen, by_seed, results);
  }
  return results;
}

std::string noise_as_csv(const std::vector<noise_result>& results, const std::string& data_name) {
  std::string csv = "experiment,data,activation,optimizer,learning_rate,seeds,noise,test_loss,test_accuracy\n";
  for (const noise_result& one : results) {
    csv += "mnist-noise," + data_name + "," + one.activation + "," + one.optimizer + "," + shown(one.learning_rate) +
           "," + std::to_string(one.seeds) + "," + shown(one.noise) + "," + shown(one.loss) + "," +
           shown(one.accuracy) + "\n";
  }
  return csv;
}

}  // namespace paper
