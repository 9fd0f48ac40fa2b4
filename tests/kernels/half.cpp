// Every number of float16 and bfloat16 through the kernels for them, on every instruction set: the float, rounded once
// more, is MPFR's result rounded once.

#include <act/act.hpp>

#include "catch2.hpp"
#include "contract/bits.hpp"
#include "half_formats.hpp"
#include "reference/activation.hpp"
#include "reference/half_rounding.hpp"
#include "vectors.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

namespace {

using reference::format;
using reference::rounded;

template <act::half T>
std::vector<float> all_numbers() {
  std::vector<float> numbers;
  for (int bits = 0; bits < half_formats::count; ++bits)
    numbers.push_back(static_cast<float>(half_formats::with_bits<T>(bits)));
  return numbers;
}

struct results {
  std::vector<float> value, derivative;
};

/// What must come out. 224 bits tell the results for the smallest bfloat16 from ties.
results expected(const format& type, const reference::activation& f, const std::vector<float>& numbers) {
  const reference::precision used(224);
  const bool is_gate = f.sign_change.has_value();
  results all;
  for (const float x : numbers) {
    float value = x, derivative = x;  // NaN
    if (x == 0) {
      derivative = is_gate ? 0.5f : 1;
    } else if (std::isinf(x)) {
      value = x > 0 ? x : is_gate ? -0.0f : -1;
      derivative = x > 0 ? 1 : is_gate ? -0.0f : 0;
    } else if (!std::isnan(x)) {
      const auto exact = f.formula(static_cast<double>(x));
      value = rounded(type, exact.value);
      derivative = rounded(type, exact.derivative);
      // MPFR may find an exact zero where its own exponents end.
      if (x < 0 && derivative == 0) derivative = is_gate ? -0.0f : 0;
      if (value == 0) value = std::copysign(value, x);
    }
    all.value.push_back(value);
    all.derivative.push_back(derivative);
  }
  return all;
}

void require_rounds_to(const format& type, const std::vector<float>& numbers, const std::vector<float>& got,
                       const std::vector<float>& wanted) {
  std::size_t wrong = 0;
  std::string first;
  for (std::size_t i = 0; i < got.size(); ++i) {
    const float nearest = std::isfinite(got[i]) ? rounded(type, static_cast<double>(got[i])) : got[i];
    if (contract::same_bits(nearest, wanted[i])) continue;
    if (wrong++ == 0)
      first = contract::hexadecimal(static_cast<double>(got[i])) + " at " +
              contract::hexadecimal(static_cast<double>(numbers[i])) + " instead of " +
              contract::hexadecimal(static_cast<double>(wanted[i]));
  }
  INFO(first);
  CHECK(wrong == 0);
}

/// The forms of an activation of the format's own type T.
template <act::half T, act::activation F>
void forms_are_correctly_rounded(const format& type, const F& f, const std::vector<float>& numbers,
                                 const results& wanted) {
  std::vector<T> x, y(numbers.size()), slope(numbers.size()), both_y(numbers.size()), both_slope(numbers.size());
  for (const float number : numbers) x.push_back(T(number));
  f(x, y);
  f.derivative(x, slope);
  f.value_and_derivative(x, both_y, both_slope);
  const auto widened = [](const std::vector<T>& narrow) {
    std::vector<float> wide;
    for (const T number : narrow) wide.push_back(static_cast<float>(number));
    return wide;
  };
  require_rounds_to(type, numbers, widened(y), wanted.value);
  require_rounds_to(type, numbers, widened(slope), wanted.derivative);
  require_rounds_to(type, numbers, widened(both_y), wanted.value);
  require_rounds_to(type, numbers, widened(both_slope), wanted.derivative);
}

/// An activation's kernels for T on every vector, and its forms.
template <act::half T, act::activation F>
void is_correctly_rounded(const format& type, const F& activation, const reference::activation& f) {
  const auto numbers = all_numbers<T>();
  const auto wanted = expected(type, f, numbers);
  forms_are_correctly_rounded<T>(type, activation, numbers, wanted);
  vectors::for_each(vectors::all<float>{}, [&]<class V>(std::type_identity<V>) {
    INFO(f.name << " on " << vectors::name_of<V>());
    std::vector<float> y(numbers.size()), slope(numbers.size()), both_y(numbers.size()), both_slope(numbers.size());
    activation.template with_kernel<V, T>([&](const auto& kernel) {
      const auto map = [&](std::vector<float>& to, const auto& of) {
        vectors::map<V>(numbers.data(), to.data(), to.size(), of);
      };
      map(y, [&](V x) { return kernel.value(x); });
      map(slope, [&](V x) { return kernel.derivative(x); });
      map(both_y, [&](V x) { return kernel.value_and_derivative(x).value; });
      map(both_slope, [&](V x) { return kernel.value_and_derivative(x).derivative; });
    });
    require_rounds_to(type, numbers, y, wanted.value);
    require_rounds_to(type, numbers, slope, wanted.derivative);
    contract::require_same_bits(both_y, y);
    contract::require_same_bits(both_slope, slope);
  });
}

template <act::half T>
void all_are_correctly_rounded(const format& type) {
  is_correctly_rounded<T>(type, act::gelu, reference::gelu());
  is_correctly_rounded<T>(type, act::gelu_tanh, reference::gelu_tanh());
  is_correctly_rounded<T>(type, act::gelu_sigmoid, reference::gelu_sigmoid());
  is_correctly_rounded<T>(type, act::silu, reference::silu());
  is_correctly_rounded<T>(type, act::elu, reference::elu(1));
}

}  // namespace

TEST_CASE("every float16 result is correctly rounded", "[kernels]") {
  all_are_correctly_rounded<act::float16>(reference::float16);
}

TEST_CASE("every bfloat16 result is correctly rounded", "[kernels]") {
  all_are_correctly_rounded<act::bfloat16>(reference::bfloat16);
}
