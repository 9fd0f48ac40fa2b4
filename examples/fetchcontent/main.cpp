#include <act/gelu.hpp>

#include <cstdio>
#include <vector>

int main() {
  const std::vector<float> x{-2, -1, 0, 1, 2};
  std::vector<float> y(x.size());
  act::gelu(x, y);
  for (std::size_t i = 0; i < x.size(); ++i) std::printf("gelu(%g) = %g\n", x[i], y[i]);
}
