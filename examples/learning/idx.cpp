#include "idx.hpp"

#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>

namespace learning {
namespace {

using bytes = std::vector<std::uint8_t>;

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what) {
  throw std::runtime_error(file.string() + " " + what);
}

std::filesystem::path existing(const std::filesystem::path& path) {
  if (std::filesystem::is_regular_file(path)) return path;
  const std::filesystem::path zipped = path.string() + ".gz";
  if (std::filesystem::is_regular_file(zipped)) return zipped;
  fail(path, "does not exist, nor does " + zipped.filename().string() + " beside it");
}

// zlib reads a file that is not gzipped as it is.
bytes read_all(const std::filesystem::path& file) {
  const std::unique_ptr<gzFile_s, decltype(&gzclose)> stream(gzopen(file.string().c_str(), "rb"), &gzclose);
  if (!stream) fail(file, std::string("cannot be opened: ") + std::strerror(errno));
  constexpr std::size_t block = 1 << 20;
  bytes content;
  for (;;) {
    const std::size_t size = content.size();
    content.resize(size + block);
    const int count = gzread(stream.get(), content.data() + size, block);
    int status = Z_OK;
    const std::string reason = gzerror(stream.get(), &status);
    if (count < 0) fail(file, "is damaged: " + reason);
    content.resize(size + static_cast<std::size_t>(count));
    if (status == Z_BUF_ERROR) fail(file, "is truncated: its gzip stream has no end");
    if (count == 0) return content;
  }
}

std::size_t big_endian(std::span<const std::uint8_t> digits) {
  std::size_t number = 0;
  for (const std::uint8_t digit : digits) number = number << 8 | digit;
  return number;
}

}  // namespace

idx_array read_idx(const std::filesystem::path& path, std::size_t dimensions) {
  const std::filesystem::path file = existing(path);
  bytes content = read_all(file);
  constexpr std::uint8_t unsigned_bytes = 8;
  const std::uint8_t magic[] = {0, 0, unsigned_bytes, static_cast<std::uint8_t>(dimensions)};
  const std::size_t header = 4 * (1 + dimensions);
  if (content.size() < header || std::memcmp(content.data(), magic, sizeof magic) != 0) {
    fail(file, "is no IDX file of unsigned bytes in " + std::to_string(dimensions) + " dimension" +
                   (dimensions == 1 ? "" : "s"));
  }

  idx_array array;
  std::size_t expected = 1, present = content.size() - header;
  for (std::size_t i = 1; i <= dimensions; ++i) {
    const std::size_t size = big_endian(std::span(content).subspan(4 * i, 4));
    if (size == 0) fail(file, "is empty");
    if (expected > present / size) fail(file, "is truncated: it holds fewer elements than its header says");
    expected *= size;
    array.sizes.push_back(size);
  }
  if (present != expected) fail(file, "holds more elements than its header says");
  content.erase(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(header));
  array.elements = std::move(content);
  return array;
}

}  // namespace learning
