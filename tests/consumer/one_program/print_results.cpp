// Prints the results of the translation units that are linked in.

#include "results.hpp"

#include <cstdio>

int main() {
#ifdef HAS_BASELINE
  std::printf("baseline %s\n", one_program::results_for_baseline().c_str());
#endif
#ifdef HAS_AVX2
  std::printf("avx2 %s\n", one_program::results_for_avx2().c_str());
#endif
}
