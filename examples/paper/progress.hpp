#pragma once

#include <chrono>
#include <mutex>
#include <string>

namespace paper {

/// One line on stderr, where that is a terminal, about steps of equal length; any thread may report.
class progress {
 public:
  progress(std::string title, int steps);
  ~progress();

  /// These steps need not be done.
  void skip(int steps);
  void step_done(const std::string& what);

 private:
  using clock = std::chrono::steady_clock;

  std::string title_;
  int steps_, done_ = 0;
  bool visible_;
  clock::time_point start_ = clock::now();
  std::mutex mutex_;
};

}  // namespace paper
