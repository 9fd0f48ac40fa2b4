#pragma once

// Formulas of one element as calls on arrays. Everything is static and flattened, so that each unit keeps what its own
// compiler flags made of the formulas, and the linker never puts the code of one unit in place of another's.

#include "peer.hpp"

namespace bench {

template <class Formula, class T>
[[gnu::flatten]] static void forward_loop(const arrays<T>& a) {
  const T* __restrict x = a.x;
  T* __restrict y = a.y;
  for (std::size_t i = 0; i < a.count; ++i) y[i] = Formula::value(x[i]);
}

template <class Formula, class T>
[[gnu::flatten]] static void backward_loop(const arrays<T>& a) {
  const T* __restrict x = a.x;
  const T* __restrict dy = a.dy;
  T* __restrict y = a.y;
  for (std::size_t i = 0; i < a.count; ++i) y[i] = dy[i] * Formula::derivative(x[i]);
}

template <class Formula, class T>
static call loop(direction d, const arrays<T>& a) {
  if (d == direction::forward) return [a] { forward_loop<Formula, T>(a); };
  return [a] { backward_loop<Formula, T>(a); };
}

template <class Formula, class T>
[[gnu::flatten]] static void bias_loop(const fused_arrays<T>& a) {
  const T* __restrict bias = a.other;
  for (std::size_t row = 0; row < a.rows; ++row) {
    const T* __restrict x = a.x + row * a.columns;
    T* __restrict y = a.y + row * a.columns;
    for (std::size_t i = 0; i < a.columns; ++i) y[i] = Formula::value(x[i] + bias[i]);
  }
}

template <class Formula, class T>
[[gnu::flatten]] static void bias_backward_loop(const fused_arrays<T>& a) {
  const T* __restrict bias = a.other;
  T* __restrict sums = a.dother;
  for (std::size_t i = 0; i < a.columns; ++i) sums[i] = 0;
  for (std::size_t row = 0; row < a.rows; ++row) {
    const T* __restrict x = a.x + row * a.columns;
    const T* __restrict dy = a.dy + row * a.columns;
    T* __restrict dx = a.y + row * a.columns;
    for (std::size_t i = 0; i < a.columns; ++i) {
      dx[i] = dy[i] * Formula::derivative(x[i] + bias[i]);
      sums[i] += dx[i];
    }
  }
}

template <class Formula, class T>
[[gnu::flatten]] static void gated_loop(const fused_arrays<T>& a) {
  const T* __restrict x = a.x;
  const T* __restrict other = a.other;
  T* __restrict y = a.y;
  for (std::size_t i = 0; i < a.rows * a.columns; ++i) y[i] = Formula::value(x[i]) * other[i];
}

template <class Formula, class T>
[[gnu::flatten]] static void gated_backward_loop(const fused_arrays<T>& a) {
  const T* __restrict x = a.x;
  const T* __restrict other = a.other;
  const T* __restrict dy = a.dy;
  T* __restrict dx = a.y;
  T* __restrict dother = a.dother;
  for (std::size_t i = 0; i < a.rows * a.columns; ++i) {
    dx[i] = dy[i] * other[i] * Formula::derivative(x[i]);
    dother[i] = dy[i] * Formula::value(x[i]);
  }
}

template <class Formula, class T>
static call loop(fused_form form, const fused_arrays<T>& a) {
  switch (form) {
    case fused_form::bias:
      return [a] { bias_loop<Formula, T>(a); };
    case fused_form::bias_backward:
      return [a] { bias_backward_loop<Formula, T>(a); };
    case fused_form::gated:
      return [a] { gated_loop<Formula, T>(a); };
    case fused_form::gated_backward:
      return [a] { gated_backward_loop<Formula, T>(a); };
  }
  return {};
}

}  // namespace bench
