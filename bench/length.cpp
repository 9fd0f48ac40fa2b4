// What does a call cost against its length: how short may a range be before the call itself shows?

#include "inputs.hpp"

#include <act/act.hpp>

#include <benchmark/benchmark.h>

namespace {

template <auto F, class T>
void length(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const std::vector<T> x = bench::normal<T>(count, 2);
  std::vector<T> y(count);
  for (auto _ : state) {
    F(x, y);
    benchmark::ClobberMemory();
  }
  using benchmark::Counter;
  state.counters["time/element"] =
      Counter(static_cast<double>(count), Counter::kIsIterationInvariantRate | Counter::kInvert);
}

// Every length up to two of the widest vectors, then the powers of two.
void lengths(benchmark::internal::Benchmark* benchmark) {
  for (std::int64_t count = 1; count < 32; ++count) benchmark->Arg(count);
  for (std::int64_t count = 32; count <= 1 << 25; count *= 2) benchmark->Arg(count);
}

BENCHMARK_TEMPLATE(length, act::gelu, float)->Apply(lengths);
BENCHMARK_TEMPLATE(length, act::gelu, double)->Apply(lengths);
BENCHMARK_TEMPLATE(length, act::relu, float)->Apply(lengths);
BENCHMARK_TEMPLATE(length, act::relu, double)->Apply(lengths);

}  // namespace

BENCHMARK_MAIN();
