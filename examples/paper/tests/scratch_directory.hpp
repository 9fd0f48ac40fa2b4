#pragma once

#include <filesystem>
#include <random>
#include <string>

/// An empty directory that lives as long as this.
class scratch_directory {
 public:
  scratch_directory()
      : path_(std::filesystem::temp_directory_path() / ("act-paper-" + std::to_string(std::random_device{}()))) {
    std::filesystem::create_directories(path_);
  }
  scratch_directory(const scratch_directory&) = delete;
  ~scratch_directory() { std::filesystem::remove_all(path_); }

  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};
