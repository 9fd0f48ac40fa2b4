// From which size on do stores past the caches pay, when what was written is then read? ACT_STREAMING_BYTES is the
// library's answer; this measures both kinds of store around it.

#include "inputs.hpp"

#include <act/act.hpp>

#include <benchmark/benchmark.h>

#include <bit>
#include <cstdint>

namespace {

template <class F>
void write(const F& f, const std::vector<float>& x, std::vector<float>& y, bool streaming) {
  const act::detail::arrays<float, float, 1, 1> memory{{x.data()}, {y.data()}};
  act::detail::transform<act::simd::native<float>>(memory, 0, x.size(), streaming,
                                                   [&f](const auto& in, auto&&)
                                                       ACT_INLINE_LAMBDA { return std::array{f.value(in[0])}; });
}

std::uint32_t read(const std::vector<float>& y) {
  std::uint32_t all = 0;
  for (const float number : y) all ^= std::bit_cast<std::uint32_t>(number);
  return all;
}

template <auto F, bool Streaming>
void write_then_read(benchmark::State& state) {
  const auto bytes = static_cast<std::size_t>(state.range(0));
  const std::vector<float> x = bench::normal<float>(bytes / sizeof(float), 2);
  std::vector<float> y(x.size());
  for (auto _ : state) {
    write(F, x, y, Streaming);
    benchmark::DoNotOptimize(read(y));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(x.size()));
  state.SetBytesProcessed(state.iterations() * state.range(0) * 3);
}

void sizes(benchmark::internal::Benchmark* benchmark) {
  const auto threshold = static_cast<std::int64_t>(ACT_STREAMING_BYTES);
  for (std::int64_t bytes = threshold / 16; bytes <= threshold * 16; bytes *= 2) benchmark->Arg(bytes);
}

constexpr bool streaming = true, cached = false;
BENCHMARK_TEMPLATE(write_then_read, act::gelu, cached)->Apply(sizes);
BENCHMARK_TEMPLATE(write_then_read, act::gelu, streaming)->Apply(sizes);
BENCHMARK_TEMPLATE(write_then_read, act::relu, cached)->Apply(sizes);
BENCHMARK_TEMPLATE(write_then_read, act::relu, streaming)->Apply(sizes);

}  // namespace

BENCHMARK_MAIN();
