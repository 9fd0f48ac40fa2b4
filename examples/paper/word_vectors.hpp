#pragma once

#include <Eigen/Core>

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>

namespace paper {

/// A column for each word of the vocabulary; then the mean, for all other words; then zeros, for what is no word.
struct word_vectors {
  std::unordered_map<std::string, Eigen::Index> columns;
  Eigen::MatrixXf vectors;

  Eigen::Index unknown() const { return vectors.cols() - 2; }
  Eigen::Index none() const { return vectors.cols() - 1; }
  Eigen::Index column(const std::string& word) const {
    const auto found = columns.find(word);
    return found == columns.end() ? unknown() : found->second;
  }
};

/// From vocab.txt, a word on each line, and the one file *.f32, little-endian floats. The checksum of the two continues
/// `sum`. Throws std::runtime_error with one line that names the file and says what is wrong.
word_vectors read_word_vectors(const std::filesystem::path& directory, std::uint32_t& sum);

}  // namespace paper
