// A pool of std::thread as act's executor.

#include "thread_pool.hpp"

#include "compare.hpp"

int main() {
  thread_pool pool(std::max(2u, std::thread::hardware_concurrency()) - 1);
  return compare_with_one_thread("a pool of std::thread", pool);
}
