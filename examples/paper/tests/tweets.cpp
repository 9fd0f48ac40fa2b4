#include "../tweets.hpp"

#include "catch2.hpp"
#include "scratch_directory.hpp"

#include <fstream>

namespace {

void write(const std::filesystem::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary) << content;
}

}  // namespace

TEST_CASE("an example is the vectors of a word and of its neighbours in the tweet", "[paper]") {
  const scratch_directory directory;
  write(directory / "tweets-train.txt", "see\tV\ndog\tN\n\nunheard\tN\n");
  write(directory / "tweets-dev.txt", "dog\tN\n\n");
  write(directory / "tweets-devtest.txt", "see\tV\n\n");
  write(directory / "vocab.txt", "dog\nsee\n");
  write(directory / "vectors.f32", std::string("\0\0\x80\x3f\0\0\x00\x40\0\0\x40\x40\0\0\x80\x40", 16));  // 1 2, 3 4
  const paper::task what = paper::tweet_tagging(directory.path());
  CHECK(what.inputs == 6);
  CHECK(what.outputs == 2);
  CHECK(what.training.count == 3);
  CHECK(what.training.labels == std::vector<std::uint8_t>{1, 0, 0});
  CHECK(what.held_out.labels == std::vector<std::uint8_t>{0});
  CHECK(what.test.labels == std::vector<std::uint8_t>{1});

  Eigen::MatrixXf expected(6, 3), inputs;
  expected << 0, 3, 0,  // before
      0, 4, 0,          //
      3, 1, 2,          // the word, of which the last has the mean of all vectors
      4, 2, 3,          //
      1, 0, 0,          // behind
      2, 0, 0;
  const std::size_t all[] = {0, 1, 2};
  what.training.gather(all, inputs);
  CHECK(inputs == expected);
}
