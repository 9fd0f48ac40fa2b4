// Trains a multi-layer perceptron on Fashion-MNIST, or any data set of its format, with one activation or with several
// side by side: the same initial weights, the same batches.

#include "options.hpp"
#include "trainer.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <future>
#include <limits>
#include <string>
#include <thread>

namespace {

void print_header(const learning::data_set& data, const train::options& options) {
  std::printf("%zu training images, %zu test images of %zu x %zu pixels\n", data.training.count, data.test.count,
              data.training.rows, data.training.columns);
  std::printf("layers: %td", data.training.pixels_of_one());
  for (const Eigen::Index width : options.training.hidden_widths) std::printf(" - %td", width);
  std::printf(" - %td, batches of %zu, learning rate %g, seed %u\n\n", data.classes, options.training.batch_size,
              static_cast<double>(options.training.learning_rate), unsigned{options.training.seed});
  std::printf("epoch  activation      loss  test error  seconds  in activations\n");
}

void print_report(int epoch, const std::string& activation, const train::epoch_report& report) {
  std::printf("%5d  %-12s  %6.4f     %5.2f %%  %7.2f          %4.1f %%\n", epoch, activation.c_str(), report.mean_loss,
              100 * report.test_error, report.seconds, 100 * report.share_in_activations);
  std::fflush(stdout);
}

/// One epoch of each trainer, as many at once as there are processors; reports come in the order of the trainers.
void run_epoch(int epoch, std::vector<train::trainer>& trainers, const std::vector<std::string>& names) {
  const std::size_t at_once = std::max(1u, std::thread::hardware_concurrency());
  for (std::size_t first = 0; first < trainers.size(); first += at_once) {
    std::vector<std::future<train::epoch_report>> reports;
    for (std::size_t i = first; i < std::min(first + at_once, trainers.size()); ++i)
      reports.push_back(std::async(std::launch::async, &train::trainer::run_epoch, &trainers[i]));
    for (std::size_t i = 0; i < reports.size(); ++i) print_report(epoch, names[first + i], reports[i].get());
  }
}

void run(const train::options& options) {
  const learning::data_set data = learning::read_data_set(options.directory, options.training_images);
  std::vector<train::trainer> trainers;
  for (const std::string& name : options.activations) trainers.emplace_back(data, name, options.training);
  print_header(data, options);
  for (int epoch = 1; epoch <= options.training.epochs; ++epoch) run_epoch(epoch, trainers, options.activations);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const auto options = train::read_options(argc, argv);
    if (options) run(*options);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "train: %s\n", error.what());
    return 2;
  }
}
