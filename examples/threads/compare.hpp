#pragma once

#include <act/act.hpp>

#include <bit>
#include <cstdio>
#include <vector>

/// Computes silu on the executor and on the calling thread; 0 where the bits are the same.
template <class Executor>
int compare_with_one_thread(const char* name, Executor&& executor) {
  std::vector<float> x(std::size_t{1} << 21), y(x.size()), expected(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(i) * 0x1p-17f - 8;
  act::silu(x, expected);
  act::silu(executor, x, y);
  std::size_t different = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    different += std::bit_cast<std::uint32_t>(y[i]) != std::bit_cast<std::uint32_t>(expected[i]);
  std::printf("%s: %zu of %zu elements differ from those of one thread\n", name, different, x.size());
  return different == 0 ? 0 : 1;
}
