#include "word_vectors.hpp"

#include "files.hpp"

#include <bit>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace paper {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, const std::string& what) {
  throw std::runtime_error(file.string() + " " + what);
}

float little_endian_float(const char* bytes) {
  std::uint32_t bits = 0;
  for (int i = 3; i >= 0; --i) bits = bits << 8 | static_cast<std::uint8_t>(bytes[i]);
  return std::bit_cast<float>(bits);
}

fs::path file_of_vectors(const fs::path& directory) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(directory))
    if (entry.path().extension() == ".f32") found.push_back(entry.path());
  if (found.size() != 1) fail(directory, "has " + std::to_string(found.size()) + " files of vectors (*.f32) and not 1");
  return found.front();
}

}  // namespace

word_vectors read_word_vectors(const fs::path& directory, std::uint32_t& sum) {
  word_vectors result;
  const std::string words = read_file(directory / "vocab.txt");
  std::istringstream stream(words);
  std::size_t count = 0;
  for (std::string word; std::getline(stream, word); ++count)
    result.columns.emplace(word, static_cast<Eigen::Index>(count));

  const fs::path file = file_of_vectors(directory);
  const std::string bytes = read_file(file);
  const std::size_t size_of_one = count == 0 ? 0 : bytes.size() / count;
  if (size_of_one < 4 || size_of_one % 4 != 0 || size_of_one * count != bytes.size())
    fail(file, "does not hold one vector for each of the " + std::to_string(count) + " words of vocab.txt");
  const auto columns = static_cast<Eigen::Index>(count);
  result.vectors.setZero(static_cast<Eigen::Index>(size_of_one / 4), columns + 2);
  for (Eigen::Index i = 0; i < result.vectors.rows() * columns; ++i)
    result.vectors.data()[i] = little_endian_float(bytes.data() + 4 * i);
  if (!result.vectors.allFinite()) fail(file, "holds numbers that are not finite");
  result.vectors.col(result.unknown()) = result.vectors.leftCols(columns).rowwise().mean();
  sum = checksum(bytes, checksum(words, sum));
  return result;
}

}  // namespace paper
