// What does a fused form cost beside the form that it extends? Medians of ratios within repetitions, at 1 Ki elements
// in rows of 128, or as many as the arguments say: fused [ELEMENTS COLUMNS].

#include "aligned_array.hpp"
#include "inputs.hpp"
#include "timing.hpp"

#include <act/act.hpp>

#include <cmath>
#include <cstdio>
#include <string>

namespace {

constexpr int repetitions = 15;

struct shape {
  std::size_t count, columns;
};

/// Arrays of which no two begin at the same distance from a page.
template <class T>
struct arrays {
  std::vector<bench::aligned_array<T>> all;
  std::vector<T> sums;

  explicit arrays(shape rows) : sums(rows.columns) {
    const std::size_t count = rows.count;
    for (std::size_t i = 0; i < 6; ++i) all.emplace_back(count, 1088 * i % 4096);
    // The last has the deviation that a bias of deviation 1 brings to 2.
    const double deviations[] = {2, 1, 1, 0, 0, std::sqrt(3.0)};
    for (const std::size_t i : {0u, 1u, 2u, 5u}) {
      const std::vector<T> numbers = bench::normal<T>(count, deviations[i]);
      std::copy(numbers.begin(), numbers.end(), of(i).begin());
    }
  }
  std::span<T> of(std::size_t i) const { return all[i].numbers(); }
};

/// How many times as long as `base` does `extended` take?
double ratio(shape rows, const bench::call& base, const bench::call& extended) {
  return 1 / bench::time_interleaved({{"base", base}, {"extended", extended}}, rows.count, repetitions)[1].ratio;
}

template <class T, act::activation F>
void print_ratios(shape rows, const char* type, const F& f) {
  arrays<T> with(rows);
  const auto x = with.of(0), second = with.of(1), dy = with.of(2), y = with.of(3), z = with.of(4),
             unbiased = with.of(5);
  const auto bias = second.subspan(rows.columns / 2, rows.columns);  // no row has the same numbers in the same place
  const bench::call value = [&] { f(x, y); }, derivative = [&] { f.derivative(x, y); },
                    both = [&] { f.value_and_derivative(x, y, z); }, backward = [&] { f.backward(x, dy, y); };
  const double both_to_dearer = std::min(ratio(rows, value, both), ratio(rows, derivative, both));
  std::printf("%-12s %-8s %20.2f %12.2f %11.2f %22.2f %30.2f\n", f.name, type, both_to_dearer,
              ratio(rows, value, [&] { f.gated(x, second, y); }),
              ratio(rows, value, [&] { f.bias(unbiased, bias, y); }),
              ratio(rows, backward, [&] { f.bias_backward(unbiased, bias, dy, y, with.sums); }),
              ratio(rows, both, [&] { f.gated_backward(x, second, dy, y, z); }));
}

template <class T>
void print_all(shape rows, const char* type) {
  print_ratios<T>(rows, type, act::gelu);
  print_ratios<T>(rows, type, act::gelu_tanh);
  print_ratios<T>(rows, type, act::gelu_sigmoid);
  print_ratios<T>(rows, type, act::silu);
  print_ratios<T>(rows, type, act::relu);
  print_ratios<T>(rows, type, act::elu);
}

}  // namespace

int main(int count, char** arguments) {
  const shape rows = count == 3 ? shape{std::stoul(arguments[1]), std::stoul(arguments[2])} : shape{1024, 128};
  if (rows.columns == 0 || rows.count % rows.columns != 0 || rows.count < 2 * rows.columns) {
    std::fprintf(stderr, "usage: fused [ELEMENTS COLUMNS], at least two whole rows\n");
    return 2;
  }
  std::printf("%-12s %-8s %20s %12s %11s %22s %30s\n", "", "", "both/dearer part", "gated/value", "bias/value",
              "bias_backward/backward", "gated_backward/both");
  print_all<float>(rows, "float");
  print_all<double>(rows, "double");
  print_all<act::float16>(rows, "float16");
  print_all<act::bfloat16>(rows, "bfloat16");
}
