#pragma once

/// \file specials.hpp
/// Zeros, infinities, NaN and the ends of the range, in every form.

#include "bits.hpp"
#include "inputs.hpp"

#include <act/activation.hpp>

#include <array>

namespace contract {

template <class T>
struct special {
  T x, value, derivative;
};

template <class T>
inline constexpr T infinity = std::numeric_limits<T>::infinity();
template <class T>
inline constexpr T largest = std::numeric_limits<T>::max();
template <class T>
inline constexpr T not_a_number = std::numeric_limits<T>::quiet_NaN();

/// What the gates x F(x) have in common.
template <class T>
std::vector<special<T>> specials_of_gates() {
  const T half = static_cast<T>(0.5), zero = 0;
  return {{zero, zero, half},
          {-zero, -zero, half},
          {infinity<T>, infinity<T>, 1},
          {-infinity<T>, -zero, -zero},
          {largest<T>, largest<T>, 1},
          {-largest<T>, -zero, -zero},
          {static_cast<T>(2000), static_cast<T>(2000), 1},
          {static_cast<T>(-2000), -zero, -zero},
          {not_a_number<T>, not_a_number<T>, not_a_number<T>},
          {-not_a_number<T>, not_a_number<T>, not_a_number<T>}};
}

template <class T, act::activation F>
void check_special(const F& f, const special<T>& s) {
  INFO("at " << s.x);
  using batch = act::simd::native<T>;
  const std::array<T, 1> both_apart{f.value_and_derivative(s.x).value};
  require_same_bits(std::array{f(s.x), f.derivative(s.x), both_apart[0], f.value_and_derivative(s.x).derivative},
                    std::array{s.value, s.derivative, s.value, s.derivative});
  const std::vector<T> x(3 * lanes<T> + 1, s.x);
  std::vector<T> y(x.size()), dydx(x.size());
  f(x, y);
  f.derivative(x, dydx);
  require_same_bits(y, std::vector<T>(x.size(), s.value));
  require_same_bits(dydx, std::vector<T>(x.size(), s.derivative));
  for (std::size_t lane = 0; lane < lanes<T>; ++lane) {
    require_same_bits(std::array{f.template value<batch>(batch(s.x)).get(lane)}, std::array{s.value});
    require_same_bits(std::array{f.template derivative<batch>(batch(s.x)).get(lane)}, std::array{s.derivative});
  }
}

template <class T, act::activation F>
void has_specials(const F& f, const std::vector<special<T>>& specials) {
  for (const special<T>& s : specials) check_special(f, s);
}

/// Finite inputs give finite results, and NaN gives NaN.
template <class T, act::activation F>
void stays_finite(const F& f) {
  for (const T x : remarkable_numbers<T>()) {
    INFO("at " << x);
    CHECK(std::isnan(f(x)) == std::isnan(x));
    CHECK(std::isnan(f.derivative(x)) == std::isnan(x));
    if (std::isfinite(x)) CHECK(std::isfinite(f(x)));
    if (!std::isnan(x)) CHECK(std::isfinite(f.derivative(x)));
  }
}

}  // namespace contract
