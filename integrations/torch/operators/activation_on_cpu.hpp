#pragma once

/// \file activation_on_cpu.hpp
/// The operators of an activation on tensors in memory. Tensors whose elements fill their memory, in whatever order,
/// are read as they lie; of others a copy is made.

#include "elements.hpp"
#include "torch_threads.hpp"

#include <ATen/MemoryOverlap.h>
#include <act/activation.hpp>

namespace act_torch {

template <class Activation, class... Parameters>
struct activation_on_cpu {
  static Tensor value(const Tensor& x, Parameters... parameters) {
    return of_one(x, [&](const auto& in, const auto& y) { Activation(parameters...)(torch_threads{}, in, y); });
  }

  static Tensor& value_in_place(Tensor& x, Parameters... parameters) {
    at::assert_no_internal_overlap(x);
    if (!x.is_non_overlapping_and_dense()) return x.copy_(value(x, parameters...));
    with_element_type<Activation>(x, [&](auto type) {
      using T = decltype(type);
      Activation(parameters...)(torch_threads{}, read<T>(x), written<T>(x));
    });
    return x;
  }

  static Tensor backward(const Tensor& dy, const Tensor& x, Parameters... parameters) {
    return of_two("x", x, dy, [&](const auto& in, const auto& up, const auto& dx) {
      Activation(parameters...).backward(torch_threads{}, in, up, dx);
    });
  }

  static Tensor backward_from_value(const Tensor& dy, const Tensor& y, Parameters... parameters) {
    return of_two("y", y, dy, [&](const auto& in, const auto& up, const auto& dx) {
      Activation(parameters...).backward_from_value(torch_threads{}, in, up, dx);
    });
  }

  static Tensor second_derivative(const Tensor& x, Parameters... parameters) {
    return of_one(x, [&](const auto& in, const auto& d2ydx2) {
      Activation(parameters...).second_derivative(torch_threads{}, in, d2ydx2);
    });
  }

 private:
  template <class F>
  static Tensor of_one(const Tensor& x, const F& f) {
    const Tensor out = at::empty_like(x), in = in_order_of(out, x);
    with_element_type<Activation>(x, [&](auto type) {
      using T = decltype(type);
      f(read<T>(in), written<T>(out));
    });
    return out;
  }

  template <class F>
  static Tensor of_two(const char* name_of_input, const Tensor& input, const Tensor& dy, const F& f) {
    check_alike(Activation::name, name_of_input, input, "dy", dy);
    const Tensor dx = at::empty_like(input), in = in_order_of(dx, input), up = in_order_of(dx, dy);
    with_element_type<Activation>(input, [&](auto type) {
      using T = decltype(type);
      f(read<T>(in), read<T>(up), written<T>(dx));
    });
    return dx;
  }
};

}  // namespace act_torch
