#pragma once

/// \file timing.hpp
/// Several calls side by side: in each repetition each of them runs, and ratios are formed within the repetition.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace bench {

using call = std::function<void()>;

struct subject {
  std::string library;
  call run;
};

struct timing {
  std::string library;
  double nanoseconds;  // an element; the median
  double ratio;        // the first subject's time to this one's; the median
};

/// A subject that needs longer than this many times the first one's time for one call is left out.
inline constexpr double no_limit = 1e9;

std::vector<timing> time_interleaved(const std::vector<subject>& subjects, std::size_t count, int repetitions,
                                     double limit = no_limit);

}  // namespace bench
