// The README's lines on threads.

#include <act/act.hpp>
#include <act/parallel.hpp>

#include <vector>

int main() {
  const std::vector<float> x(1000, 0.0f);
  std::vector<float> y(x.size(), 1.0f);
  act::gelu(std::execution::par, x, y);
  return y == x ? 0 : 1;
}
