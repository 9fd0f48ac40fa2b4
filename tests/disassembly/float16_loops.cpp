// Loops over float16 in which kernels compare: the object that the test looks into. A compiler that knows what widened
// a number may compare its 16 bits instead, for which few processors have an instruction.

#include <act/act.hpp>

namespace {

template <act::activation F>
void loops(const F& f, std::span<const act::float16> x, std::span<const act::float16> dy, std::span<act::float16> y,
           std::span<act::float16> dx) {
  f(x, y);
  f.value_and_derivative(x, y, dx);
  f.backward(x, dy, dx);
}

}  // namespace

void float16_loops(std::span<const act::float16> x, std::span<const act::float16> dy, std::span<act::float16> y,
                   std::span<act::float16> dx) {
  loops(act::gelu, x, dy, y, dx);
  loops(act::silu, x, dy, y, dx);
  loops(act::relu, x, dy, y, dx);
  loops(act::elu, x, dy, y, dx);
}
