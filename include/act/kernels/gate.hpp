#pragma once

/// \file gate.hpp
/// What the gates x F(x), F a symmetric distribution function, have in common.
///
/// With t = |x| and T(t) = t F(-t): x F(x) = max(x, 0) - T(t). On the left the result is -T(t) itself; on the right
/// T(t) <= x/2, so that nothing is lost that the result had. With D(t) = F(-t) - t F'(t) the derivative is D(t) on the
/// left and 1 - D(t) on the right. A kernel is therefore T and D with a small relative error, and nothing here cancels.

#include "../simd/lanes.hpp"
#include "../value_and_derivative.hpp"
#include "ramp.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

/// Below tiny_double x F(x) = x/2 and the derivative is 1/2: kernels in double compute with 0 there instead.
template <simd::vector V>
ACT_INLINE V without_tiny(V x) {
  return simd::select(simd::abs(x) < V(tiny_double), V(0), x);
}

template <simd::vector V>
ACT_INLINE V or_half_of_tiny(V x, V value) {
  if constexpr (sizeof(simd::lane_of<V>) == 8) {
    return simd::select(simd::abs(x) < V(tiny_double), simd::product(x, V(0.5)), value);
  } else {
    return value;
  }
}

template <simd::vector V>
ACT_INLINE V reflect(V x, V derivative_tail) {
  return simd::select(x >= V(0), V(1) - derivative_tail, derivative_tail);
}

/// of_tail(x, tail of |x|) for every x on every instruction set; in double |x| below 2^-300 counts as 0. Tail supplies
/// of(t), and for_float(t) for lanes of double on the way to float.
template <class Tail, simd::vector V, class OfTail>
ACT_INLINE auto with_tail(V x, const OfTail& of_tail) {
  if constexpr (sizeof(simd::lane_of<V>) == 8) {
    return of_tail(x, Tail::of(without_tiny(simd::abs(x))));
  } else {
    return simd::in_double(
        x, [&](auto wide) ACT_INLINE_LAMBDA { return of_tail(wide, Tail::for_float(simd::abs(wide))); });
  }
}

/// The kernel of a gate for every x: ramp_tail() and derivative_tail() of its tails are T and D.
template <class Tail>
struct reflected {
  static constexpr bool goes_side_by_side = true;

  template <simd::vector V>
  static ACT_FLATTEN ACT_OUT_OF_LINE V value(V x) {
    return or_half_of_tiny(x, with_tail<Tail>(x, [](auto wide, const auto& tail) ACT_INLINE_LAMBDA {
                             return signed_ramp(wide) - ramp_tail(tail);
                           }));
  }

  template <simd::vector V>
  static ACT_FLATTEN ACT_OUT_OF_LINE V derivative(V x) {
    return with_tail<Tail>(
        x, [](auto wide, const auto& tail) ACT_INLINE_LAMBDA { return reflect(wide, derivative_tail(tail)); });
  }

  template <simd::vector V>
  static ACT_FLATTEN ACT_OUT_OF_LINE act::value_and_derivative<V> value_and_derivative(V x) {
    const auto both = with_tail<Tail>(x, [](auto wide, const auto& tail) ACT_INLINE_LAMBDA {
      return act::value_and_derivative<decltype(wide)>{signed_ramp(wide) - ramp_tail(tail),
                                                       reflect(wide, derivative_tail(tail))};
    });
    return {or_half_of_tiny(x, both.value), both.derivative};
  }
};

/// The second derivative of a gate, an even function.
template <class Tail, simd::vector V>
ACT_FLATTEN ACT_OUT_OF_LINE V second_derivative_of_gate(V x) {
  return with_tail<Tail>(x, [](auto, const auto& tail) ACT_INLINE_LAMBDA { return Tail::second_derivative(tail); });
}

/// F(x), from F(-t), t = |x|.
template <class Tail, simd::vector V>
ACT_FLATTEN ACT_OUT_OF_LINE V distribution(V x) {
  return with_tail<Tail>(x, [](auto wide, const auto& tail) ACT_INLINE_LAMBDA {
    using W = decltype(wide);
    const W left = probability_tail(tail);
    return simd::select(wide < W(0), left, W(1) - left);
  });
}

/// F'(x) times factor(x, tail).
template <class Tail, simd::vector V, class Factor>
ACT_FLATTEN ACT_OUT_OF_LINE V density(V x, const Factor& factor) {
  return with_tail<Tail>(
      x, [&](auto wide, const auto& tail) ACT_INLINE_LAMBDA { return density_times(tail, factor(wide, tail)); });
}

/// A kernel for nearly every x of sensible data, and in the lanes that it calls rare another one. The branch is all but
/// never taken; what is behind it stays out of the way. The loops over ranges use the two without this branch.
template <class Common, class Everywhere>
struct common_or_everywhere {
  using common = Common;
  using everywhere = Everywhere;

  template <simd::vector V>
  static ACT_INLINE V value(V x) {
    const V common = Common::value(x);
    const auto rare = simd::rare_values<Common>(x);
    if (simd::any(rare)) [[unlikely]]
      return simd::select(rare, everywhere_value(x), common);
    return common;
  }

  template <simd::vector V>
  static ACT_INLINE V derivative(V x) {
    const V common = Common::derivative(x);
    const auto rare = simd::rare_derivatives<Common>(x);
    if (simd::any(rare)) [[unlikely]]
      return simd::select(rare, everywhere_derivative(x), common);
    return common;
  }

  template <simd::vector V>
  static ACT_INLINE act::value_and_derivative<V> value_and_derivative(V x) {
    const auto common = Common::value_and_derivative(x);
    const auto rare = Common::is_rare(x);
    if (simd::any(rare)) [[unlikely]]
      return {simd::select(rare, everywhere_value(x), common.value),
              simd::select(rare, everywhere_derivative(x), common.derivative)};
    return common;
  }

 private:
  template <simd::vector V>
  static ACT_FLATTEN ACT_OUT_OF_LINE V everywhere_value(V x) {
    return Everywhere::value(x);
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_OUT_OF_LINE V everywhere_derivative(V x) {
    return Everywhere::derivative(x);
  }
};

/// A kernel that is called, not inlined: for loops that many are compiled of and few run.
template <class Kernel>
struct called {
  template <simd::vector V>
  static ACT_FLATTEN ACT_OUT_OF_LINE V value(V x) {
    return Kernel::template value<V>(x);
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_OUT_OF_LINE V derivative(V x) {
    return Kernel::template derivative<V>(x);
  }
  template <simd::vector V>
  static ACT_FLATTEN ACT_OUT_OF_LINE act::value_and_derivative<V> value_and_derivative(V x) {
    return Kernel::template value_and_derivative<V>(x);
  }
};

/// Where there is no kernel for the common lanes.
template <class Everywhere>
struct common_or_everywhere<void, Everywhere> : Everywhere {};

}  // namespace kernels
ACT_NAMESPACE_END
