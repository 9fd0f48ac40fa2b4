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

/// Whether kernels in float and double that gain by it go side by side: by a quarter on a Zen 3, with AVX-512 on a Zen
/// 5 by up to a tenth. With SSE2 floats become two vectors of double, which go side by side already.
template <class V>
inline constexpr bool goes_side_by_side = is_avx2<arch_of<V>> || is_avx512<arch_of<V>> ||
                                          (is_sse<arch_of<V>> && sizeof(lane_of<V>) == 8);

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
  // Written out and from registers, for g++ would copy structs through the stack, or leave copies there unread.
  ACT_INLINE side_by_side(const side_by_side& x) : side_by_side(x.first, x.second) {}
  ACT_INLINE side_by_side& operator=(const side_by_side& x) {
    first = from_register(x.first);
    second = from_register(x.second);
    return *this;
  }
  ACT_INLINE side_by_side(const V& first_, const V& second_)
      : first(from_register(first_)), second(from_register(second_)) {}
  ACT_INLINE side_by_side(lane_of<V> x) : first(x), second(x) {}

  using pair = side_by_side;
  using masks = masks_side_by_side<mask_of<V>>;

  friend ACT_INLINE pair operator+(const pair& a, const pair& b) { return {a.first + b.first, a.second + b.second}; }
  friend ACT_INLINE pair operator-(const pair& a, const pair& b) { return {a.first - b.first, a.second - b.second}; }
  friend ACT_INLINE pair operator*(const pair& a, const pair& b) { return {a.first * b.first, a.second * b.second}; }
  friend ACT_INLINE pair operator&(const pair& a, const pair& b) { return {a.first & b.first, a.second & b.second}; }
  friend ACT_INLINE pair operator|(const pair& a, const pair& b) { return {a.first | b.first, a.second | b.second}; }
  friend ACT_INLINE masks operator<(const pair& a, const pair& b) { return {a.first < b.first, a.second < b.second}; }
  friend ACT_INLINE masks operator>(const pair& a, const pair& b) { return {a.first > b.first, a.second > b.second}; }
  friend ACT_INLINE masks operator<=(const pair& a, const pair& b) {
    return {a.first <= b.first, a.second <= b.second};
  }
  friend ACT_INLINE masks operator==(const pair& a, const pair& b) {
    return {a.first == b.first, a.second == b.second};
  }
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
ACT_INLINE Mask either(const masks_side_by_side<Mask>& mask) {
  return mask.first | mask.second;
}
template <class Mask>
ACT_INLINE bool any(const masks_side_by_side<Mask>& mask) {
  return simd::any(either(mask));
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
ACT_INLINE side_by_side<V> with_sign_of(const side_by_side<V>& sign, const side_by_side<V>& x) {
  return {simd::with_sign_of(sign.first, x.first), simd::with_sign_of(sign.second, x.second)};
}
template <class V>
ACT_INLINE side_by_side<V> negate(const side_by_side<V>& x) {
  return {simd::negate(x.first), simd::negate(x.second)};
}
template <class V>
ACT_INLINE side_by_side<V> minus_magnitude(const side_by_side<V>& x) {
  return {simd::minus_magnitude(x.first), simd::minus_magnitude(x.second)};
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

template <int Places, class V>
ACT_INLINE side_by_side<V> add_bits_moved_up(const side_by_side<V>& x, const side_by_side<V>& addend) {
  return {simd::add_bits_moved_up<Places>(x.first, addend.first),
          simd::add_bits_moved_up<Places>(x.second, addend.second)};
}
template <int Places, class V>
ACT_INLINE side_by_side<V> bits_moved_down(const side_by_side<V>& x) {
  return {simd::bits_moved_down<Places>(x.first), simd::bits_moved_down<Places>(x.second)};
}

/// f(x), or of two vectors f of each: what is rare need not be computed side by side.
template <vector V, class F>
ACT_INLINE V each_alone(V x, const F& f) {
  return f(x);
}
template <class V, class F>
ACT_INLINE side_by_side<V> each_alone(const side_by_side<V>& x, const F& f) {
  return {f(x.first), f(x.second)};
}

}  // namespace simd
ACT_NAMESPACE_END
