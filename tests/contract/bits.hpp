#pragma once

/// \file bits.hpp
/// Results compared bit by bit. All NaNs count as one: their sign and payload are unspecified.

#include "catch2.hpp"

#include <act/simd/vector.hpp>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <type_traits>

namespace contract {

template <class T>
using bits_of = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;

template <class T>
bool same_bits(T a, T b) {
  return act::simd::bit_cast<bits_of<T>>(a) == act::simd::bit_cast<bits_of<T>>(b) || (std::isnan(a) && std::isnan(b));
}

inline std::string hexadecimal(double x) {
  char text[40];
  std::snprintf(text, sizeof text, "%a", x);
  return text;
}

/// An empty string, or what differs first.
template <class T>
std::string difference(std::span<const T> got, std::span<const T> expected) {
  if (got.size() != expected.size()) return "the sizes differ";
  for (std::size_t i = 0; i < got.size(); ++i)
    if (!same_bits(got[i], expected[i]))
      return "element " + std::to_string(i) + " is " + hexadecimal(got[i]) + " instead of " + hexadecimal(expected[i]);
  return "";
}

template <class Got, class Expected>
void require_same_bits(const Got& got, const Expected& expected) {
  using T = std::remove_cvref_t<decltype(*std::data(got))>;
  REQUIRE(difference(std::span<const T>(got), std::span<const T>(expected)) == "");
}

/// How many representable numbers b is above a.
template <class T>
std::int64_t steps_between(T a, T b) {
  const auto ordered = [](T x) {
    const auto magnitude = static_cast<std::int64_t>(act::simd::bit_cast<bits_of<T>>(std::fabs(x)));
    return std::signbit(x) ? -magnitude : magnitude;
  };
  return ordered(b) - ordered(a);
}

}  // namespace contract
