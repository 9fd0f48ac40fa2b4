#pragma once

// Whole files, in and out. Both throw std::runtime_error with one line that names the file.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace paper {

std::string read_file(const std::filesystem::path& file);

/// The file has the new content or, whatever happens, its old one. Directories on its way are made.
void write_atomically(const std::filesystem::path& file, std::string_view content);

/// CRC-32, continued from that of what stands before.
std::uint32_t checksum(std::string_view bytes, std::uint32_t before = 0);

}  // namespace paper
