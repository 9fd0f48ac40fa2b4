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

}  // namespace bench
