#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

/// Threads that wait for work, and an executor for act: pool(count, grain, chunk).
class thread_pool {
 public:
  explicit thread_pool(std::size_t threads) {
    for (std::size_t k = 0; k < threads; ++k)
      threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }

  /// The calling thread takes chunks too. One call at a time.
  template <class Chunk>
  void operator()(std::size_t count, std::size_t grain, const Chunk& chunk) {
    if (count < 4 * grain) {
      chunk(std::size_t{0}, count);
      return;
    }
    std::unique_lock lock(mutex_);
    job_ = {std::cref(chunk), count, std::max(grain, count / (8 * (threads_.size() + 1)) / grain * grain), 0, 0};
    changed_.notify_all();
    take_chunks(lock);
    changed_.wait(lock, [this] { return job_.running == 0; });
  }

 private:
  struct job {
    std::function<void(std::size_t, std::size_t)> chunk;
    std::size_t count = 0, step = 0, next = 0, running = 0;
  };

  void work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, stop, [this] { return job_.next < job_.count; })) take_chunks(lock);
  }

  void take_chunks(std::unique_lock<std::mutex>& lock) {
    while (job_.next < job_.count) {
      const std::size_t begin = job_.next, end = std::min(begin + job_.step, job_.count);
      job_.next = end;
      ++job_.running;
      lock.unlock();
      job_.chunk(begin, end);
      lock.lock();
      --job_.running;
    }
    if (job_.running == 0) changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable_any changed_;
  job job_;
  std::vector<std::jthread> threads_;  // last, so that the threads end first
};
