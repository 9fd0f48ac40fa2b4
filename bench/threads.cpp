// What do threads gain? The time of one and of two threads, and from which length on it is worth it.

#include "inputs.hpp"

#include "../examples/threads/thread_pool.hpp"

#include <act/act.hpp>
#if defined(ACT_BENCH_PARALLEL)
#include <act/parallel.hpp>
#endif

#include <benchmark/benchmark.h>

namespace {

template <auto F, class... Executor>
void time_of(benchmark::State& state, Executor&... executor) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const std::vector<float> x = bench::normal<float>(count, 2);
  std::vector<float> y(count);
  for (auto _ : state) {
    F(executor..., x, y);
    benchmark::ClobberMemory();
  }
  using benchmark::Counter;
  state.counters["time/element"] =
      Counter(static_cast<double>(count), Counter::kIsIterationInvariantRate | Counter::kInvert);
}

template <auto F>
void one_thread(benchmark::State& state) {
  time_of<F>(state);
}
template <auto F>
void two_threads(benchmark::State& state) {
  static thread_pool one_more(1);
  time_of<F>(state, one_more);
}

// 16 Ki to 32 Mi.
void lengths(benchmark::internal::Benchmark* benchmark) {
  benchmark->UseRealTime()->RangeMultiplier(2)->Range(1 << 14, 1 << 25);
}

BENCHMARK_TEMPLATE(one_thread, act::gelu)->Apply(lengths);
BENCHMARK_TEMPLATE(two_threads, act::gelu)->Apply(lengths);
BENCHMARK_TEMPLATE(one_thread, act::relu)->Apply(lengths);
BENCHMARK_TEMPLATE(two_threads, act::relu)->Apply(lengths);

#if defined(ACT_BENCH_PARALLEL)
template <auto F>
void standard_policy(benchmark::State& state) {
  time_of<F>(state, std::execution::par);
}
BENCHMARK_TEMPLATE(standard_policy, act::gelu)->Apply(lengths);
BENCHMARK_TEMPLATE(standard_policy, act::relu)->Apply(lengths);
#endif

}  // namespace

BENCHMARK_MAIN();
