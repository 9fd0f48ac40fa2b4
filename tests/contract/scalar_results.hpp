#pragma once

/// \file scalar_results.hpp
/// What every other form is held against: the results of scalar calls.

#include "inputs.hpp"

#include <act/activation.hpp>

namespace contract {

template <class T>
struct scalar_results {
  std::vector<T> x, dy, value, derivative, dx;

  template <act::activation F>
  scalar_results(const F& f, std::size_t count)
      : x(mixed_inputs<T>(count)), dy(upstream_gradients<T>(count)), value(count), derivative(count), dx(count) {
    for (std::size_t i = 0; i < count; ++i) {
      value[i] = f(x[i]);
      derivative[i] = f.derivative(x[i]);
      dx[i] = f.backward(x[i], dy[i]);
    }
  }
};

}  // namespace contract
