#include "checkpoint.hpp"

#include "bytes.hpp"
#include "files.hpp"

#include <stdexcept>

namespace paper {
namespace {

constexpr std::string_view magic = "act paper checkpoint\n";
constexpr std::uint32_t version = 1;

}  // namespace

// The magic, the version, then the checksum of all that follows: the options and the state.
void write_checkpoint(run& from, const std::filesystem::path& file) {
  byte_writer options, state, content, head;
  run_options of_run = from.options();
  of_run.for_each([&](const char*, const auto& value) { options(value); });
  from.exchange_state(state);
  content(options.bytes(), state.bytes());
  head(version, checksum(content.bytes()));
  write_atomically(file, std::string(magic) + head.bytes() + content.bytes());
}

checkpoint::checkpoint(const std::filesystem::path& file) : file_(file) {
  const std::string all = read_file(file);
  if (all.compare(0, magic.size(), magic) != 0) fail("is no checkpoint");
  try {
    const std::string_view behind_magic = std::string_view(all).substr(magic.size());
    byte_reader head(behind_magic);
    std::uint32_t version_of_file = 0, expected_checksum = 0;
    head(version_of_file, expected_checksum);
    if (version_of_file != version) throw std::runtime_error("is of another version of this program");
    const std::string_view content = behind_magic.substr(2 * sizeof(std::uint32_t));
    if (checksum(content) != expected_checksum) throw std::runtime_error("is damaged");
    std::string options;
    byte_reader parts(content);
    parts(options, state_);
    byte_reader fields(options);
    options_.for_each([&](const char*, auto& value) { fields(value); });
  } catch (const std::runtime_error& error) {
    fail(error.what());
  }
}

void checkpoint::require(const run_options& wanted) const {
  const std::string difference = first_difference(options_, wanted);
  if (!difference.empty()) fail("is of another run: " + difference + "; choose another directory");
}

void checkpoint::restore(run& to) const {
  require(to.options());
  try {
    byte_reader state(state_);
    to.exchange_state(state);
    if (!state.is_at_end()) throw std::runtime_error("is too long");
  } catch (const std::runtime_error& error) {
    fail(error.what());
  }
}

void checkpoint::fail(const std::string& what) const { throw std::runtime_error(file_.string() + " " + what); }

}  // namespace paper
