#pragma once

/// \file approximation.hpp
/// What an activation promises beside its reference. How accurate it is, the sweep measures.

#include "shape.hpp"
#include "slope.hpp"

namespace contract {

template <class T, act::activation F>
void follows(const F& f, const reference::activation& exact) {
  SECTION("values move the right way") { values_are_nearly_monotone<T>(f, exact); }
  SECTION("signs are right") { signs_are_right<T>(f, exact); }
  SECTION("backward is the slope") { backward_is_the_slope<T>(f, exact); }
}

}  // namespace contract
