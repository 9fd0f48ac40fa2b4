#include "training.hpp"

#include "checkpoint.hpp"
#include "in_parallel.hpp"

namespace paper {
namespace {

std::vector<epoch_scores> finish(const task& what, const run_options& options, const std::filesystem::path& file,
                                 progress& shown) {
  run one(what, options);
  if (std::filesystem::exists(file)) checkpoint(file).restore(one);
  shown.skip(static_cast<int>(one.curve().size()));
  while (!one.is_finished()) {
    one.run_epoch();
    write_checkpoint(one, file);
    shown.step_done(name_of(options) + " epoch " + std::to_string(one.curve().size()));
  }
  return one.curve();
}

}  // namespace

std::filesystem::path checkpoint_of(const run_options& options, const std::filesystem::path& directory) {
  return directory / (name_of(options) + ".checkpoint");
}

std::vector<finished_run> finish_runs(const task& what, const std::vector<run_options>& wanted,
                                      const std::filesystem::path& directory, unsigned threads) {
  std::vector<finished_run> runs;
  int epochs = 0;
  for (const run_options& options : wanted) {
    const std::filesystem::path file = checkpoint_of(options, directory);
    if (std::filesystem::exists(file)) checkpoint(file).require(options);
    runs.push_back({options, {}});
    epochs += options.epochs;
  }
  progress shown(wanted.empty() ? "" : wanted.front().experiment, epochs);
  in_parallel(runs.size(), threads, [&](std::size_t i) {
    runs[i].curve = finish(what, runs[i].options, checkpoint_of(runs[i].options, directory), shown);
  });
  return runs;
}

}  // namespace paper
