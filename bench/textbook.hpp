#pragma once

// The formulas as people write them, one element at a time.

#include <cmath>
#include <numbers>

namespace bench::textbook {

template <class T>
inline constexpr T inverse_sqrt_2pi = std::numbers::inv_sqrtpi_v<T> / std::numbers::sqrt2_v<T>;

template <class T>
T sigmoid(T x) {
  return 1 / (1 + std::exp(-x));
}

struct gelu {
  static constexpr const char* name = "gelu";

  template <class T>
  static T value(T x) {
    return T(0.5) * x * (1 + std::erf(x / std::numbers::sqrt2_v<T>));
  }
  template <class T>
  static T derivative(T x) {
    return T(0.5) * (1 + std::erf(x / std::numbers::sqrt2_v<T>)) + x * inverse_sqrt_2pi<T> * std::exp(T(-0.5) * x * x);
  }
};

struct gelu_tanh {
  static constexpr const char* name = "gelu_tanh";

  template <class T>
  static constexpr T scale = 2 * inverse_sqrt_2pi<T>;  // sqrt(2/pi)
  template <class T>
  static T value(T x) {
    return T(0.5) * x * (1 + std::tanh(scale<T> * (x + T(0.044715) * x * x * x)));
  }
  template <class T>
  static T derivative(T x) {
    const T t = std::tanh(scale<T> * (x + T(0.044715) * x * x * x));
    return T(0.5) * (1 + t) + T(0.5) * x * (1 - t * t) * scale<T> * (1 + 3 * T(0.044715) * x * x);
  }
};

struct gelu_sigmoid {
  static constexpr const char* name = "gelu_sigmoid";

  template <class T>
  static T value(T x) {
    return x * sigmoid(T(1.702) * x);
  }
  template <class T>
  static T derivative(T x) {
    const T s = sigmoid(T(1.702) * x);
    return s + T(1.702) * x * s * (1 - s);
  }
};

struct silu {
  static constexpr const char* name = "silu";

  template <class T>
  static T value(T x) {
    return x * sigmoid(x);
  }
  template <class T>
  static T derivative(T x) {
    const T s = sigmoid(x);
    return s + x * s * (1 - s);
  }
};

struct relu {
  static constexpr const char* name = "relu";

  template <class T>
  static T value(T x) {
    return x > 0 ? x : 0;
  }
  template <class T>
  static T derivative(T x) {
    return x > 0 ? T(1) : T(0);
  }
};

struct elu {
  static constexpr const char* name = "elu";

  template <class T>
  static T value(T x) {
    return x > 0 ? x : std::expm1(x);
  }
  template <class T>
  static T derivative(T x) {
    return x > 0 ? T(1) : std::exp(x);
  }
};

}  // namespace bench::textbook
