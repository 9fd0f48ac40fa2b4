#pragma once

/// \file cauchy.hpp
/// The tail of the Cauchy distribution, from which x P(C <= x) and its derivatives are made.
///
/// With t = |x| and Q(t) = P(C > t) = 1/2 - atan(t) / pi = atan(1/t) / pi, r = t for t < 1 and 1/t beyond: the first
/// form loses little for t < 1, where Q >= 1/4, the second nothing. D(t) = Q(t) - t / (pi (1 + t^2)) falls with 1/t^3,
/// while its terms fall with 1/t: beyond 1 it is r^3 times a function of r^2 that only bends.

#include "gate.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

// Printed by tools/generate_cauchy.py.
// atan(r) / (pi r), 0 <= r <= 1; relative error 2^-52.8
inline constexpr double arc_coefficients[] = {
    0x1.45f306dc9c883p-2,  -0x1.b2995e7b7b5f0p-4, 0x1.04c26be3afa68p-4,   -0x1.7483758e05a49p-5, 0x1.21bb9444e0f0fp-5,
    -0x1.da1baaaa92beap-6, 0x1.912afc7da512bp-6,  -0x1.5baca4632d3d1p-6,  0x1.32bd3112305d6p-6,  -0x1.1245afa7dd95ap-6,
    0x1.eec956c310f84p-7,  -0x1.beb80f009d073p-7, 0x1.8db555e98e0cap-7,   -0x1.5475ad88815d9p-7, 0x1.0ea35c75ffe1ap-7,
    -0x1.7f90365a53ab5p-8, 0x1.d006fc173d3f1p-9,  -0x1.c9aaa3983fed1p-10, 0x1.5ce5c7d18f150p-11, -0x1.7e5d477503d61p-13,
    0x1.0a70f38ca6018p-15, -0x1.613b6ffb60f72p-19};
// (atan(r) - r / (1 + r^2)) / (pi r^3), 0 <= r <= 1; relative error 2^-51.6
inline constexpr double arc_less_chord_coefficients[] = {
    0x1.b2995e7b7b603p-3,  -0x1.04c26be3b0634p-2, 0x1.1762982ac92e3p-2,  -0x1.21bb9450c60b5p-2, 0x1.28514bd92099bp-2,
    -0x1.2ce050b1ca5a0p-2, 0x1.3037e9b2ee0cep-2,  -0x1.32c41edd9d5a8p-2, 0x1.34b8802b83f3bp-2,  -0x1.36014a6ce15f1p-2,
    0x1.35df38c75b4f9p-2,  -0x1.3213408e272c7p-2, 0x1.2611a165e1137p-2,  -0x1.0bc066abf22a0p-2, 0x1.be69bf77c81fdp-3,
    -0x1.47b6d062cde6dp-3, 0x1.96c9ca3c569afp-4,  -0x1.98c32b0f5833cp-5, 0x1.3be4128f3c4e2p-6,  -0x1.5db56561ee3a2p-8,
    0x1.eb1b8626f0360p-11, -0x1.4775ef287ed2fp-14};
inline constexpr double inverse_pi = 0x1.45f306dc9c883p-2;

/// In double, for results in double and in float.
template <class V>
struct cauchy_tail {
  V t, r, square, arc;  // r^2, atan(r) / (pi r)
  simd::mask_of<V> is_near;
};

template <simd::vector V>
ACT_INLINE cauchy_tail<V> cauchy_tail_of(V t) {
  const auto is_near = t < V(1);
  const V r = simd::select(is_near, t, simd::quotient(V(1), t)), square = simd::product(r, r);
  return {t, r, square, simd::polynomial(square, arc_coefficients), is_near};
}

/// t Q(t): 1/pi at infinity.
template <simd::vector V>
ACT_INLINE V ramp_tail(const cauchy_tail<V>& tail) {
  const V near = simd::product(tail.t, simd::fnma(tail.r, tail.arc, V(0.5)));
  return simd::select(tail.is_near, near, tail.arc);
}

template <simd::vector V>
ACT_INLINE V derivative_tail(const cauchy_tail<V>& tail) {
  const V chord = simd::quotient(V(inverse_pi), simd::opaque(V(1) + tail.square));
  const V near = simd::fnma(tail.r, simd::opaque(tail.arc + chord), V(0.5));
  const V cube = simd::product(tail.square, tail.r);
  const V far = simd::product(cube, simd::polynomial(tail.square, arc_less_chord_coefficients));
  return simd::select(tail.is_near, near, far);
}

/// 2 / (pi (1 + t^2)^2).
template <simd::vector V>
ACT_INLINE V second_derivative_tail(const cauchy_tail<V>& tail) {
  const V chord = simd::quotient(V(1), simd::opaque(V(1) + tail.square));
  // Beyond 1 it is r^4 / (1 + r^2)^2.
  const V share = simd::select(tail.is_near, chord, simd::product(tail.square, chord));
  return simd::product(V(2 * inverse_pi), simd::product(share, share));
}

/// Of the gate x P(C <= x).
struct cauchy_tails {
  template <simd::vector V>
  static ACT_INLINE auto of(V magnitude) {
    return cauchy_tail_of(magnitude);
  }
  template <simd::vector V>
  static ACT_INLINE auto for_float(V magnitude) {
    return cauchy_tail_of(magnitude);
  }
  template <class Tail>
  static ACT_INLINE auto second_derivative(const Tail& tail) {
    return second_derivative_tail(tail);
  }
};

}  // namespace kernels
ACT_NAMESPACE_END
