#pragma once

// The same functions in forms that keep the negative tail, as somebody would write them who knows of it.

#include "../textbook.hpp"

namespace bench::other_forms {

/// x erfc(-x / sqrt 2) / 2.
struct gelu {
  template <class T>
  static T value(T x) {
    return T(0.5) * x * std::erfc(-x / std::numbers::sqrt2_v<T>);
  }
  template <class T>
  static T derivative(T x) {
    return T(0.5) * std::erfc(-x / std::numbers::sqrt2_v<T>) +
           x * textbook::inverse_sqrt_2pi<T> * std::exp(T(-0.5) * x * x);
  }
};

/// x sigmoid(2 u), for 0.5 (1 + tanh u) = sigmoid(2 u).
struct gelu_tanh {
  template <class T>
  static constexpr T scale = 4 * textbook::inverse_sqrt_2pi<T>;  // 2 sqrt(2/pi)
  template <class T>
  static T value(T x) {
    return x * textbook::sigmoid(scale<T> * (x + T(0.044715) * x * x * x));
  }
  template <class T>
  static T derivative(T x) {
    const T s = textbook::sigmoid(scale<T> * (x + T(0.044715) * x * x * x));
    return s + x * s * (1 - s) * scale<T> * (1 + 3 * T(0.044715) * x * x);
  }
};

}  // namespace bench::other_forms
