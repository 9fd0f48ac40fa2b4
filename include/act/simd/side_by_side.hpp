#pragma once

/// \file side_by_side.hpp
/// Two vectors as one, each operation on the first and then on the second.
///
/// A kernel is one long chain of operations, each of which waits for the one before. A processor hides that by working
/// ahead, but it holds about a hundred waiting operations: the whole of one vector's chain and the next one's leave it
/// little to begin. Side by side there are always two that do not wait for each other.

#include "vector.hpp"

ACT_NAMESPACE_BEGIN
namespace simd {

template <class Mask>
struct masks_side_by_side {
  Mask first, second;

  friend ACT_INLINE masks_side_by_side operator|(const masks_side_by_side& a, const masks_side_by_side& b) {
    return {a.first | b.first, a.second | b.second};
  }
  friend ACT_INLINE masks_side_by_side operator!(const masks_side_by_side& a) { return {!a.first, !a.second}; }
};

template <class V>
struct side_by_side {
  V first, second;

  side_by_side() = default;
  ACT_INLINE side_by_side(V first_, V second_) : first(first_), second(second_) {}
  ACT_INLINE side_by_side(lane_of<V> x) : first(x), second(x) {}

  using pair = side_by_side;
  using masks = masks_side_by_side<mask_of<V>>;

  friend ACT_INLINE pair operator+(const pair& a, const pair& b) { return {a.first + b.first, a.second + b.second}; }
  friend ACT_INLINE pair operator-(const pair& a, const pair& b) { return {a.first - b.first, a.second - b.second}; }
  friend ACT_INLINE pair operator*(const pair& a, const pair& b) { return {a.first * b.first, a.second * b.second}; }
  friend ACT_INLINE masks operator<(const pair& a, const pair& b) { return {a.first < b.first, a.second < b.second}; }
  friend ACT_INLINE masks operator>(const pair& a, const pair& b) { return {a.first > b.first, a.second > b.second}; }
  friend ACT_INLINE masks operator>=(const pair& a, const pair& b) {
    return {a.first >= b.first, a.second >= b.second};
  }
};

template <class V>
struct vector_traits<side_by_side<V>> {
  static constexpr bool is_vector = true;
  using lane = lane_of<V>;
  using arch = arch_of<V>;
  using mask = masks_side_by_side<mask_of<V>>;
  static constexpr std::size_t lanes = 2 * lanes_of<V>;
};

template <class V>
ACT_INLINE side_by_side<V> select(const masks_side_by_side<mask_of<V>>& mask, const side_by_side<V>& a,
                                  const side_by_side<V>& b) {
  return {simd::select(mask.first, a.first, b.first), simd::select(mask.second, a.second, b.second)};
}
template <class Mask>
ACT_INLINE bool any(const masks_side_by_side<Mask>& mask) {
  return simd::any(mask.first | mask.second);
}
template <class V>
ACT_INLINE side_by_side<V> min(const side_by_side<V>& a, const side_by_side<V>& b) {
  return {simd::min(a.first, b.first), simd::min(a.second, b.second)};
}
template <class V>
ACT_INLINE side_by_side<V> max(const side_by_side<V>& a, const side_by_side<V>& b) {
  return {simd::max(a.first, b.first), simd::max(a.second, b.second)};
}
template <class V>
ACT_INLINE side_by_side<V> abs(const side_by_side<V>& x) {
  return {simd::abs(x.first), simd::abs(x.second)};
}
template <class V>
ACT_INLINE side_by_side<V> step(const side_by_side<V>& x) {
  return {simd::step(x.first), simd::step(x.second)};
}
template <class V>
ACT_INLINE side_by_side<V> min_magnitude(const side_by_side<V>& x, const side_by_side<V>& limit) {
  return {simd::min_magnitude(x.first, limit.first), simd::min_magnitude(x.second, limit.second)};
}
template <class V>
ACT_INLINE side_by_side<V> with_sign_of_greater(const side_by_side<V>& greater, const side_by_side<V>& x) {
  return {simd::with_sign_of_greater(greater.first, x.first), simd::with_sign_of_greater(greater.second, x.second)};
}

}  // namespace simd
ACT_NAMESPACE_END
