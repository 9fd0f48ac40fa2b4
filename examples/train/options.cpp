#include "options.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <cstdlib>
#include <limits>

namespace train {
namespace {

std::string check_learning_rate(const std::string& text) {
  const double rate = std::strtod(text.c_str(), nullptr);
  return rate >= 1e-9 && rate <= 1 ? "" : "Value " + text + " not in range 1e-9 to 1";
}

}  // namespace

std::optional<options> read_options(int argc, char** argv) {
  options result;
  CLI::App app("Trains a multi-layer perceptron on images, with one activation or several side by side.", "train");
  app.add_option("--activation", result.activations, "names, separated by commas")
      ->delimiter(',')
      ->check(CLI::IsMember(learning::activation_names()))
      ->capture_default_str();
  app.add_option("--epochs", result.training.epochs)->check(CLI::Range(1, 1000))->capture_default_str();
  app.add_option("--seed", result.training.seed, "of the initial weights and of the order of the images")
      ->check(CLI::Range(std::uint32_t{0}, std::numeric_limits<std::uint32_t>::max()))
      ->capture_default_str();
  app.add_option("--hidden", result.training.hidden_widths, "widths of the hidden layers, separated by commas")
      ->delimiter(',')
      ->expected(1, 8)
      ->check(CLI::Range(1, 4096))
      ->capture_default_str();
  app.add_option("--batch", result.training.batch_size)->check(CLI::Range(1, 65536))->capture_default_str();
  app.add_option("--learning-rate", result.training.learning_rate, "of the first step; falls linearly to the last")
      ->check(check_learning_rate)
      ->capture_default_str();
  app.add_option("--data", result.directory, "a directory of IDX files, gzipped or not")->capture_default_str();
  app.add_option("--train-samples", result.training_images, "the first so many training images instead of all")
      ->check(CLI::Range(1, 100'000'000));
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    app.exit(help);
    return std::nullopt;
  }
  return result;
}

}  // namespace train
