// A walk through act: every activation and every form of a call, with numbers that can be checked by eye.

#include <act/act.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <span>
#include <stdexcept>
#include <thread>
#include <vector>

namespace {

// Somebody's own activation: two formulas, and it has every form that act's have.
struct softsign_fn : act::activation_base<softsign_fn> {
  using activation_base::derivative;
  static constexpr const char* name = "softsign";

  template <class V>
  static V value(V x) {
    return act::simd::quotient(x, V(1) + act::simd::abs(x));
  }
  template <class V>
  static V derivative(V x) {
    const V denominator = V(1) + act::simd::abs(x);
    return act::simd::quotient(V(1), act::simd::product(denominator, denominator));
  }
};
inline constexpr softsign_fn softsign{};
static_assert(act::activation<softsign_fn>);

constexpr std::array xs{-8.0f, -3.0f, -1.0f, -0.5f, 0.0f, 0.5f, 1.0f, 3.0f, 8.0f};
using row = std::array<float, xs.size()>;

void print(const char* label, const row& numbers) {
  std::printf("%14s", label);
  for (const float number : numbers) std::printf(" %12.6g", number);
  std::printf("\n");
}

void print(const char* label, const std::vector<double>& numbers) {
  std::printf("  %-22s", label);
  for (const double number : numbers) std::printf(" %10.6f", number);
  std::printf("\n");
}

template <class Activation>
void print_value(const Activation& f) {
  row y;
  f(xs, y);
  print(f.name, y);
}

template <class Activation>
void print_derivative(const Activation& f) {
  row dydx;
  f.derivative(xs, dydx);
  print(f.name, dydx);
}

void for_every_activation(auto print_row) {
  print_row(act::gelu);
  print_row(act::gelu_tanh);
  print_row(act::gelu_sigmoid);
  print_row(act::silu);
  print_row(act::relu);
  print_row(act::elu);
  print_row(softsign);
}

void show_tables() {
  std::printf(
      "Values. The last row is this program's own activation; gelu(-8) is no zero, as 1 + erf would have it.\n\n");
  print("x", xs);
  for_every_activation([](const auto& f) { print_value(f); });
  std::printf("\nDerivatives.\n\n");
  print("x", xs);
  for_every_activation([](const auto& f) { print_derivative(f); });
}

void show_scalars() {
  std::printf("\nScalars, and a parameter.\n\n");
  std::printf("  gelu(1.0f) = %.9g, gelu(1.0) = %.17g, gelu(1) = %.17g\n", act::gelu(1.0f), act::gelu(1.0),
              act::gelu(1));
  std::printf("  elu_fn{0.5}(-1.0) = %.6f\n", act::elu_fn{0.5}(-1.0));
}

void show_forms() {
  std::printf("\nA step of training with silu: forward, backward, both at once, in place.\n\n");
  std::vector<double> x{-2, -1, 0, 1, 2}, dy{1, 10, 100, 10, 1};
  std::vector<double> y(x.size()), dx(x.size()), dydx(x.size());
  print("x", x);
  act::silu(x, y);
  print("silu(x, y)", y);
  act::silu.value_and_derivative(x, y, dydx);
  print("  and the derivative", dydx);
  print("dy", dy);
  act::silu.backward(x, dy, dx);
  print("backward(x, dy, dx)", dx);
  act::silu.backward(x, dy, dy);
  std::printf("  backward(x, dy, dy) in place gives the same: %s\n", dy == dx ? "yes" : "no");
  act::silu(x, x);
  std::printf("  silu(x, x) in place gives the same: %s\n", x == y ? "yes" : "no");
}

// Calls f(begin, end) over disjoint chunks that make up [0, count): here two halves, cut at a multiple of the grain.
void two_threads(std::size_t count, std::size_t grain, auto&& f) {
  const std::size_t half = std::min(count, (count / 2 + grain - 1) / grain * grain);
  std::jthread other(f, half, count);
  f(std::size_t{0}, half);
}

void show_executor() {
  std::printf("\nAn executor: the same call on two threads of this program's own.\n\n");
  std::vector<float> x(1 << 20), y(x.size()), z(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(i) * 0x1p-17f - 4.0f;
  act::gelu(x, y);
  act::gelu([](std::size_t count, std::size_t grain, auto&& f) { two_threads(count, grain, f); }, x, z);
  const auto same_bits = [](float a, float b) {
    return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
  };
  const bool same = std::equal(y.begin(), y.end(), z.begin(), same_bits);
  std::printf("  1048576 elements, the same bits as on one thread: %s\n", same ? "yes" : "no");
}

void show_errors() {
  std::printf("\nErrors are exceptions that say what is wrong, before anything is written.\n\n");
  std::vector<float> x(5), y(4);
  try {
    act::gelu(x, y);
  } catch (const std::invalid_argument& error) {
    std::printf("  %s\n", error.what());
  }
  try {
    act::gelu(std::span(x).first(4), std::span(x).last(4));
  } catch (const std::invalid_argument& error) {
    std::printf("  %s\n", error.what());
  }
}

}  // namespace

int main() {
  show_tables();
  show_scalars();
  show_forms();
  show_executor();
  show_errors();
}
