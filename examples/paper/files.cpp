#include "files.hpp"

#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace paper {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, const char* what) {
  throw std::runtime_error(file.string() + " " + what + ": " + std::strerror(errno));
}

}  // namespace

std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) fail(file, "cannot be opened");
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write_atomically(const std::filesystem::path& file, std::string_view content) {
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
  const std::filesystem::path unfinished = file.string() + ".unfinished";
  {
    std::ofstream stream(unfinished, std::ios::binary);
    stream.write(content.data(), static_cast<std::streamsize>(content.size())).flush();
    if (!stream) fail(unfinished, "cannot be written");
  }
  std::filesystem::rename(unfinished, file);
}

std::uint32_t checksum(std::string_view bytes, std::uint32_t before) {
  return static_cast<std::uint32_t>(crc32_z(before, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

}  // namespace paper
