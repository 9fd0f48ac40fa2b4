#pragma once

// A user's activation whose range forms are compiled for every instruction set.

#include <act/activation.hpp>

struct softsign_fn : act::activation_base<softsign_fn> {
  using activation_base::derivative;
  static constexpr const char* name = "softsign";

  float scale = 1;

  template <act::simd::vector V>
  ACT_INLINE V value(V x) const {
    return x / (V(1) + act::simd::abs(x)) * V(scale);
  }
  template <act::simd::vector V>
  ACT_INLINE V derivative(V x) const {
    const V d = V(1) + act::simd::abs(x);
    return V(scale) / (d * d);
  }
};

ACT_DISPATCH_ACTIVATION(softsign_fn)
