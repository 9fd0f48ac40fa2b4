// write_tweets <directory>: small sets of tagged tweets with word vectors, one whole and the others each with a fault.

#include <bit>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <random>
#include <string>

namespace {

namespace fs = std::filesystem;

constexpr int words = 60, dimensions = 5, tags = 4;

std::string word(int number) { return "word" + std::to_string(number); }

/// A word has one tag and, sometimes, no vector.
std::string tweets(int count, std::mt19937& generator) {
  std::string text;
  for (int tweet = 0; tweet < count; ++tweet) {
    for (auto length = 3 + generator() % 5; length > 0; --length) {
      const int number = static_cast<int>(generator() % (words + 2));
      text += word(number) + "\t" + "NVAP"[number % tags] + "\n";
    }
    text += "\n";
  }
  return text;
}

/// Noise, and the number that the tag names is larger.
std::string vectors() {
  std::mt19937 generator(1);
  std::string bytes;
  for (int number = 0; number < words; ++number) {
    for (int i = 0; i < dimensions; ++i) {
      const float value = static_cast<float>(generator() % 1000) / 1000 + (i == number % tags ? 2.0f : 0.0f);
      const auto bits = std::bit_cast<std::uint32_t>(value);
      for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(bits >> shift & 255);
    }
  }
  return bytes;
}

std::map<std::string, std::string> whole() {
  std::mt19937 generator(2);
  std::string vocabulary;
  for (int number = 0; number < words; ++number) vocabulary += word(number) + "\n";
  return {{"tweets-train.txt", tweets(60, generator)},
          {"tweets-dev.txt", tweets(20, generator)},
          {"tweets-devtest.txt", tweets(20, generator)},
          {"vocab.txt", vocabulary},
          {"vectors.f32", vectors()}};
}

void write(const fs::path& directory, const std::function<void(std::map<std::string, std::string>&)>& spoil) {
  auto files = whole();
  spoil(files);
  fs::remove_all(directory);
  fs::create_directories(directory);
  for (const auto& [name, content] : files) std::ofstream(directory / name, std::ios::binary) << content;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "write_tweets: the arguments must be one directory\n");
    return 2;
  }
  const fs::path to = argv[1];
  write(to / "whole", [](auto&) {});
  write(to / "incomplete", [](auto& files) { files.erase("tweets-dev.txt"); });
  write(to / "no_vectors", [](auto& files) { files.erase("vectors.f32"); });
  write(to / "short_vectors", [](auto& files) { files["vectors.f32"].pop_back(); });
  write(to / "infinite_vector",
        [](auto& files) { files["vectors.f32"].replace(0, 4, std::string("\0\0\x80\x7f", 4)); });
  write(to / "empty_vocabulary", [](auto& files) { files["vocab.txt"].clear(); });
  write(to / "no_words", [](auto& files) { files["tweets-train.txt"] = "\n\n"; });
  write(to / "no_tag", [](auto& files) { files["tweets-dev.txt"] = "a\tN\nword\n"; });
  write(to / "unknown_tag", [](auto& files) { files["tweets-devtest.txt"] = "a\tX\n"; });
}
