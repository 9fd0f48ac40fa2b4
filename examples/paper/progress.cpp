#include "progress.hpp"

#include <cstdio>
#include <utility>
#if __has_include(<unistd.h>)
#include <unistd.h>
#endif

namespace paper {
namespace {

bool is_terminal() {
#if __has_include(<unistd.h>)
  return isatty(STDERR_FILENO) == 1;
#else
  return false;
#endif
}

constexpr const char* clear_line = "\r\033[K";

std::string shown_seconds(double seconds) {
  return seconds < 120 ? std::to_string(static_cast<int>(seconds)) + " s"
                       : std::to_string(static_cast<int>(seconds / 60)) + " min";
}

}  // namespace

progress::progress(std::string title, int steps) : title_(std::move(title)), steps_(steps), visible_(is_terminal()) {}

progress::~progress() {
  if (visible_) std::fputs(clear_line, stderr);
}

void progress::skip(int steps) {
  const std::lock_guard lock(mutex_);
  steps_ -= steps;
}

void progress::step_done(const std::string& what) {
  const std::lock_guard lock(mutex_);
  ++done_;
  if (!visible_) return;
  const double seconds = std::chrono::duration<double>(clock::now() - start_).count();
  const std::string left = shown_seconds(seconds / done_ * (steps_ - done_));
  std::fprintf(stderr, "%s%s: %d of %d, about %s left; %s", clear_line, title_.c_str(), done_, steps_, left.c_str(),
               what.c_str());
  std::fflush(stderr);
}

}  // namespace paper
