// What does a call through act::dispatch cost, beside one that is compiled for the same instruction set? At 16 elements
// the difference, at 16 Ki the ratio: medians of interleaved repetitions. Run with ACT_ISA naming the set of
// ACT_ARCH_FLAGS.

#include "dispatch_calls.hpp"
#include "inputs.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace {

using bench::call;

double nanoseconds_a_call(call* f, const std::vector<float>& x, std::vector<float>& y, std::size_t calls) {
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t k = 0; k < calls; ++k) f(x, y);
  const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - start;
  return taken.count() / static_cast<double>(calls);
}

double median(std::vector<double> numbers) {
  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
  std::nth_element(numbers.begin(), middle, numbers.end());
  return *middle;
}

void compare(std::size_t position, std::size_t count) {
  const std::vector<float> x = bench::normal<float>(count, 2);
  std::vector<float> y(count);
  const std::size_t calls = (std::size_t{1} << 24) / count / 4;
  std::vector<double> compiled_in, dispatched;
  for (int repetition = 0; repetition < 31; ++repetition) {
    compiled_in.push_back(nanoseconds_a_call(bench::compiled_in::calls[position], x, y, calls));
    dispatched.push_back(nanoseconds_a_call(bench::dispatched::calls[position], x, y, calls));
  }
  const double without = median(compiled_in), with = median(dispatched);
  std::printf("%-8s %6zu elements: compiled in %10.1f ns, dispatched %10.1f ns, difference %7.1f ns, ratio %.3f\n",
              bench::names[position], count, without, with, with - without, with / without);
}

}  // namespace

int main() {
  std::printf("compiled in: %s, dispatched: %s\n", bench::compiled_in::isa(), bench::dispatched::isa());
  for (const std::size_t count : {std::size_t{16}, std::size_t{1} << 14})
    for (std::size_t position = 0; position < bench::call_count; ++position) compare(position, count);
}
