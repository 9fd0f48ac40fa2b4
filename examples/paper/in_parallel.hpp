#pragma once

#include <atomic>
#include <cstddef>
#include <future>
#include <vector>

namespace paper {

/// f(0) to f(count - 1), on so many threads. After an exception nothing new begins; the first one is thrown.
template <class F>
void in_parallel(std::size_t count, unsigned threads, F&& f) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) f(i);
    } catch (...) {
      next = count;
      throw;
    }
  };
  std::vector<std::future<void>> workers;
  for (unsigned i = 0; i < threads; ++i) workers.push_back(std::async(std::launch::async, work));
  for (std::future<void>& worker : workers) worker.get();
}

}  // namespace paper
