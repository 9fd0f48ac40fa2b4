// write_data_sets <directory>: small data sets in the format of MNIST, one whole and the others each with one fault.

#include <zlib.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace {

using bytes = std::vector<std::uint8_t>;
namespace fs = std::filesystem;

constexpr std::uint8_t side = 8, classes = 4;

struct files {
  bytes training_images, training_labels, test_images, test_labels;
};

bytes header(const std::vector<std::uint32_t>& sizes) {
  bytes result{0, 0, 8, static_cast<std::uint8_t>(sizes.size())};
  for (const std::uint32_t size : sizes)
    for (int shift = 24; shift >= 0; shift -= 8) result.push_back(static_cast<std::uint8_t>(size >> shift));
  return result;
}

// Noise, and the quarter of the rows that the label names is brighter.
void fill(bytes& images, bytes& labels, std::uint32_t count, std::mt19937& generator) {
  images = header({count, side, side});
  labels = header({count});
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto label = static_cast<std::uint8_t>(i % classes);
    labels.push_back(label);
    for (int pixel = 0; pixel < side * side; ++pixel) {
      const bool bright = pixel / side * classes / side == label;
      images.push_back(static_cast<std::uint8_t>(generator() % 64 + (bright ? 128 : 0)));
    }
  }
}

files whole() {
  files result;
  std::mt19937 generator(1);
  fill(result.training_images, result.training_labels, 256, generator);
  fill(result.test_images, result.test_labels, 64, generator);
  return result;
}

void write_plain(const fs::path& path, const bytes& content) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
}

void write_zipped(const fs::path& path, const bytes& content) {
  const gzFile stream = gzopen((path.string() + ".gz").c_str(), "wb");
  gzwrite(stream, content.data(), static_cast<unsigned>(content.size()));
  gzclose(stream);
}

void write_all(const fs::path& directory, const files& all,
               const std::function<void(const fs::path&, const bytes&)>& to) {
  fs::remove_all(directory);
  fs::create_directories(directory);
  to(directory / "train-images-idx3-ubyte", all.training_images);
  to(directory / "train-labels-idx1-ubyte", all.training_labels);
  to(directory / "t10k-images-idx3-ubyte", all.test_images);
  to(directory / "t10k-labels-idx1-ubyte", all.test_labels);
}

void write_with_fault(const fs::path& directory, const std::function<void(files&)>& spoil) {
  files all = whole();
  spoil(all);
  write_all(directory, all, write_plain);
}

void cut(const fs::path& path) { fs::resize_file(path, fs::file_size(path) / 2); }

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "write_data_sets: the arguments must be one directory\n");
    return 2;
  }
  const fs::path to = argv[1];
  write_all(to / "whole", whole(), write_plain);
  write_all(to / "zipped", whole(), write_zipped);
  write_all(to / "zipped_truncated", whole(), write_zipped);
  cut(to / "zipped_truncated" / "train-images-idx3-ubyte.gz");
  write_all(to / "incomplete", whole(), write_plain);
  fs::remove(to / "incomplete" / "t10k-labels-idx1-ubyte");
  write_with_fault(to / "truncated", [](files& all) { all.training_images.pop_back(); });
  write_with_fault(to / "too_long", [](files& all) { all.test_images.push_back(0); });
  write_with_fault(to / "foreign", [](files& all) { all.training_labels = {'P', '5', ' ', '2', '8', ' ', '2', '8'}; });
  write_with_fault(to / "empty", [](files& all) { all.test_images = header({0, side, side}); });
  write_with_fault(to / "huge", [](files& all) { all.test_images = header({~0u, ~0u, ~0u}); });
  write_with_fault(to / "unequal",
                   [](files& all) { all.training_labels = header({1}), all.training_labels.push_back(0); });
  write_with_fault(to / "unknown_label", [](files& all) { all.test_labels.back() = classes; });
}
