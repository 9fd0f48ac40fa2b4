#pragma once

#include <chrono>

namespace examples {

/// Adds up the time that passes inside the calls it is given.
class stopwatch {
 public:
  template <class F>
  void time(F&& f) {
    const auto start = clock::now();
    f();
    total_ += clock::now() - start;
  }
  double seconds() const { return std::chrono::duration<double>(total_).count(); }

 private:
  using clock = std::chrono::steady_clock;
  clock::duration total_{};
};

}  // namespace examples
