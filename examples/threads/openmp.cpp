// OpenMP's threads as act's executor.

#include "compare.hpp"

namespace {

struct openmp_executor {
  template <class Chunk>
  void operator()(std::size_t count, std::size_t grain, const Chunk& chunk) const {
#pragma omp parallel for schedule(dynamic) if (count >= 4 * grain)
    for (std::size_t begin = 0; begin < count; begin += grain) chunk(begin, std::min(begin + grain, count));
  }
};

}  // namespace

int main() { return compare_with_one_thread("OpenMP", openmp_executor{}); }
