#pragma once

#include <filesystem>
#include <string>

namespace paper {

/// Its last component, also where a slash follows.
inline std::string name_of_directory(const std::filesystem::path& directory) {
  const auto whole = std::filesystem::absolute(directory).lexically_normal();
  return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

}  // namespace paper
