// What does a stochastic gate cost beside its activation? Medians of ratios within repetitions, at 16 Ki elements of
// N(0, 4).

#include "aligned_array.hpp"
#include "inputs.hpp"
#include "timing.hpp"

#include <act/stochastic.hpp>

#include <cstdio>

namespace {

constexpr std::size_t count = 1 << 14;
constexpr int repetitions = 15;

template <auto Activation, class T>
void print_ratios(const char* type) {
  const bench::workspace<T> of(bench::normal<T>(count, 2), T(1.5f));
  const act::stochastic_gate<Activation> gate(1);
  std::vector<std::uint64_t> mask(count / 64);
  std::uint64_t offset = 0;
  const auto times = bench::time_interleaved(
      {{"activation", [&] { Activation(of.x.numbers(), of.y.numbers()); }},
       {"sample", [&] { gate.sample(of.x.numbers(), of.y.numbers(), offset += count); }},
       {"sample, offset 5", [&] { gate.sample(of.x.numbers(), of.y.numbers(), mask, 5 + (offset += count)); }},
       {"backward", [&] { gate.backward(mask, of.dy.numbers(), of.y.numbers()); }}},
      count, repetitions);
  std::printf("%-5s %-8s %10.3f", Activation.name, type, times[0].nanoseconds);
  for (std::size_t k = 1; k < times.size(); ++k) std::printf(" %10.2f", 1 / times[k].ratio);
  std::printf("\n");
}

}  // namespace

int main() {
  std::printf("%-14s %10s %32s\n%-14s %10s %10s %10s %10s\n", "", "ns", "times as long as the activation", "",
              "activation", "sample", "and mask", "backward");
  print_ratios<act::gelu, float>("float");
  print_ratios<act::silu, float>("float");
  print_ratios<act::gelu, double>("double");
  print_ratios<act::gelu, act::bfloat16>("bfloat16");
}
