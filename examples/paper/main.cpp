// The experiments of Hendrycks & Gimpel, "Gaussian Error Linear Units (GELUs)", arXiv:1606.08415. What each command
// does and how to run it is in docs/paper-experiments.md.

#include "files.hpp"
#include "images.hpp"
#include "noise.hpp"
#include "options.hpp"
#include "summary.hpp"
#include "training.hpp"

#include <cstdio>
#include <exception>

namespace {

void print(const std::vector<paper::setting>& settings, const paper::task& what) {
  const bool labels = what.aim == paper::goal::classification;
  std::printf("medians of %d after %zu epochs on %zu examples%s\n", settings.front().seeds,
              settings.front().medians.size(), what.training.count,
              what.held_out.count == 0 ? "" : "; *: the rate that the held-out examples choose");
  std::printf("activation       optimizer  dropout   rate   training loss  test loss%s\n",
              labels ? "  test error" : "");
  for (const paper::setting& one : settings) {
    const paper::epoch_scores& last = one.medians.back();
    std::printf("%-15s  %-9s  %7g  %5g %c  %13.6f  %9.6f", one.options.activation.c_str(),
                one.options.optimizer.c_str(), one.options.dropout, one.options.learning_rate,
                one.is_chosen ? '*' : ' ', last.training.loss, last.test.loss);
    if (labels) std::printf("     %5.2f %%", 100 * last.test.error);
    std::printf("\n");
  }
}

void execute(const paper::nothing_to_do&) {}

void execute(const paper::training_command& chosen) {
  paper::task what = chosen.what->read(chosen.data, chosen.held_out);
  if (chosen.training_examples) keep_first(what.training, *chosen.training_examples);
  const auto runs = finish_runs(what, runs_of(chosen, what), chosen.out / "checkpoints", chosen.threads);
  const auto settings = paper::summarise(runs);
  const paper::table_of table{what.data_name, what.aim};
  paper::write_atomically(chosen.out / "runs.csv", runs_as_csv(runs, table));
  paper::write_atomically(chosen.out / "curves.csv", curves_as_csv(settings, table));
  paper::write_atomically(chosen.out / "results.csv", results_as_csv(settings, table));
  print(settings, what);
}

void execute(const paper::noise_command& chosen) {
  const paper::task what = paper::image_classification(chosen.data, 1);
  const auto results = paper::test_under_noise(what, chosen.networks / "checkpoints", chosen.seed, chosen.threads);
  paper::write_atomically(chosen.out / "noise.csv", noise_as_csv(results, what.data_name));
  std::printf("activation       noise  test loss  test accuracy\n");
  for (const paper::noise_result& one : results) {
    std::printf("%-15s  %5.2f  %9.6f        %5.2f %%\n", one.activation.c_str(), one.noise, one.loss,
                100 * one.accuracy);
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    std::visit([](const auto& chosen) { execute(chosen); }, paper::read_command(argc, argv));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "paper: %s\n", error.what());
    return 2;
  }
}
