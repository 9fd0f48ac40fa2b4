// Defines the function RESULTS, compiled without optimisation so that the linker has act's functions to choose from.

#include "results.hpp"

#include <act/act.hpp>

#include <cmath>
#include <vector>

std::string one_program::RESULTS() {
  std::vector<double> x(5000), y(x.size()), dydx(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = -20 + static_cast<double>(i) * 0.0078125;
  std::uint64_t hash = 0;
  const auto add = [&hash](const std::vector<double>& results) {
    for (const double r : results) hash = (hash ^ act::simd::bit_cast<std::uint64_t>(r)) * 0x100000001b3u;
  };
  const auto add_all = [&](const auto& f) {
    f.value_and_derivative(x, y, dydx);
    add(y);
    add(dydx);
    f(x, y);
    add(y);
    for (double& one : y) one = f.derivative(one);
    add(y);
  };
  add_all(act::gelu);
  add_all(act::gelu_tanh);
  add_all(act::gelu_sigmoid);
  add_all(act::silu);
  add_all(act::elu);
  return std::to_string(hash);
}
