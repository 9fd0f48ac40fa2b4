#include "options.hpp"

#include "../learning/nonlinearity.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <limits>
#include <list>
#include <set>
#include <thread>

namespace paper {
namespace {

constexpr int more_than_any_set = 100'000'000;

std::string check_learning_rate(const std::string& text) {
  const double rate = std::strtod(text.c_str(), nullptr);
  return rate >= 1e-9 && rate <= 10 ? "" : "Value " + text + " not in range 1e-9 to 10";
}

std::string check_dropout(const std::string& text) {
  const double probability = std::strtod(text.c_str(), nullptr);
  return probability >= 0 && probability <= 0.99 ? "" : "Value " + text + " not in range 0 to 0.99";
}

std::vector<std::string> all_activations() {
  std::vector<std::string> names = learning::activation_names();
  names.emplace_back(learning::stochastic_gelu);
  return names;
}

void add_threads(CLI::App& app, unsigned& threads) {
  threads = std::max(1u, std::thread::hardware_concurrency());
  app.add_option("--threads", threads, "runs at the same time")->check(CLI::Range(1, 256))->capture_default_str();
}

void add_directories(CLI::App& app, const char* of_data, std::filesystem::path& data, std::filesystem::path& out) {
  out = std::filesystem::path("paper-results") / app.get_name();
  app.add_option("--data", data, of_data)->required();
  app.add_option("--out", out, "a directory for the results and the checkpoints")->capture_default_str();
}

void add_network(CLI::App& app, training_command& to) {
  app.add_option("--activation", to.activations, "names, separated by commas")
      ->delimiter(',')
      ->check(CLI::IsMember(all_activations()))
      ->capture_default_str();
  app.add_option("--dropout", to.dropouts, "probabilities of a drop, separated by commas")
      ->delimiter(',')
      ->check(check_dropout)
      ->capture_default_str();
}

void add_optimisation(CLI::App& app, training_command& to) {
  app.add_option("--optimizer", to.optimizer)->check(CLI::IsMember(optimizer_names()))->capture_default_str();
  app.add_option("--learning-rate", to.learning_rates,
                 "separated by commas; the paper's for adam, 0.1,0.01,0.001 for others")
      ->delimiter(',')
      ->check(check_learning_rate);
  app.add_option("--batch", to.batch_size)->check(CLI::Range(1, 65536))->capture_default_str();
  app.add_option("--epochs", to.epochs)->check(CLI::Range(1, 100'000))->capture_default_str();
  app.add_option("--seeds", to.seeds, "the number of runs of which the median is taken")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
}

void add_examples(CLI::App& app, training_command& to) {
  if (to.what->can_hold_out) {
    app.add_option("--held-out", to.held_out, "training images that choose the learning rate instead")
        ->check(CLI::Range(1, more_than_any_set))
        ->capture_default_str();
  }
  app.add_option("--train-samples", to.training_examples, "the first so many training examples instead of all")
      ->check(CLI::Range(1, more_than_any_set));
}

void add_training(CLI::App& program, training_command& to) {
  CLI::App& app = *program.add_subcommand(to.what->name, to.what->description);
  to.dropouts = to.what->dropouts;
  to.batch_size = to.what->batch_size;
  to.epochs = to.what->epochs;
  add_directories(app, "a directory; see docs/paper-experiments.md", to.data, to.out);
  add_network(app, to);
  add_optimisation(app, to);
  add_examples(app, to);
  add_threads(app, to.threads);
}

CLI::App* add_noise(CLI::App& program, noise_command& to) {
  CLI::App& app = *program.add_subcommand(
      "mnist-noise", "Section 3.1, figure 3: tests what mnist-classify has trained without dropout on noisy images.");
  add_directories(app, "the directory that mnist-classify has trained on", to.data, to.out);
  app.add_option("--networks", to.networks, "the directory of mnist-classify's results")->required();
  app.add_option("--seed", to.seed, "of the noise")
      ->check(CLI::Range(std::uint32_t{0}, std::numeric_limits<std::uint32_t>::max()))
      ->capture_default_str();
  add_threads(app, to.threads);
  return &app;
}

/// CLI11 itself says no more than that a command is missing.
void check_command(const CLI::App& app, const std::string& name) {
  std::string known;
  for (const CLI::App* one : app.get_subcommands({})) {
    if (name == one->get_name()) return;
    known.append(known.empty() ? "" : ", ").append(one->get_name());
  }
  if (name.rfind('-', 0) != 0) throw std::invalid_argument("there is no command " + name + ", but " + known);
}

}  // namespace

command read_command(int argc, char** argv) {
  CLI::App app("The experiments of \"Gaussian Error Linear Units (GELUs)\", arXiv:1606.08415.", "paper");
  app.require_subcommand(1);
  std::list<training_command> trainings;
  for (const experiment& what : experiments()) {
    trainings.emplace_back().what = &what;
    add_training(app, trainings.back());
  }
  noise_command noise;
  const CLI::App* const noise_app = add_noise(app, noise);
  if (argc > 1) check_command(app, argv[1]);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    app.exit(help);
    return nothing_to_do{};
  }
  if (noise_app->parsed()) return noise;
  for (training_command& training : trainings) {
    if (!app.got_subcommand(training.what->name)) continue;
    if (training.learning_rates.empty())
      training.learning_rates = learning_rates_for(*training.what, training.optimizer);
    return training;
  }
  return nothing_to_do{};
}

std::vector<run_options> runs_of(const training_command& chosen, const task& what) {
  run_options one;
  one.experiment = chosen.what->name;
  one.optimizer = chosen.optimizer;
  one.hidden_widths = chosen.what->hidden_widths;
  one.batch_size = chosen.batch_size;
  one.epochs = chosen.epochs;
  belong_to(what, one);
  std::vector<run_options> all;
  std::set<std::string> names;  // what is asked for twice is done once
  for (const std::string& activation : chosen.activations) {
    for (const double dropout : chosen.dropouts) {
      for (const double rate : chosen.learning_rates) {
        for (int seed = 1; seed <= chosen.seeds; ++seed) {
          one.activation = activation;
          one.dropout = dropout;
          one.learning_rate = rate;
          one.seed = static_cast<std::uint32_t>(seed);
          if (names.insert(name_of(one)).second) all.push_back(one);
        }
      }
    }
  }
  return all;
}

}  // namespace paper
