// One misuse for each value of CASE; without one it compiles.

#include <act/act.hpp>

#include <array>
#include <vector>

[[maybe_unused]] static std::vector<float> make_floats() { return {}; }

int main() {
  [[maybe_unused]] std::vector<float> floats(4);
  [[maybe_unused]] std::vector<double> doubles(4);
  [[maybe_unused]] std::vector<int> integers(4);
  [[maybe_unused]] const std::vector<float> constant(4);
#ifndef CASE
  act::gelu(floats, floats);
#elif CASE == 1
  act::gelu(1.0L);
#elif CASE == 2
  act::gelu(integers, integers);
#elif CASE == 3
  act::gelu(floats, constant);
#elif CASE == 4
  act::gelu(floats, make_floats());
#elif CASE == 5
  act::gelu.backward(floats, doubles, floats);
#elif CASE == 6
  constexpr act::elu_fn negative{-1.0};
  negative(floats, floats);
#elif CASE == 7
  act::gelu(floats, doubles);
#elif CASE == 8
  act::gelu.derivative(1.0L);
#elif CASE == 9
  act::gelu(42, floats, floats);
#endif
}
