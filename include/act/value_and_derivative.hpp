#pragma once

/// \file value_and_derivative.hpp

#include "simd/widen.hpp"

#include <concepts>

ACT_NAMESPACE_BEGIN

/// A value and the derivative at the same place: of a scalar or a vector.
template <class T>
struct value_and_derivative {
  /// f(x) and f'(x).
  T value, derivative;

  /// Lanes of double, of one or more vectors in order, rounded to float.
  template <std::same_as<value_and_derivative>... Rest>
  friend ACT_INLINE auto narrow(const value_and_derivative& first, const Rest&... rest) {
    using narrowed = decltype(simd::narrow(first.value, rest.value...));
    return act::value_and_derivative<narrowed>{simd::narrow(first.value, rest.value...),
                                               simd::narrow(first.derivative, rest.derivative...)};
  }
};

ACT_NAMESPACE_END
