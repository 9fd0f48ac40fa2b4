#pragma once

/// \file off_ties.hpp
/// Kernels in float for 16-bit numbers. Their results, rounded once more, are nearly always the correctly rounded ones.
/// Wrong are only those that lie so close to a tie of 16-bit numbers that rounding to float has put them onto it, or
/// past it. Here these are moved back to the side of the exact result.

#include "gate.hpp"

#include <array>

ACT_NAMESPACE_BEGIN
namespace kernels {

/// Where |x| = t, or up to there, T and D, as gate.hpp has them, become smaller by so much: a few floats' steps.
struct near_tie {
  float t, less;
  bool and_nearer_to_zero = false;
};

/// What T or D become smaller by, or `nothing`.
template <const auto& Ties, std::size_t From = 0, simd::vector V>
ACT_INLINE V less_near_ties(V t, V nothing) {
  if constexpr (From == Ties.size()) {
    return nothing;
  } else {
    constexpr near_tie tie = Ties[From];
    const V rest = less_near_ties<Ties, From + 1>(t, nothing);
    if constexpr (tie.and_nearer_to_zero) {
      return simd::select(t <= V(tie.t), V(tie.less), rest);
    } else {
      return simd::select(t == V(tie.t), V(tie.less), rest);
    }
  }
}

/// Ties has two arrays of near_tie, `value` and `derivative`. To go side by side a kernel must leave registers for them.
template <class Kernel, class Ties>
struct off_ties {
  static constexpr bool goes_side_by_side = requires { requires Kernel::goes_side_by_side_off_ties; };

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return value_off_ties(x, Kernel::value(x));
  }
  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    return derivative_off_ties(x, Kernel::derivative(x));
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    const auto both = Kernel::value_and_derivative(x);
    return {value_off_ties(x, both.value), derivative_off_ties(x, both.derivative)};
  }

 private:
  template <simd::vector V>
  static ACT_INLINE V value_off_ties(V x, V y) {
    if constexpr (Ties::value.empty()) {
      return y;
    } else {
      return y + less_near_ties<Ties::value>(simd::abs(x), simd::sign_bit<V>());  // -0 leaves zeros their sign
    }
  }

  template <simd::vector V>
  static ACT_INLINE V derivative_off_ties(V x, V slope) {
    if constexpr (Ties::derivative.empty()) {
      return slope;
    } else {
      const V less = less_near_ties<Ties::derivative>(simd::abs(x), V(0));
      return simd::select(x > V(0), slope + less, slope - less);
    }
  }
};

/// In bfloat16 half of a subnormal number may be a tie. x F(x) lies above x/2 for every x; it matters below `tiny`,
/// where a float cannot tell.
template <class Kernel>
struct off_subnormal_ties {  // not derived: the loops would find the kernel's common and everywhere
  static constexpr bool goes_side_by_side = requires { requires Kernel::goes_side_by_side_off_ties; };

  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    return Kernel::derivative(x);
  }
  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    return off_ties_if_tiny(x, Kernel::value(x));
  }
  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    const auto both = Kernel::value_and_derivative(x);
    return {off_ties_if_tiny(x, both.value), both.derivative};
  }

 private:
  static constexpr float tiny = 0x1p-100f, step = 0x1p-16f;

  template <simd::vector V>
  static ACT_INLINE V off_ties_if_tiny(V x, V y) {
    const V about_half = simd::select(x < V(0), V(0.5f - step), V(0.5f + step));
    return simd::select(simd::abs(x) < V(tiny), simd::product(x, about_half), y);
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
