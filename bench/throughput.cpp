// How many elements and bytes a second does each function process, beside memcpy and the loops people write?
//
// Bytes count every array read or written once.

#include "inputs.hpp"
#include "textbook.hpp"

#include <act/act.hpp>

#include <benchmark/benchmark.h>

#include <cstring>
#include <span>
#include <string>

namespace {

enum class form { value, derivative, value_and_derivative, backward };

constexpr const char* name_of(form f) {
  constexpr const char* names[] = {"value", "derivative", "value_and_derivative", "backward"};
  return names[static_cast<int>(f)];
}
constexpr bool has_second_input(form f) { return f == form::backward; }
constexpr bool has_second_output(form f) { return f == form::value_and_derivative; }

template <class T>
const char* type_name = sizeof(T) == 4 ? "float" : "double";

template <class T>
struct arrays {
  std::span<const T> x, dy;
  std::span<T> y, dydx;
};

template <act::activation auto F>
struct ranges {
  static std::string name() { return std::string("act/") + F.name; }

  template <form Form, class T>
  static void run(const arrays<T>& of) {
    if constexpr (Form == form::value) F(of.x, of.y);
    if constexpr (Form == form::derivative) F.derivative(of.x, of.y);
    if constexpr (Form == form::value_and_derivative) F.value_and_derivative(of.x, of.y, of.dydx);
    if constexpr (Form == form::backward) F.backward(of.x, of.dy, of.y);
  }
};

template <class Formula>
struct loop {
  static std::string name() { return std::string("textbook/") + Formula::name; }

  template <form Form, class T>
  static void run(const arrays<T>& of) {
    for (std::size_t i = 0; i < of.x.size(); ++i) {
      if constexpr (Form == form::value) of.y[i] = Formula::value(of.x[i]);
      if constexpr (Form == form::derivative) of.y[i] = Formula::derivative(of.x[i]);
      if constexpr (Form == form::value_and_derivative) {
        of.y[i] = Formula::value(of.x[i]);
        of.dydx[i] = Formula::derivative(of.x[i]);
      }
      if constexpr (Form == form::backward) of.y[i] = of.dy[i] * Formula::derivative(of.x[i]);
    }
  }
};

// Drawn once for each type, for at 32 Mi elements that takes longer than the benchmark.
template <class T>
std::span<const T> inputs(std::size_t count) {
  static std::vector<T> numbers;
  if (numbers.size() < count) numbers = bench::normal<T>(count, 2);
  return std::span<const T>(numbers).first(count);
}

void count_work(benchmark::State& state, std::size_t elements, std::size_t bytes) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(elements));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

template <class Subject, form Form, class T>
void throughput(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const std::vector<T> dy(has_second_input(Form) ? count : 0, T(1.5));
  std::vector<T> y(count), dydx(has_second_output(Form) ? count : 0);
  const arrays<T> all{inputs<T>(count), dy, y, dydx};
  for (auto _ : state) {
    Subject::template run<Form, T>(all);
    benchmark::ClobberMemory();
  }
  count_work(state, count, sizeof(T) * count * (2 + has_second_input(Form) + has_second_output(Form)));
}

template <class T>
void copy(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const std::span<const T> x = inputs<T>(count);
  std::vector<T> y(count);
  for (auto _ : state) {
    std::memcpy(y.data(), x.data(), count * sizeof(T));
    benchmark::ClobberMemory();
  }
  count_work(state, count, sizeof(T) * count * 2);
}

void add(const std::string& name, benchmark::internal::Function* function) {
  benchmark::RegisterBenchmark(name.c_str(), function)->Arg(1 << 10)->Arg(1 << 14)->Arg(1 << 20)->Arg(1 << 25);
}

template <class Subject, class T, form... Forms>
void add_forms() {
  (add(Subject::name() + "/" + name_of(Forms) + "/" + type_name<T>, throughput<Subject, Forms, T>), ...);
}

template <act::activation auto F, class Formula, class T>
void add_pair() {
  add_forms<ranges<F>, T, form::value, form::derivative, form::value_and_derivative, form::backward>();
  add_forms<loop<Formula>, T, form::value, form::derivative, form::value_and_derivative, form::backward>();
}

template <class T>
void add_all() {
  add(std::string("memcpy/") + type_name<T>, copy<T>);
  add_pair<act::gelu, bench::textbook::gelu, T>();
  add_pair<act::gelu_tanh, bench::textbook::gelu_tanh, T>();
  add_pair<act::gelu_sigmoid, bench::textbook::gelu_sigmoid, T>();
  add_pair<act::silu, bench::textbook::silu, T>();
  add_pair<act::relu, bench::textbook::relu, T>();
  add_pair<act::elu, bench::textbook::elu, T>();
}

}  // namespace

int main(int argc, char** argv) {
  add_all<float>();
  add_all<double>();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
}
