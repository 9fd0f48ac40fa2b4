#pragma once

/// \file slope.hpp
/// backward() against the slope of the reference's values.

#include "bits.hpp"
#include "reference/activation.hpp"

#include <act/activation.hpp>

namespace contract {

/// The central difference of the exact values, in MPFR.
inline double exact_slope(const reference::activation& exact, double x) {
  const reference::precision used(300);
  const reference::real step(0x1p-60);
  const auto above = exact.formula(reference::real(x) + step), below = exact.formula(reference::real(x) - step);
  return ((above.value - below.value) / (step + step)).to_double();
}

template <class T, act::activation F>
void backward_is_the_slope(const F& f, const reference::activation& exact) {
  const double tolerance = 8 * static_cast<double>(std::numeric_limits<T>::epsilon());
  for (double place = -20.0437; place < 20; place += 0.0625) {
    const T x = static_cast<T>(place), dy = static_cast<T>(1.5 - place / 7);
    const double expected = static_cast<double>(dy) * exact_slope(exact, static_cast<double>(x));
    const double near_sign_change = reference::is_near_sign_change(exact, static_cast<double>(x)) ? tolerance / 32 : 0;
    INFO("at " << hexadecimal(x));
    CHECK(std::fabs(f.backward(x, dy) - expected) <=
          tolerance * std::max(std::fabs(expected), 1e-30) + near_sign_change * std::fabs(static_cast<double>(dy)));
  }
}

}  // namespace contract
