// What do 16-bit numbers cost beside floats and beside a copy? Medians, at 16 Ki elements of N(0, 4).

#include "aligned_array.hpp"
#include "inputs.hpp"
#include "timing.hpp"

#include <act/act.hpp>

#include <cstdio>
#include <cstring>

namespace {

constexpr std::size_t count = 1 << 14;
constexpr int repetitions = 15;

template <class T>
bench::workspace<T> arrays() {
  return bench::workspace<T>(bench::normal<T>(count, 2), T(1.5f));
}

template <class F>
void print_times(const F& f) {
  const auto wide = arrays<float>();
  const auto narrow = arrays<act::float16>();
  const auto brain = arrays<act::bfloat16>();
  const auto forward = [&f](const auto& of) { return [&] { f(of.x.numbers(), of.y.numbers()); }; };
  const auto backward = [&f](const auto& of) {
    return [&] { f.backward(of.x.numbers(), of.dy.numbers(), of.y.numbers()); };
  };
  const auto copy = [&] {
    std::memcpy(brain.y.numbers().data(), brain.x.numbers().data(), count * sizeof(act::bfloat16));
  };
  const auto times = bench::time_interleaved({{"copy", copy},
                                              {"float", forward(wide)},
                                              {"float16", forward(narrow)},
                                              {"bfloat16", forward(brain)},
                                              {"float", backward(wide)},
                                              {"float16", backward(narrow)},
                                              {"bfloat16", backward(brain)}},
                                             count, repetitions);
  std::printf("%-12s", f.name);
  for (const bench::timing& t : times) std::printf(" %8.3f", t.nanoseconds);
  std::printf("\n");
}

}  // namespace

int main() {
  std::printf("%-12s %8s %26s %26s\n%-12s %8s %8s %8s %8s %8s %8s %8s\n", "ns", "copy of", "forward", "backward", "",
              "16 bits", "float", "float16", "bfloat16", "float", "float16", "bfloat16");
  print_times(act::gelu);
  print_times(act::gelu_tanh);
  print_times(act::gelu_sigmoid);
  print_times(act::silu);
  print_times(act::relu);
  print_times(act::elu);
}
