// Every range form beside scalar calls, bit for bit, over lengths, offsets, aliasing and values that a fuzzer thinks
// of. A mismatch is printed and aborts.

#include <act/act.hpp>

#include <fuzzer/FuzzedDataProvider.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace {

enum class form { value, derivative, joint, backward, bias, gated, kMaxValue = gated };
enum class aliasing { none, output_is_input, output_is_other, inputs_are_one, kMaxValue = inputs_are_one };

struct call {
  form which;
  aliasing shares;
  bool has_executor;
  std::size_t count, chunk, columns;
};

/// What numbers of 16 bits are computed in, and the others' own type.
template <class T>
using computed = act::computed_in<T>;

/// Exactly `count` elements, `offset` elements behind an allocation's start: AddressSanitizer sees what is beyond them.
template <class T>
class array {
 public:
  array(FuzzedDataProvider& data, std::size_t count)
      : offset_(data.ConsumeIntegralInRange<std::size_t>(0, 15)), memory_(offset_ + count) {}

  std::span<T> elements() { return std::span(memory_).subspan(offset_); }

 private:
  std::size_t offset_;
  std::vector<T> memory_;
};

template <class T>
bool same_bits(T a, T b) {
  return std::memcmp(&a, &b, sizeof a) == 0 ||
         (std::isnan(static_cast<computed<T>>(a)) && std::isnan(static_cast<computed<T>>(b)));
}

template <class T>
void require_same(const char* function, const call& made, std::size_t i, T x, T got, T expected) {
  if (same_bits(got, expected)) return;
  std::fprintf(stderr, "%s of %zu elements, form %d, aliasing %d: at element %zu, %a, got %a instead of %a\n", function,
               made.count, static_cast<int>(made.which), static_cast<int>(made.shares), i, static_cast<double>(x),
               static_cast<double>(got), static_cast<double>(expected));
  std::abort();
}

/// f's form over the spans, through an executor of chunks or without.
template <class F, class... Spans>
void apply(const F& f, const call& made, Spans... spans) {
  const auto chunks = [&made](std::size_t count, std::size_t, auto&& work) {
    for (std::size_t begin = 0; begin < count; begin += made.chunk) work(begin, std::min(count, begin + made.chunk));
  };
  const auto run = [&](auto&&... arguments) {
    if (made.which == form::bias || made.which == form::gated) {
      if constexpr (sizeof...(Spans) == 3) made.which == form::bias ? f.bias(arguments...) : f.gated(arguments...);
    } else if constexpr (sizeof...(Spans) == 2) {
      made.which == form::value ? f(arguments...) : f.derivative(arguments...);
    } else {
      made.which == form::joint ? f.value_and_derivative(arguments...) : f.backward(arguments...);
    }
  };
  made.has_executor ? run(chunks, spans...) : run(spans...);
}

/// One output: value or derivative.
template <class T, class F>
void check_one_output(const F& f, const call& made, std::span<T> x, std::span<T> y) {
  const std::vector<T> original(x.begin(), x.end());
  const std::span<T> output = made.shares == aliasing::none ? y : x;
  apply(f, made, x, output);
  for (std::size_t i = 0; i < made.count; ++i) {
    const T expected = made.which == form::value ? f(original[i]) : f.derivative(original[i]);
    require_same(F::name, made, i, original[i], output[i], expected);
  }
}

template <class T, class F>
void check_joint(const F& f, const call& made, std::span<T> x, std::span<T> y, std::span<T> dydx) {
  const std::vector<T> original(x.begin(), x.end());
  if (made.shares == aliasing::output_is_input) y = x;
  if (made.shares == aliasing::output_is_other) dydx = x;
  apply(f, made, x, y, dydx);
  for (std::size_t i = 0; i < made.count; ++i) {
    require_same(F::name, made, i, original[i], y[i], f(original[i]));
    require_same(F::name, made, i, original[i], dydx[i], f.derivative(original[i]));
  }
}

template <class T, class F>
void check_backward(const F& f, const call& made, std::span<T> x, std::span<T> dy, std::span<T> dx) {
  if (made.shares == aliasing::inputs_are_one) dy = x;
  if (made.shares == aliasing::output_is_input) dx = x;
  if (made.shares == aliasing::output_is_other) dx = dy;
  const std::vector<T> original(x.begin(), x.end()), upstream(dy.begin(), dy.end());
  apply(f, made, x, dy, dx);
  for (std::size_t i = 0; i < made.count; ++i)
    require_same(F::name, made, i, original[i], dx[i], f.backward(original[i], upstream[i]));
}

/// Rows of made.columns elements.
template <class T, class F>
void check_bias(const F& f, const call& made, std::span<T> x, std::span<T> bias, std::span<T> y) {
  const std::size_t count = made.count / made.columns * made.columns;
  x = x.first(count);
  bias = bias.first(std::min(count, made.columns));
  const std::vector<T> original(x.begin(), x.end());
  const std::span<T> output = made.shares == aliasing::output_is_input ? x : y.first(count);
  apply(f, made, x, bias, output);
  for (std::size_t i = 0; i < count; ++i) {
    const auto sum = static_cast<computed<T>>(original[i]) + static_cast<computed<T>>(bias[i % made.columns]);
    require_same(F::name, made, i, original[i], output[i], static_cast<T>(f(sum)));
  }
}

template <class T, class F>
void check_gated(const F& f, const call& made, std::span<T> gate, std::span<T> value, std::span<T> y) {
  if (made.shares == aliasing::inputs_are_one) value = gate;
  if (made.shares == aliasing::output_is_input) y = gate;
  if (made.shares == aliasing::output_is_other) y = value;
  const std::vector<T> gates(gate.begin(), gate.end()), values(value.begin(), value.end());
  apply(f, made, gate, value, y);
  for (std::size_t i = 0; i < made.count; ++i) {
    const auto product = f(static_cast<computed<T>>(gates[i])) * static_cast<computed<T>>(values[i]);
    require_same(F::name, made, i, gates[i], y[i], static_cast<T>(product));
  }
}

/// As many elements as bytes are left for, and up to 2000 by repeating them.
template <class T>
void fill(FuzzedDataProvider& data, std::span<T> elements) {
  std::vector<std::uint8_t> bytes = data.ConsumeBytes<std::uint8_t>(elements.size_bytes());
  if (bytes.empty()) bytes.push_back(0);
  std::vector<std::uint8_t> all(elements.size_bytes());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = bytes[i % bytes.size()];
  if (!all.empty()) std::memcpy(elements.data(), all.data(), all.size());
}

template <class T, class F>
void check(const F& f, FuzzedDataProvider& data) {
  call made{};
  made.which = data.ConsumeEnum<form>();
  made.shares = data.ConsumeEnum<aliasing>();
  made.has_executor = data.ConsumeBool();
  made.count = data.ConsumeIntegralInRange<std::size_t>(0, 2000);
  made.chunk = data.ConsumeIntegralInRange<std::size_t>(1, 2000);
  made.columns = data.ConsumeIntegralInRange<std::size_t>(1, 600);
  array<T> first(data, made.count), second(data, made.count), third(data, made.count);
  const std::span<T> x = first.elements(), y = second.elements(), z = third.elements();
  fill(data, x);
  if (made.which == form::value || made.which == form::derivative) {
    check_one_output(f, made, x, y);
  } else if (made.which == form::joint) {
    check_joint(f, made, x, y, z);
  } else {
    fill(data, y);
    if (made.which == form::backward) check_backward(f, made, x, y, z);
    if (made.which == form::bias) check_bias(f, made, x, y, z);
    if (made.which == form::gated) check_gated(f, made, x, y, z);
  }
}

/// In 16 bits one activation with kernels for them, and one without.
template <act::half T>
void check_any(FuzzedDataProvider& data) {
  data.ConsumeBool() ? check<T>(act::gelu, data) : check<T>(act::elu_fn{1.67}, data);
}

/// Of each kind of kernel one.
template <class T>
void check_any(FuzzedDataProvider& data) {
  switch (data.ConsumeIntegralInRange(0, 3)) {
    case 0:
      return check<T>(act::gelu, data);
    case 1:
      return check<T>(act::silu, data);
    case 2:
      return check<T>(act::relu, data);
    default:
      return check<T>(act::elu_fn{1.67}, data);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  FuzzedDataProvider data(bytes, size);
  switch (data.ConsumeIntegralInRange(0, 3)) {
    case 0:
      check_any<float>(data);
      break;
    case 1:
      check_any<double>(data);
      break;
    case 2:
      check_any<act::float16>(data);
      break;
    default:
      check_any<act::bfloat16>(data);
  }
  return 0;
}
