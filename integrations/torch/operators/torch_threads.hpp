#pragma once

/// \file torch_threads.hpp
/// torch's threads as an executor.

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace act_torch {

/// As many threads as torch.set_num_threads() allows, and one where torch is already on several.
struct torch_threads {
  template <class Chunk>
  void operator()(std::size_t count, std::size_t grain, const Chunk& chunk) const {
    const auto grains = static_cast<std::int64_t>((count + grain - 1) / grain);
    at::parallel_for(0, grains, 1, [&](std::int64_t begin, std::int64_t end) {
      chunk(static_cast<std::size_t>(begin) * grain, std::min(static_cast<std::size_t>(end) * grain, count));
    });
  }
};

}  // namespace act_torch
