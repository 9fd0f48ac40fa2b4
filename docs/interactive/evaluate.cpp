// The WebAssembly that the page calls: act, the textbook's formula and the exact value at many x, with errors and bits.

#include "subjects.hpp"

#include <algorithm>
#include <cstdint>

namespace {

/// Of the value or of the derivative. Numbers of any type and their bits are doubles, which page.js reads as such.
struct quantity {
  double exact, exact_bits;  // bits of the exact result, rounded
  double act, act_bits, act_error;
  double textbook, textbook_bits, textbook_error;
};

struct row {
  double x, x_bits;
  quantity value, derivative;
};

constexpr int most = 4096;
double inputs[most];
row rows[most];

template <class T>
double bits_of(T x) {
  if constexpr (sizeof(T) == 2) {
    return act::simd::bit_cast<std::uint16_t>(x);
  } else {
    return act::simd::bit_cast<std::uint32_t>(x);
  }
}

/// |got - exact| / ulp(exact), gradual underflow included: at most 0.5 if rounded correctly.
template <class T>
double error_in_ulp(T got, double exact) {
  using limits = std::numeric_limits<T>;
  const double number = static_cast<double>(got), rounded = static_cast<double>(static_cast<T>(exact));
  if (number == rounded && !std::isfinite(rounded)) return 0;
  if (std::isnan(number) && std::isnan(exact)) return 0;
  if (!std::isfinite(number) || !std::isfinite(exact)) return HUGE_VAL;
  const int binade = exact == 0 ? limits::min_exponent : std::ilogb(exact);
  const int unit = std::max(binade, limits::min_exponent - 1) - (limits::digits - 1);
  return std::ldexp(std::fabs(number - exact), -unit);
}

template <class T>
quantity compare(double exact, T by_act, T by_textbook) {
  return {exact,
          bits_of(static_cast<T>(exact)),
          static_cast<double>(by_act),
          bits_of(by_act),
          error_in_ulp(by_act, exact),
          static_cast<double>(by_textbook),
          bits_of(by_textbook),
          error_in_ulp(by_textbook, exact)};
}

template <class Subject>
reference::value_and_derivative<double> exact_at(const Subject& subject, double x) {
  if (std::isfinite(x)) return subject.exact(x);
  if (std::isnan(x)) return {x, x};
  if (x > 0) return {x, 1};
  return {subject.at_minus_infinity, subject.slope_at_minus_infinity};
}

/// The textbook's formula in 16 bits is that in float, rounded.
template <class T, class Subject>
row evaluate_one(const Subject& subject, double input) {
  const T x = static_cast<T>(input);
  const float wide = static_cast<float>(x);
  const auto exact = exact_at(subject, static_cast<double>(x));
  const auto& formula = subject.textbook;
  return {static_cast<double>(x), bits_of(x),
          compare<T>(exact.value, subject.activation(x), static_cast<T>(formula.value(wide))),
          compare<T>(exact.derivative, subject.activation.derivative(x), static_cast<T>(formula.derivative(wide)))};
}

template <class T>
void evaluate_all(int number, const subject_parameters& parameters, int count) {
  with_subject(number, parameters, [count](const auto& subject) {
    for (int i = 0; i < count; ++i) rows[i] = evaluate_one<T>(subject, inputs[i]);
  });
}

template <class T, class Bits>
double next(double from, int direction) {
  const T x = static_cast<T>(from), lowest = -std::numeric_limits<T>::infinity();
  constexpr Bits sign = Bits{1} << (sizeof(T) * 8 - 1);
  Bits bits = act::simd::bit_cast<Bits>(x);
  if (std::isnan(from) || (direction > 0 ? x == -lowest : x == lowest)) return from;
  if ((bits & ~sign) == 0) {
    bits = static_cast<Bits>((direction > 0 ? 0 : sign) + 1);
  } else {
    bits = static_cast<Bits>(((bits & sign) == 0) == (direction > 0) ? bits + 1 : bits - 1);
  }
  return static_cast<double>(act::simd::bit_cast<T>(bits));
}

}  // namespace

#define EXPORT(name) extern "C" __attribute__((export_name(#name)))

EXPORT(room_for_inputs) double* room_for_inputs() { return inputs; }
EXPORT(results) row* results() { return rows; }
EXPORT(most_inputs) int most_inputs() { return most; }

/// The first `count` inputs, at most most_inputs(), rounded to the format: 0 float, 1 float16, 2 bfloat16.
EXPORT(evaluate)
void evaluate(int subject, int format, double alpha, double mean, double stddev, int count) {
  const subject_parameters parameters{static_cast<float>(alpha), static_cast<float>(mean), static_cast<float>(stddev)};
  if (format == 0) return evaluate_all<float>(subject, parameters, count);
  if (format == 1) return evaluate_all<act::float16>(subject, parameters, count);
  evaluate_all<act::bfloat16>(subject, parameters, count);
}

/// The next number of the format above x, or with a negative direction below.
EXPORT(neighbour)
double neighbour(int format, double x, int direction) {
  if (format == 0) return next<float, std::uint32_t>(x, direction);
  if (format == 1) return next<act::float16, std::uint16_t>(x, direction);
  return next<act::bfloat16, std::uint16_t>(x, direction);
}
