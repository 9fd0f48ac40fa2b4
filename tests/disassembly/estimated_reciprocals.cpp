// What a compiler that may estimate makes of a division, so that the test is seen to find it.

#include <cstddef>

void estimated_reciprocals(float* x, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) x[i] = 1 / x[i];
}
