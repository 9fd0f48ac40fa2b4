#pragma once

/// \file single.hpp
/// A vector of one lane, with the operations of a batch: what targets without SIMD compute with.

#include "../config.hpp"

#include <cstddef>

ACT_NAMESPACE_BEGIN
namespace simd {

/// The result of comparing two single<T>.
struct single_mask {
  bool lane;

  friend constexpr single_mask operator&(single_mask a, single_mask b) { return {a.lane && b.lane}; }
  friend constexpr single_mask operator|(single_mask a, single_mask b) { return {a.lane || b.lane}; }
  friend constexpr single_mask operator!(single_mask a) { return {!a.lane}; }
};

template <class T>
struct single {
  using value_type = T;
  static constexpr std::size_t size = 1;

  T lane;

  single() = default;
  constexpr single(T value) : lane(value) {}

  constexpr T get(std::size_t) const { return lane; }

  friend constexpr single operator+(single a, single b) { return a.lane + b.lane; }
  friend constexpr single operator-(single a, single b) { return a.lane - b.lane; }
  friend constexpr single operator*(single a, single b) { return a.lane * b.lane; }
  friend constexpr single operator/(single a, single b) { return a.lane / b.lane; }
  friend constexpr single operator-(single a) { return -a.lane; }

  friend constexpr single_mask operator<(single a, single b) { return {a.lane < b.lane}; }
  friend constexpr single_mask operator<=(single a, single b) { return {a.lane <= b.lane}; }
  friend constexpr single_mask operator>(single a, single b) { return {a.lane > b.lane}; }
  friend constexpr single_mask operator>=(single a, single b) { return {a.lane >= b.lane}; }
  friend constexpr single_mask operator==(single a, single b) { return {a.lane == b.lane}; }
  friend constexpr single_mask operator!=(single a, single b) { return {a.lane != b.lane}; }
};

}  // namespace simd
ACT_NAMESPACE_END
