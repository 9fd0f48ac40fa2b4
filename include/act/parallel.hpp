#pragma once

/// \file parallel.hpp
/// The standard execution policies as executors: act::gelu(std::execution::par, x, y), and so every range form.
///
/// Link act::parallel, which finds TBB: without it libstdc++'s policies are silently serial. No other header of act
/// includes `<execution>`, for where TBB's headers are installed that alone needs TBB at link time. Built without
/// exceptions, or with a library that has no policies, this header declares nothing.

#include "ranges.hpp"

#include <version>

#if defined(__cpp_lib_execution) && ACT_HAS_EXCEPTIONS

#include <algorithm>
#include <array>
#include <execution>
#include <thread>

ACT_NAMESPACE_BEGIN

/// Fewer grains (of 64 KiB of output) than this are one chunk, on the calling thread.
#ifndef ACT_PARALLEL_GRAINS
#define ACT_PARALLEL_GRAINS \
  std::size_t { 4 }
#endif

/// Calls the chunks by std::for_each under the policy, several a thread; those of seq and unseq one after the other.
template <class Policy>
requires std::is_execution_policy_v<Policy>
struct executor_adapter<Policy> {
  /// As an executor is called, behind the policy.
  template <class Chunk>
  void operator()(const Policy& policy, std::size_t count, std::size_t grain, const Chunk& chunk) const {
    const std::size_t grains = count / grain;
    if (is_serial || grains < ACT_PARALLEL_GRAINS) {
      chunk(std::size_t{0}, count);
      return;
    }
    // Several a thread, so that one that is late holds up the others for a part of its work alone.
    const std::size_t wanted =
        std::clamp<std::size_t>(4 * std::size_t{std::thread::hardware_concurrency()}, 8, most - 1);
    const std::size_t step = (grains + wanted - 1) / wanted * grain;
    std::array<std::size_t, most> begins;
    std::size_t chunks = 0;
    for (std::size_t begin = 0; begin < count; begin += step) begins[chunks++] = begin;
    std::for_each(policy, begins.begin(), begins.begin() + static_cast<std::ptrdiff_t>(chunks),
                  [&](std::size_t begin) { chunk(begin, begin + std::min(step, count - begin)); });
  }

 private:
  static constexpr bool is_serial = std::is_same_v<Policy, std::execution::sequenced_policy> ||
                                    std::is_same_v<Policy, std::execution::unsequenced_policy>;
  static constexpr std::size_t most = 1024;
};

ACT_NAMESPACE_END

#endif
