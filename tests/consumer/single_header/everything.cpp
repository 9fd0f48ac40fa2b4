// What has a header of its own in the tree comes with the single header, which is the one found here for that reason.

#define ACT_PARALLEL
#include <act/act.hpp>

#include <array>
#include <sstream>

bool everything_is_there() {
  const std::array<float, 3> x{-1, 0, 1};
  std::array<float, 3> y{}, z{};
  act::stochastic_gate<act::gelu>{1}.expectation(x, y);
  act::gelu(x, z);
  std::ostringstream text;
  text << act::float16(0.5f);
#if defined(__cpp_lib_execution)
  act::gelu(std::execution::seq, x, z);
#endif
  return y == z && text.str() == "0.5";
}
