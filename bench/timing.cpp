#include "timing.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>

namespace bench {
namespace {

constexpr double shortest_timing = 200'000;  // ns
constexpr double shortest_cold_call = 1e6;   // ns; a call this long warms itself up

struct measured {
  const subject* of;
  double estimate = 0;             // ns a call
  std::vector<double> times = {};  // ns a call, one a repetition
};

double time_of(const call& run, std::size_t calls) {
  using clock = std::chrono::steady_clock;
  const auto start = clock::now();
  for (std::size_t i = 0; i < calls; ++i) run();
  return std::chrono::duration<double, std::nano>(clock::now() - start).count() / static_cast<double>(calls);
}

std::size_t calls_to_fill(double nanoseconds, double one_call) {
  return static_cast<std::size_t>(std::ceil(std::max(1.0, nanoseconds / one_call)));
}

/// The first call may still make something; a few more say how long one takes.
double estimate(const call& run) {
  const double first = time_of(run, 1);
  if (first > 100 * shortest_cold_call) return first;
  return std::min(first, time_of(run, calls_to_fill(shortest_timing / 4, first)));
}

double repetition(const measured& m) {
  if (m.estimate < shortest_cold_call) m.of->run();
  return time_of(m.of->run, calls_to_fill(shortest_timing, m.estimate));
}

double median(std::vector<double> numbers) {
  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
  std::nth_element(numbers.begin(), middle, numbers.end());
  return *middle;
}

double median_ratio(const std::vector<double>& over, const std::vector<double>& under) {
  std::vector<double> ratios(over.size());
  std::transform(over.begin(), over.end(), under.begin(), ratios.begin(), std::divides<>());
  return median(ratios);
}

}  // namespace

std::vector<timing> time_interleaved(const std::vector<subject>& subjects, std::size_t count, int repetitions,
                                     double limit) {
  std::vector<measured> all;
  for (const subject& s : subjects) {
    const double one_call = estimate(s.run);
    if (all.empty() || one_call < limit * all[0].estimate) all.push_back({&s, one_call});
  }
  for (int i = 0; i < repetitions; ++i) {
    for (measured& m : all) m.times.push_back(repetition(m));
  }
  std::vector<timing> result;
  for (const measured& m : all) {
    result.push_back(
        {m.of->library, median(m.times) / static_cast<double>(count), median_ratio(all[0].times, m.times)});
  }
  return result;
}

}  // namespace bench
