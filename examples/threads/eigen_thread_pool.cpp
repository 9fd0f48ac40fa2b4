// Eigen's thread pool, which TensorFlow uses too, as act's executor.

#include "compare.hpp"

#include <unsupported/Eigen/CXX11/ThreadPool>

#include <thread>

namespace {

class eigen_executor {
 public:
  explicit eigen_executor(Eigen::ThreadPool& pool) : pool_(&pool) {}

  template <class Chunk>
  void operator()(std::size_t count, std::size_t grain, const Chunk& chunk) const {
    if (count < 4 * grain) {
      chunk(std::size_t{0}, count);
      return;
    }
    Eigen::Barrier all_done(static_cast<unsigned>((count + grain - 1) / grain));
    for (std::size_t begin = 0; begin < count; begin += grain) {
      pool_->Schedule([&, begin] {
        chunk(begin, std::min(begin + grain, count));
        all_done.Notify();
      });
    }
    all_done.Wait();
  }

 private:
  Eigen::ThreadPool* pool_;
};

}  // namespace

int main() {
  Eigen::ThreadPool pool(static_cast<int>(std::max(2u, std::thread::hardware_concurrency())));
  return compare_with_one_thread("Eigen's ThreadPool", eigen_executor(pool));
}
