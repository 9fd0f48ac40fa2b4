#pragma once

/// \file half_formats.hpp
/// The two 16-bit formats as the tests see them: exact values from their definition, without act's conversions.

#include <act/half.hpp>

#include <cmath>
#include <cstdint>

namespace half_formats {

inline constexpr int count = 0x10000;

template <class H>
H with_bits(int bits) {
  return act::simd::bit_cast<H>(static_cast<std::uint16_t>(bits));
}
template <class H>
int bits_of(H x) {
  return act::simd::bit_cast<std::uint16_t>(x);
}

template <class H>
inline constexpr int mantissa_bits = std::is_same_v<H, act::bfloat16> ? 7 : 10;
template <class H>
inline constexpr int infinity_bits = std::is_same_v<H, act::bfloat16> ? 0x7f80 : 0x7c00;

template <class H>
bool is_nan(int bits) {
  return (bits & 0x7fff) > infinity_bits<H>;
}

/// The number with these bits, by the definition of the formats. What is in infinity's place is the next power of two.
template <class H>
double value(int bits) {
  constexpr int m = mantissa_bits<H>;
  const int exponent = (bits & 0x7fff) >> m, mantissa = bits & ((1 << m) - 1);
  const int bias = (1 << (14 - m)) - 1;
  const double magnitude =
      exponent == 0 ? std::ldexp(mantissa, 1 - bias - m) : std::ldexp((1 << m) + mantissa, exponent - bias - m);
  return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

}  // namespace half_formats
