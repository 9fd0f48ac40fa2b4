// The README's lines on the instruction set chosen at run time.

#include <act/act.hpp>

#include <cstdio>
#include <vector>

int main() {
  std::printf("%s\n", act::active_isa().data());                      // sse2, avx2 or avx512
  if (act::requested_isa_is_unknown()) std::puts("ACT_ISA is none");  // ACT_ISA=avx2 in the environment caps the choice

  const std::vector<float> x(1000, 0.0f);
  std::vector<float> y(x.size(), 1.0f);
  act::gelu(x, y);
  return y == x ? 0 : 1;
}
