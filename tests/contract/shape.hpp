#pragma once

/// \file shape.hpp
/// Signs, and the direction in which results move between neighbouring inputs.

#include "bits.hpp"
#include "inputs.hpp"
#include "reference/activation.hpp"

#include <act/activation.hpp>

namespace contract {

/// `count` neighbouring numbers from `first` on, away from zero.
template <class T>
std::vector<T> neighbours(T first, std::size_t count) {
  std::vector<T> x(count);
  for (std::size_t i = 0; i < count; ++i) {
    x[i] = act::simd::bit_cast<T>(act::simd::bit_cast<bits_of<T>>(first) + static_cast<bits_of<T>>(i));
  }
  return x;
}

/// Where runs of neighbours begin: throughout every binade between 2^-12 and 2^7, on both sides of zero.
template <class T>
std::vector<T> starts_of_runs() {
  std::vector<T> starts;
  for (int binade = -12; binade < 7; ++binade) {
    for (int part = 0; part < 16; ++part) {
      const double start = std::ldexp(1 + part / 16.0 + 0.0123, binade);
      starts.push_back(static_cast<T>(start));
      starts.push_back(static_cast<T>(-start));
    }
  }
  return starts;
}

inline constexpr std::int64_t allowed_steps_back = 1;

/// Between neighbours of a monotone piece a value never moves the wrong way by more than 1 ULP.
template <class T, act::activation F>
void values_are_nearly_monotone(const F& f, const reference::activation& exact) {
  const std::size_t count = 513;
  std::vector<T> y(count);
  for (const T start : starts_of_runs<T>()) {
    const std::vector<T> x = neighbours(start, count);
    f(x, y);
    std::int64_t worst = 0;
    for (std::size_t i = 0; i + 1 < count; ++i) {
      // For negative x the neighbours go to the left.
      const bool falls_to_the_right = exact.sign_change && static_cast<double>(x[i]) < *exact.sign_change;
      const bool should_rise = (x[i + 1] > x[i]) != falls_to_the_right;
      const bool is_at_the_turn = exact.sign_change && std::fabs(static_cast<double>(x[i]) - *exact.sign_change) < 1e-4;
      const std::int64_t rise = steps_between(y[i], y[i + 1]) * (should_rise ? 1 : -1);
      if (!is_at_the_turn) worst = std::min(worst, rise);
    }
    INFO("from " << hexadecimal(start) << " on");
    CHECK(worst >= -allowed_steps_back);
  }
}

/// Results have the sign of the exact ones, also where they underflow.
template <class T, act::activation F>
void signs_are_right(const F& f, const reference::activation& exact) {
  std::vector<T> numbers = mixed_inputs<T>(2000);
  for (int exponent = std::numeric_limits<T>::min_exponent - std::numeric_limits<T>::digits; exponent < 100;
       ++exponent) {
    for (const double mantissa : {1.0, 1.25, 1.999}) {
      numbers.push_back(static_cast<T>(std::ldexp(mantissa, exponent)));
      numbers.push_back(static_cast<T>(-std::ldexp(mantissa, exponent)));
    }
  }
  for (const T x : numbers) {
    if (std::isnan(x)) continue;
    INFO("at " << hexadecimal(x));
    const bool is_relu_tail = exact.name == "relu" && x < 0;
    CHECK(std::signbit(f(x)) == (std::signbit(x) && !is_relu_tail));
    CHECK(std::signbit(f.derivative(x)) == (exact.sign_change && static_cast<double>(x) < *exact.sign_change));
  }
}

}  // namespace contract
