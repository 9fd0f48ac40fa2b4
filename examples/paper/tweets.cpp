#include "tweets.hpp"

#include "files.hpp"
#include "name_of_directory.hpp"
#include "word_vectors.hpp"

#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace paper {
namespace {

namespace fs = std::filesystem;

struct tagged_word {
  std::string word, tag;
  bool first, last;  // of its tweet
};

[[noreturn]] void fail(const fs::path& file, const std::string& what) {
  throw std::runtime_error(file.string() + " " + what);
}

std::vector<tagged_word> read_tweets(const fs::path& file, std::uint32_t& sum) {
  const std::string text = read_file(file);
  sum = checksum(text, sum);
  std::istringstream stream(text);
  std::vector<tagged_word> words;
  bool first = true;
  int number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    if (line.empty()) {
      if (!words.empty()) words.back().last = true;
      first = true;
      continue;
    }
    const std::size_t tab = line.find('\t');
    if (tab == 0 || tab == std::string::npos || tab + 1 == line.size())
      fail(file, "has no word, tab and tag in line " + std::to_string(number));
    words.push_back({line.substr(0, tab), line.substr(tab + 1), first, false});
    first = false;
  }
  if (words.empty()) fail(file, "has no words");
  words.back().last = true;
  return words;
}

example_set examples(const std::vector<tagged_word>& words, std::shared_ptr<const word_vectors> table) {
  struct window {
    Eigen::Index before, here, after;
  };
  std::vector<window> windows;
  for (std::size_t i = 0; i < words.size(); ++i) {
    windows.push_back({words[i].first ? table->none() : table->column(words[i - 1].word), table->column(words[i].word),
                       words[i].last ? table->none() : table->column(words[i + 1].word)});
  }
  const auto gather = [table, windows](std::span<const std::size_t> which, Eigen::MatrixXf& inputs) {
    const Eigen::MatrixXf& vectors = table->vectors;
    inputs.resize(3 * vectors.rows(), static_cast<Eigen::Index>(which.size()));
    for (std::size_t i = 0; i < which.size(); ++i) {
      const window& at = windows[which[i]];
      inputs.col(static_cast<Eigen::Index>(i)) << vectors.col(at.before), vectors.col(at.here), vectors.col(at.after);
    }
  };
  return {words.size(), gather, {}};
}

/// The tags of the training words, numbered in the order of the alphabet.
std::map<std::string, std::uint8_t> number_tags(const std::vector<tagged_word>& training, const fs::path& file) {
  std::map<std::string, std::uint8_t> numbers;
  for (const tagged_word& word : training) numbers.emplace(word.tag, std::uint8_t{0});
  if (numbers.size() > 255) fail(file, "has more than 255 different tags");
  std::uint8_t next = 0;
  for (auto& [tag, number] : numbers) number = next++;
  return numbers;
}

std::vector<std::uint8_t> labels(const std::vector<tagged_word>& words, const std::map<std::string, std::uint8_t>& tags,
                                 const fs::path& file) {
  std::vector<std::uint8_t> result;
  for (const tagged_word& word : words) {
    const auto found = tags.find(word.tag);
    if (found == tags.end()) fail(file, "has the tag " + word.tag + ", which no training word has");
    result.push_back(found->second);
  }
  return result;
}

}  // namespace

task tweet_tagging(const fs::path& directory) {
  if (!fs::is_directory(directory)) throw std::runtime_error(directory.string() + " is not a directory");
  task result;
  const auto table = std::make_shared<const word_vectors>(read_word_vectors(directory, result.data_checksum));
  result.inputs = 3 * table->vectors.rows();
  std::map<std::string, std::uint8_t> tags;
  const std::pair<const char*, example_set*> files[] = {{"tweets-train.txt", &result.training},
                                                        {"tweets-dev.txt", &result.held_out},
                                                        {"tweets-devtest.txt", &result.test}};
  for (const auto& [name, set] : files) {
    const fs::path file = directory / name;
    const std::vector<tagged_word> words = read_tweets(file, result.data_checksum);
    if (tags.empty()) tags = number_tags(words, file);
    *set = examples(words, table);
    set->labels = labels(words, tags, file);
  }
  result.outputs = static_cast<Eigen::Index>(tags.size());
  result.data_name = name_of_directory(directory);
  return result;
}

}  // namespace paper
