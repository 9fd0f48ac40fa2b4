#include "../checkpoint.hpp"
#include "../files.hpp"

#include "catch2.hpp"
#include "scratch_directory.hpp"
#include "small_task.hpp"

#include <fstream>

namespace {

using paper::run;

void write_all(const std::filesystem::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary) << content;
}

std::vector<double> numbers(const run& of) {
  std::vector<double> all;
  for (const paper::epoch_scores& scores : of.curve())
    for (const paper::score& part : {scores.training, scores.held_out, scores.test})
      all.insert(all.end(), {part.loss, part.error});
  return all;
}

/// What f() complains of, without the directory.
template <class F>
std::string complaint_of(F&& f) {
  try {
    f();
  } catch (const std::runtime_error& error) {
    const std::string line = error.what();
    return line.substr(line.find("a.checkpoint"));
  }
  return "nothing";
}

/// The same for reading a file of this content.
std::string complaint(const std::string& content) {
  const scratch_directory directory;
  write_all(directory / "a.checkpoint", content);
  return complaint_of([&] { paper::checkpoint(directory / "a.checkpoint"); });
}

std::string saved() {
  const scratch_directory directory;
  const paper::task what = small_task();
  run one(what, small_run(what));
  paper::write_checkpoint(one, directory / "a.checkpoint");
  return paper::read_file(directory / "a.checkpoint");
}

}  // namespace

TEST_CASE("a run that continues from its checkpoint ends where one without interruption does", "[paper]") {
  const scratch_directory directory;
  const paper::task what = small_task();
  for (const char* optimizer : {"adam", "sgd", "momentum"}) {
    for (const char* activation : {"gelu", learning::stochastic_gelu}) {
      INFO(optimizer << " " << activation);
      paper::run_options options = small_run(what);
      options.optimizer = optimizer;
      options.activation = activation;
      run whole(what, options);
      while (!whole.is_finished()) whole.run_epoch();

      run first(what, options);
      first.run_epoch();
      paper::write_checkpoint(first, directory / "a.checkpoint");
      run second(what, options);
      paper::checkpoint(directory / "a.checkpoint").restore(second);
      REQUIRE(second.curve().size() == 1);
      while (!second.is_finished()) second.run_epoch();
      CHECK(numbers(second) == numbers(whole));
      CHECK(second.network().parameters() == whole.network().parameters());

      paper::write_checkpoint(whole, directory / "a.checkpoint");
      run finished(what, options);
      paper::checkpoint(directory / "a.checkpoint").restore(finished);
      CHECK(finished.is_finished());
      CHECK(finished.network().parameters() == whole.network().parameters());
    }
  }
}

TEST_CASE("a checkpoint is for the same options alone, and says which differ", "[paper]") {
  const scratch_directory directory;
  const paper::task what = small_task();
  run one(what, small_run(what));
  paper::write_checkpoint(one, directory / "a.checkpoint");
  paper::run_options other = small_run(what);
  other.epochs = 5;
  run longer(what, other);
  const paper::checkpoint saved(directory / "a.checkpoint");
  CHECK(complaint_of([&] { saved.restore(longer); }) ==
        "a.checkpoint is of another run: epochs 4 instead of 5; choose another directory");
  other = small_run(what);
  other.data_checksum = 18;
  CHECK(complaint_of([&] { saved.require(other); }) ==
        "a.checkpoint is of another run: checksum of the data 17 instead of 18; choose another directory");
}

TEST_CASE("what is no whole checkpoint of this version is refused", "[paper]") {
  const std::string good = saved();
  CHECK(complaint(good) == "nothing");
  CHECK(complaint("") == "a.checkpoint is no checkpoint");
  CHECK(complaint("something else") == "a.checkpoint is no checkpoint");
  CHECK(complaint(good.substr(0, good.size() - 1)) == "a.checkpoint is damaged");
  CHECK(complaint(good + "x") == "a.checkpoint is damaged");
  CHECK(complaint(good.substr(0, 22)) == "a.checkpoint is too short");
  std::string changed = good;
  changed[good.size() / 2] ^= 1;
  CHECK(complaint(changed) == "a.checkpoint is damaged");
  changed = good;
  ++changed[std::string("act paper checkpoint\n").size()];
  CHECK(complaint(changed) == "a.checkpoint is of another version of this program");
}

TEST_CASE("a checkpoint replaces the one before, and leaves nothing beside it", "[paper]") {
  const scratch_directory directory;
  const paper::task what = small_task();
  run one(what, small_run(what));
  for (int i = 0; i < 2; ++i) {
    one.run_epoch();
    paper::write_checkpoint(one, directory / "in/here/a.checkpoint");
  }
  run again(what, small_run(what));
  paper::checkpoint(directory / "in/here/a.checkpoint").restore(again);
  CHECK(again.curve().size() == 2);
  const std::filesystem::directory_iterator files(directory / "in/here");
  CHECK(std::distance(begin(files), end(files)) == 1);
}
