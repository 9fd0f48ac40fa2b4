#pragma once

/// \file inputs.hpp
/// Inputs that put every kind of number into every lane, side by side with every other kind.

#include <act/simd/vector.hpp>

#include <cmath>
#include <limits>
#include <vector>

namespace contract {

template <class T>
std::vector<T> remarkable_numbers() {
  using limits = std::numeric_limits<T>;
  std::vector<T> numbers = {0,
                            limits::denorm_min(),
                            limits::min() / 3,
                            limits::min(),
                            static_cast<T>(1e-20),
                            static_cast<T>(0.75),
                            1,
                            static_cast<T>(1.5),
                            static_cast<T>(3.7),
                            8,
                            static_cast<T>(13.3),
                            static_cast<T>(38.1),
                            104,
                            static_cast<T>(740.5),
                            static_cast<T>(1e19),
                            limits::max(),
                            limits::infinity(),
                            limits::quiet_NaN()};
  const std::size_t positive = numbers.size();
  for (std::size_t i = 0; i < positive; ++i) numbers.push_back(-numbers[i]);
  return numbers;
}

/// `count` numbers: most of them ordinary, every third a remarkable one.
template <class T>
std::vector<T> mixed_inputs(std::size_t count) {
  const auto remarkable = remarkable_numbers<T>();
  std::vector<T> inputs(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double ordinary = 6 * std::sin(static_cast<double>(i) * 1.7);
    inputs[i] = i % 3 == 2 ? remarkable[i / 3 % remarkable.size()] : static_cast<T>(ordinary);
  }
  return inputs;
}

/// Numbers to multiply derivatives with.
template <class T>
std::vector<T> upstream_gradients(std::size_t count) {
  std::vector<T> gradients(count);
  for (std::size_t i = 0; i < count; ++i) gradients[i] = static_cast<T>(std::cos(static_cast<double>(i)) * 3);
  return gradients;
}

template <class T>
inline constexpr std::size_t lanes = act::simd::lanes_of<act::simd::native<T>>;

}  // namespace contract
