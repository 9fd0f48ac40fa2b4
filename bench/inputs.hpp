#pragma once

// What the benchmarks feed to the functions: the same numbers in every run.

#include <cstddef>
#include <limits>
#include <random>
#include <span>
#include <vector>

namespace bench {

template <class T, class Draw>
std::vector<T> drawn(std::size_t count, Draw draw) {
  std::mt19937_64 generator(1);
  std::vector<T> numbers(count);
  for (T& number : numbers) number = static_cast<T>(draw(generator));
  return numbers;
}

/// N(0, deviation^2).
template <class T>
std::vector<T> normal(std::size_t count, double deviation) {
  return drawn<T>(count, std::normal_distribution<double>(0, deviation));
}

/// Uniform in [-20, 20], and one in a hundred at -10^4 or 10^4: common path and tails side by side.
template <class T>
std::vector<T> hard(std::size_t count) {
  return drawn<T>(count, [](std::mt19937_64& generator) {
    std::uniform_real_distribution<double> common(-20, 20), which(0, 200);
    const double choice = which(generator);
    return choice < 1 ? -1e4 : choice < 2 ? 1e4 : common(generator);
  });
}

template <class T>
std::vector<T> subnormal(std::size_t count) {
  return drawn<T>(count, [](std::mt19937_64& generator) {
    constexpr T smallest_normal = std::numeric_limits<T>::min();
    return std::uniform_real_distribution<T>(-smallest_normal, smallest_normal)(generator);
  });
}

}  // namespace bench
