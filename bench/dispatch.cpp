// What does a call through act::dispatch cost, beside one that is compiled for the same instruction set? At 16 elements
// the difference, at 16 Ki the ratio: medians of interleaved repetitions. Run with ACT_ISA naming the set of
// ACT_ARCH_FLAGS.

#include "dispatch_calls.hpp"
#include "inputs.hpp"
#include "timing.hpp"

#include <cstdio>

namespace {

void compare(std::size_t position, std::size_t count) {
  const std::vector<float> x = bench::normal<float>(count, 2);
  std::vector<float> y(count);
  const auto timings = bench::time_interleaved({{"compiled in", [&] { bench::compiled_in::calls[position](x, y); }},
                                                {"dispatched", [&] { bench::dispatched::calls[position](x, y); }}},
                                               count, 31);
  const auto elements = static_cast<double>(count);
  const double without = timings[0].nanoseconds * elements, with = timings[1].nanoseconds * elements;
  std::printf("%-8s %6zu elements: compiled in %10.1f ns, dispatched %10.1f ns, difference %7.1f ns, ratio %.3f\n",
              bench::names[position], count, without, with, with - without, 1 / timings[1].ratio);
}

}  // namespace

int main() {
  std::printf("compiled in: %s, dispatched: %s\n", bench::compiled_in::isa(), bench::dispatched::isa());
  for (const std::size_t count : {std::size_t{16}, std::size_t{1} << 14})
    for (std::size_t position = 0; position < bench::call_count; ++position) compare(position, count);
}
