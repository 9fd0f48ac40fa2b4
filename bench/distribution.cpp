// Does the cost depend on the data? It should not: nothing branches on it, and subnormal inputs need no assistance of
// the processor's.

#include "inputs.hpp"

#include <act/act.hpp>

#include <benchmark/benchmark.h>

#include <string>

namespace {

constexpr std::size_t count = 1 << 14;

template <auto F, class T>
void value(benchmark::State& state, const std::vector<T>& x) {
  std::vector<T> y(x.size());
  for (auto _ : state) {
    F(x, y);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(x.size()));
}

template <auto F, class T>
void derivative(benchmark::State& state, const std::vector<T>& x) {
  std::vector<T> dydx(x.size());
  for (auto _ : state) {
    F.derivative(x, dydx);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(x.size()));
}

template <auto F, class T>
void add(const char* distribution, const std::vector<T>& x) {
  const std::string of = std::string("/") + (sizeof(T) == 4 ? "float/" : "double/") + distribution;
  benchmark::RegisterBenchmark((F.name + ("/value" + of)).c_str(), value<F, T>, x);
  benchmark::RegisterBenchmark((F.name + ("/derivative" + of)).c_str(), derivative<F, T>, x);
}

template <auto F, class T>
void add_distributions() {
  add<F, T>("normal_1", bench::normal<T>(count, 1));
  add<F, T>("normal_2", bench::normal<T>(count, 2));
  add<F, T>("hard", bench::hard<T>(count));
  add<F, T>("subnormal", bench::subnormal<T>(count));
}

template <class T>
void add_all() {
  add_distributions<act::gelu, T>();
  add_distributions<act::gelu_tanh, T>();
  add_distributions<act::gelu_sigmoid, T>();
  add_distributions<act::silu, T>();
  add_distributions<act::relu, T>();
  add_distributions<act::elu, T>();
}

}  // namespace

int main(int argc, char** argv) {
  add_all<float>();
  add_all<double>();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
}
