// Compiled for each VERSION and TYPE, see form_calls.hpp.

#include "form_calls.hpp"

#include <act/act.hpp>

#include <span>

#define JOINED(a, b) a##b
#define OF(type) JOINED(of_, type)

namespace {

using act::bfloat16;
using act::float16;
using T = TYPE;

struct spans {
  std::span<const T> x, second, bias;
  std::span<T> y, z, sums;

  explicit spans(const bench::form_arrays& memory)
      : x(static_cast<const T*>(memory.x), memory.count),
        second(static_cast<const T*>(memory.second), memory.count),
        bias(second.first(memory.columns)),
        y(static_cast<T*>(memory.y), memory.count),
        z(static_cast<T*>(memory.z), memory.count),
        sums(static_cast<T*>(memory.sums), memory.columns) {}
};

template <auto F, auto Form>
void append(bench::form_calls& calls, const char* form) {
  calls.push_back({F.name, form, [](const bench::form_arrays& memory) { Form(F, spans(memory)); }});
}

template <auto F>
void append_forms(bench::form_calls& to) {
  append<F, [](auto f, const spans& s) { f(s.x, s.y); }>(to, "value");
  append<F, [](auto f, const spans& s) { f.value_and_derivative(s.x, s.y, s.z); }>(to, "value_and_derivative");
  append<F, [](auto f, const spans& s) { f.backward(s.x, s.second, s.y); }>(to, "backward");
  append<F, [](auto f, const spans& s) { f.bias(s.x, s.bias, s.y); }>(to, "bias");
  append<F, [](auto f, const spans& s) { f.bias_backward(s.x, s.bias, s.second, s.y, s.sums); }>(to, "bias_backward");
  append<F, [](auto f, const spans& s) { f.gated(s.x, s.second, s.y); }>(to, "gated");
}

}  // namespace

bench::form_calls bench::VERSION::OF(TYPE)() {
  form_calls calls;
  append_forms<act::gelu>(calls);
  append_forms<act::gelu_tanh>(calls);
  append_forms<act::gelu_sigmoid>(calls);
  append_forms<act::silu>(calls);
  append_forms<act::relu>(calls);
  append_forms<act::elu>(calls);
  return calls;
}
