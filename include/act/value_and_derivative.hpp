#pragma once

/// \file value_and_derivative.hpp

#include "simd/widen.hpp"

ACT_NAMESPACE_BEGIN

/// A value and the derivative at the same place: of a scalar or a vector.
template <class T>
struct value_and_derivative {
  /// f(x) and f'(x).
  T value, derivative;
};

/// Both rounded from double to float.
template <class... Wide>
ACT_INLINE auto narrow(const value_and_derivative<Wide>&... halves) {
  using simd::narrow;
  return value_and_derivative<decltype(narrow(halves.value...))>{narrow(halves.value...), narrow(halves.derivative...)};
}

ACT_NAMESPACE_END
