// Every experiment in miniature: its own network, on little data.

#include "../experiments.hpp"

#include "../../learning/cross_entropy.hpp"
#include "../../learning/squared_error.hpp"
#include "../noise.hpp"
#include "../training.hpp"

#include "catch2.hpp"
#include "scratch_directory.hpp"

#include <cmath>
#include <filesystem>

namespace {

const paper::experiment& experiment_named(const std::string& name) {
  for (const paper::experiment& one : paper::experiments())
    if (one.name == name) return one;
  throw std::invalid_argument(name);
}

paper::task read(const paper::experiment& what) {
  return what.read(what.name == "twitter-pos" ? PAPER_TEST_TWEETS : PAPER_TEST_IMAGES, 64);
}

paper::run_options options_of(const paper::experiment& what, const paper::task& on, const std::string& activation) {
  paper::run_options options;
  options.experiment = what.name;
  options.activation = activation;
  options.optimizer = "adam";
  options.hidden_widths = what.hidden_widths;
  options.dropout = what.dropouts.front();
  options.learning_rate = what.learning_rates.front();
  options.batch_size = 16;
  options.epochs = 6;
  options.seed = 1;
  belong_to(on, options);
  return options;
}

/// An experiment's network in double precision, and its loss on the first few training examples.
class whole_network {
 public:
  whole_network(const paper::experiment& what, const std::string& activation)
      : task_(read(what)), network_(shape(what, activation), 1) {
    const std::size_t first[] = {0, 1, 2, 3};
    examples_.load(task_.training, first);
    inputs_ = examples_.inputs.cast<double>();
  }

  double loss() {
    learning::randomness random{std::mt19937_64(1)};
    const Eigen::MatrixXd& outputs = network_.forward(inputs_, random);
    const double sum = task_.aim == paper::goal::reconstruction
                           ? learning::mean_squared_error(outputs, inputs_, output_gradient_)
                           : learning::softmax_cross_entropy(outputs, examples_.labels, output_gradient_);
    return sum / static_cast<double>(inputs_.cols());
  }

  Eigen::VectorXd gradient() {
    loss();
    network_.backward(inputs_, output_gradient_);
    return network_.gradient();
  }

  /// Of the loss along a direction, by finite differences.
  double slope(const Eigen::VectorXd& direction) {
    constexpr double step = 1e-6;
    const Eigen::VectorXd here = network_.parameters();
    network_.parameters() = here + step * direction;
    const double above = loss();
    network_.parameters() = here - step * direction;
    const double below = loss();
    network_.parameters() = here;
    return (above - below) / (2 * step);
  }

 private:
  learning::architecture shape(const paper::experiment& what, const std::string& activation) const {
    learning::architecture result{
        {task_.inputs}, activation, learning::initialisation::unit_norm_rows, what.dropouts.back()};
    result.widths.insert(result.widths.end(), what.hidden_widths.begin(), what.hidden_widths.end());
    result.widths.push_back(task_.outputs);
    return result;
  }

  paper::task task_;
  learning::network<double> network_;
  paper::batch examples_;
  Eigen::MatrixXd inputs_, output_gradient_;
};

}  // namespace

TEST_CASE("the gradient of every experiment's network", "[paper]") {
  for (const paper::experiment& what : paper::experiments()) {
    for (const char* activation : {"gelu", "elu", "relu", "silu", learning::stochastic_gelu}) {
      INFO(what.name << " " << activation);
      whole_network network(what, activation);
      const Eigen::VectorXd gradient = network.gradient();
      const Eigen::VectorXd steepest = gradient.normalized();
      CHECK(gradient.norm() > 1e-3);
      CHECK(network.slope(steepest) == Approx(gradient.norm()).epsilon(1e-5));
      std::srand(1);
      const Eigen::VectorXd any = Eigen::VectorXd::Random(gradient.size()).normalized();
      CHECK(network.slope(any) == Approx(any.dot(gradient)).epsilon(1e-4).margin(1e-6 * gradient.norm()));
    }
  }
}

TEST_CASE("training reduces the loss, in every experiment and with every optimizer", "[paper]") {
  const auto [name, activation, optimizer, rate, share] =
      GENERATE(table<std::string, std::string, std::string, double, double>(
          {{"mnist-classify", "gelu", "adam", 1e-3, 0.5},
           {"mnist-classify", "elu", "adam", 1e-3, 0.5},
           {"mnist-classify", "relu", "adam", 1e-3, 0.5},
           {"mnist-classify", learning::stochastic_gelu, "adam", 1e-3, 0.9},
           {"mnist-classify", "gelu", "momentum", 1e-1, 0.9},
           {"twitter-pos", "gelu", "sgd", 1e-1, 0.9},
           {"mnist-autoencode", "gelu", "adam", 1e-3, 0.8},
           {"twitter-pos", "gelu", "adam", 1e-3, 0.5}}));
  INFO(name << " " << activation << " " << optimizer);
  const paper::experiment& what = experiment_named(name);
  const paper::task on = read(what);
  paper::run_options options = options_of(what, on, activation);
  options.optimizer = optimizer;
  options.learning_rate = rate;
  paper::run one(on, options);
  while (!one.is_finished()) one.run_epoch();
  CHECK(one.curve().back().training.loss < share * one.curve().front().training.loss);
  CHECK(one.curve().back().test.loss < one.curve().front().test.loss);
}

TEST_CASE("what is trained twice with one seed is the same, on any number of threads", "[paper]") {
  const paper::experiment& what = experiment_named("mnist-classify");
  const paper::task on = read(what);
  std::vector<paper::run_options> wanted;
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    wanted.push_back(options_of(what, on, "gelu"));
    wanted.back().epochs = 2;
    wanted.back().seed = seed;
    wanted.back().dropout = 0.5;
  }
  const scratch_directory alone, together;
  const auto a = finish_runs(on, wanted, alone.path(), 1), b = finish_runs(on, wanted, together.path(), 3);
  for (std::size_t i = 0; i < wanted.size(); ++i) CHECK(a[i].curve.back().test.loss == b[i].curve.back().test.loss);
  CHECK(a[0].curve.back().test.loss != a[1].curve.back().test.loss);
  const auto again = finish_runs(on, wanted, alone.path(), 1);  // from the checkpoints
  CHECK(again[2].curve.back().training.loss == a[2].curve.back().training.loss);
}

TEST_CASE("noise harms, and its absence is the test that was", "[paper]") {
  const paper::experiment& what = experiment_named("mnist-classify");
  const paper::task on = read(what);
  const scratch_directory directory;
  const paper::run_options options = options_of(what, on, "gelu");
  const auto runs = finish_runs(on, {options}, directory.path(), 1);
  const auto results = paper::test_under_noise(on, directory.path(), 1, 2);
  REQUIRE(results.size() == 13);
  CHECK(results.front().noise == 0);
  CHECK(results.front().loss == runs[0].curve.back().test.loss);
  CHECK(results.front().accuracy == 1 - runs[0].curve.back().test.error);
  CHECK(results.back().noise == 3);
  CHECK(results.back().loss > 2 * results.front().loss);
}
