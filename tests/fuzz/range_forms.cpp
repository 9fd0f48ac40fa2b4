// Every range form beside scalar calls, bit for bit, over lengths, offsets, aliasing and values that a fuzzer thinks
// of. A mismatch is printed and aborts.

#include <act/act.hpp>

#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <vector>

namespace {

enum class form {
  value,
  derivative,
  joint,
  backward,
  bias,
  bias_backward,
  gated,
  gated_backward,
  gated_packed,
  gated_packed_backward,
  kMaxValue = gated_packed_backward
};
enum class aliasing { none, output_is_input, output_is_other, inputs_are_one, kMaxValue = inputs_are_one };

struct call {
  form which;
  aliasing shares;
  bool has_executor;
  std::size_t count, chunk, columns, padding;
};

/// What numbers of 16 bits are computed in, and the others' own type.
template <class T>
using computed = act::computed_in<T>;

template <class T>
computed<T> widened(T x) {
  return static_cast<computed<T>>(x);
}

/// As many elements as bytes are left for, and more by repeating them.
template <class T>
void fill(FuzzedDataProvider& data, std::span<T> elements) {
  std::vector<std::uint8_t> bytes = data.ConsumeBytes<std::uint8_t>(elements.size_bytes());
  if (bytes.empty()) bytes.push_back(0);
  std::vector<std::uint8_t> all(elements.size_bytes());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = bytes[i % bytes.size()];
  if (!all.empty()) std::memcpy(elements.data(), all.data(), all.size());
}

/// Exactly `count` elements, up to 15 elements behind an allocation's start: AddressSanitizer sees what is beyond them.
template <class T>
class array {
 public:
  array(FuzzedDataProvider& data, std::size_t count)
      : offset_(data.ConsumeIntegralInRange<std::size_t>(0, 15)), memory_(offset_ + count) {}

  std::span<T> elements() { return std::span(memory_).subspan(offset_); }

  std::span<T> filled(FuzzedDataProvider& data) {
    fill(data, elements());
    return elements();
  }

 private:
  std::size_t offset_;
  std::vector<T> memory_;
};

/// Where a form of two inputs writes.
template <class T>
std::span<T> output_of(const call& made, std::span<T> input, std::span<T> other, array<T>& own) {
  if (made.shares == aliasing::output_is_input) return input;
  return made.shares == aliasing::output_is_other ? other : own.elements();
}

template <class T>
std::vector<T> copy_of(std::span<T> elements) {
  return {elements.begin(), elements.end()};
}

template <class T>
bool same_bits(T a, T b) {
  return std::memcmp(&a, &b, sizeof a) == 0 || (std::isnan(widened(a)) && std::isnan(widened(b)));
}

template <class T>
void require(bool holds, const char* function, const call& made, std::size_t i, T x, T got, T expected) {
  if (holds) return;
  std::fprintf(stderr, "%s of %zu elements, form %d, aliasing %d: at element %zu, %a, got %a instead of %a\n", function,
               made.count, static_cast<int>(made.which), static_cast<int>(made.shares), i, static_cast<double>(x),
               static_cast<double>(got), static_cast<double>(expected));
  std::abort();
}

template <class T>
void require_same(const char* function, const call& made, std::size_t i, T x, T got, T expected) {
  require(same_bits(got, expected), function, made, i, x, got, expected);
}

/// A range form, its executor one of chunks or none.
template <class Form>
void run(const call& made, Form&& form) {
  const auto chunks = [&made](std::size_t count, std::size_t, auto&& work) {
    for (std::size_t begin = 0; begin < count; begin += made.chunk) work(begin, std::min(count, begin + made.chunk));
  };
  made.has_executor ? form(chunks) : form();
}

/// One output: value or derivative.
template <class T, class F>
void check_one_output(const F& f, const call& made, FuzzedDataProvider& data) {
  array<T> first(data, made.count), second(data, made.count);
  const std::span<T> x = first.filled(data), output = made.shares == aliasing::none ? second.elements() : x;
  const std::vector<T> original = copy_of(x);
  const bool is_value = made.which == form::value;
  run(made,
      [&](const auto&... executor) { is_value ? f(executor..., x, output) : f.derivative(executor..., x, output); });
  for (std::size_t i = 0; i < made.count; ++i)
    require_same(F::name, made, i, original[i], output[i], is_value ? f(original[i]) : f.derivative(original[i]));
}

template <class T, class F>
void check_joint(const F& f, const call& made, FuzzedDataProvider& data) {
  array<T> first(data, made.count), second(data, made.count), third(data, made.count);
  const std::span<T> x = first.filled(data), y = made.shares == aliasing::output_is_input ? x : second.elements(),
                     dydx = made.shares == aliasing::output_is_other ? x : third.elements();
  const std::vector<T> original = copy_of(x);
  run(made, [&](const auto&... executor) { f.value_and_derivative(executor..., x, y, dydx); });
  for (std::size_t i = 0; i < made.count; ++i) {
    require_same(F::name, made, i, original[i], y[i], f(original[i]));
    require_same(F::name, made, i, original[i], dydx[i], f.derivative(original[i]));
  }
}

template <class T, class F>
void check_backward(const F& f, const call& made, FuzzedDataProvider& data) {
  array<T> first(data, made.count), second(data, made.count), third(data, made.count);
  const std::span<T> x = first.filled(data), dy = made.shares == aliasing::inputs_are_one ? x : second.filled(data),
                     dx = output_of(made, x, dy, third);
  const std::vector<T> original = copy_of(x), upstream = copy_of(dy);
  run(made, [&](const auto&... executor) { f.backward(executor..., x, dy, dx); });
  for (std::size_t i = 0; i < made.count; ++i)
    require_same(F::name, made, i, original[i], dx[i], f.backward(original[i], upstream[i]));
}

/// Rows of made.columns elements.
template <class T, class F>
void check_bias(const F& f, const call& made, FuzzedDataProvider& data) {
  const std::size_t count = made.count / made.columns * made.columns;
  array<T> first(data, count), second(data, made.columns), third(data, count);
  const std::span<T> x = first.filled(data), bias = second.filled(data),
                     y = made.shares == aliasing::output_is_input ? x : third.elements();
  const std::vector<T> original = copy_of(x);
  run(made, [&](const auto&... executor) { f.bias(executor..., x, bias, y); });
  for (std::size_t i = 0; i < count; ++i) {
    const auto sum = widened(original[i]) + widened(bias[i % made.columns]);
    require_same(F::name, made, i, original[i], y[i], static_cast<T>(f(sum)));
  }
}

/// A column's sum and that of its magnitudes.
struct column_sum {
  long double sum = 0, magnitude = 0;

  void add(long double term) {
    sum += term;
    magnitude += std::fabs(term);
  }

  /// Whether `got` may be the sum of `rows` terms, rounded to T; true where one overflows.
  template <class T>
  bool may_give(T got, std::size_t rows) const {
    using of_terms = std::numeric_limits<computed<T>>;
    using of_result = std::numeric_limits<T>;
    if (!(magnitude < widened(of_result::max()) / 2)) return true;
    const auto roundings = 2 * std::log2(static_cast<long double>(std::max<std::size_t>(rows, 1)));
    return std::fabs(widened(got) - sum) <= roundings * (of_terms::epsilon() * magnitude + of_terms::denorm_min()) +
                                                widened(of_result::epsilon()) * std::fabs(sum) +
                                                widened(of_result::denorm_min());
  }
};

template <class T, class F>
void check_bias_backward(const F& f, const call& made, FuzzedDataProvider& data) {
  const std::size_t rows = made.count / made.columns, count = rows * made.columns;
  array<T> first(data, count), second(data, made.columns), third(data, count), fourth(data, count),
      fifth(data, made.columns);
  const std::span<T> x = first.filled(data), bias = second.filled(data), dy = third.filled(data),
                     dx = output_of(made, x, dy, fourth),
                     dbias = made.shares == aliasing::inputs_are_one ? bias : fifth.elements();
  const std::vector<T> original = copy_of(x), biases = copy_of(bias), upstream = copy_of(dy);
  run(made, [&](const auto&... executor) { f.bias_backward(executor..., x, bias, dy, dx, dbias); });
  for (std::size_t column = 0; column < made.columns; ++column) {
    column_sum expected;
    for (std::size_t i = column; i < count; i += made.columns) {
      const auto product = f.backward(widened(original[i]) + widened(biases[column]), widened(upstream[i]));
      require_same(F::name, made, i, original[i], dx[i], static_cast<T>(product));
      expected.add(static_cast<long double>(product));
    }
    require(expected.may_give(dbias[column], rows), F::name, made, column, biases[column], dbias[column],
            static_cast<T>(static_cast<computed<T>>(expected.sum)));
  }
}

template <class T, class F>
T gated_value(const F& f, T gate, T value) {
  return static_cast<T>(f(widened(gate)) * widened(value));
}

template <class T, class F>
void require_gated_gradients(const F& f, const call& made, std::size_t i, T gate, T value, T dy, T dgate, T dvalue) {
  const auto upstream = widened(dy);
  require_same(F::name, made, i, gate, dgate, static_cast<T>(upstream * widened(value) * f.derivative(widened(gate))));
  require_same(F::name, made, i, gate, dvalue, static_cast<T>(upstream * f(widened(gate))));
}

template <class T, class F>
void check_gated(const F& f, const call& made, FuzzedDataProvider& data) {
  array<T> first(data, made.count), second(data, made.count), third(data, made.count);
  const std::span<T> gate = first.filled(data),
                     value = made.shares == aliasing::inputs_are_one ? gate : second.filled(data),
                     y = output_of(made, gate, value, third);
  const std::vector<T> gates = copy_of(gate), values = copy_of(value);
  run(made, [&](const auto&... executor) { f.gated(executor..., gate, value, y); });
  for (std::size_t i = 0; i < made.count; ++i)
    require_same(F::name, made, i, gates[i], y[i], gated_value(f, gates[i], values[i]));
}

template <class T, class F>
void check_gated_backward(const F& f, const call& made, FuzzedDataProvider& data) {
  array<T> first(data, made.count), second(data, made.count), third(data, made.count), fourth(data, made.count),
      fifth(data, made.count);
  const std::span<T> gate = first.filled(data),
                     value = made.shares == aliasing::inputs_are_one ? gate : second.filled(data),
                     dy = third.filled(data), dgate = output_of(made, gate, dy, fourth),
                     dvalue = made.shares == aliasing::output_is_input ? value : fifth.elements();
  const std::vector<T> gates = copy_of(gate), values = copy_of(value), upstream = copy_of(dy);
  run(made, [&](const auto&... executor) { f.gated_backward(executor..., gate, value, dy, dgate, dvalue); });
  for (std::size_t i = 0; i < made.count; ++i)
    require_gated_gradients(f, made, i, gates[i], values[i], upstream[i], dgate[i], dvalue[i]);
}

/// Rows of made.columns gates, as many values, and made.padding elements that nothing may touch.
template <class T, class F>
void check_packed(const F& f, const call& made, FuzzedDataProvider& data) {
  const std::size_t rows = made.count / made.columns, count = rows * made.columns,
                    stride = 2 * made.columns + made.padding, packed_count = rows * stride;
  array<T> first(data, packed_count), second(data, count), third(data, packed_count);
  const bool is_backward = made.which == form::gated_packed_backward;
  const std::span<T> packed = first.filled(data), y_or_dy = is_backward ? second.filled(data) : second.elements(),
                     gradients = made.shares == aliasing::output_is_input ? packed : third.elements();
  const std::vector<T> original = copy_of(packed), untouched = copy_of(gradients);
  run(made, [&](const auto&... executor) {
    is_backward ? f.gated_packed_backward(executor..., packed, made.columns, y_or_dy, gradients, stride)
                : f.gated_packed(executor..., packed, made.columns, y_or_dy, stride);
  });
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t gate = i / made.columns * stride + i % made.columns, value = gate + made.columns;
    if (is_backward) {
      require_gated_gradients(f, made, i, original[gate], original[value], y_or_dy[i], gradients[gate],
                              gradients[value]);
    } else {
      require_same(F::name, made, i, original[gate], y_or_dy[i], gated_value(f, original[gate], original[value]));
    }
  }
  for (std::size_t i = 0; i < packed_count; ++i) {
    if (i % stride >= 2 * made.columns) require_same(F::name, made, i, original[i], gradients[i], untouched[i]);
  }
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
  made.padding = data.ConsumeIntegralInRange<std::size_t>(0, 40);
  switch (made.which) {
    case form::value:
    case form::derivative:
      return check_one_output<T>(f, made, data);
    case form::joint:
      return check_joint<T>(f, made, data);
    case form::backward:
      return check_backward<T>(f, made, data);
    case form::bias:
      return check_bias<T>(f, made, data);
    case form::bias_backward:
      return check_bias_backward<T>(f, made, data);
    case form::gated:
      return check_gated<T>(f, made, data);
    case form::gated_backward:
      return check_gated_backward<T>(f, made, data);
    case form::gated_packed:
    case form::gated_packed_backward:
      return check_packed<T>(f, made, data);
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
