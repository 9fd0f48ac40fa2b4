#pragma once

// The IDX format of MNIST and its successors: a magic number, big-endian sizes, then the elements.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace learning {

struct idx_array {
  std::vector<std::size_t> sizes;
  std::vector<std::uint8_t> elements;
};

/// An IDX file of unsigned bytes with that many dimensions: `path` itself, or gzipped as `path`.gz. Throws
/// std::runtime_error with a line that names the file where it cannot be read, is something else, or is cut short.
idx_array read_idx(const std::filesystem::path& path, std::size_t dimensions);

}  // namespace learning
