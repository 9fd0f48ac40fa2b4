#pragma once

/// \file lanes.hpp
/// Which lanes of its vectors a kernel in a loop is to compute, and how a loop gathers those that are rare.

#include "memory.hpp"

#include <iterator>
#include <utility>

ACT_NAMESPACE_BEGIN
namespace simd {

/// All of them.
struct every_lane {};

/// Those that a fast kernel can. It says which it leaves out, and the loop sees to these.
template <class V>
class common_lanes {
 public:
  /// Of two vectors side by side the lanes that it leaves out of either, and maybe others.
  using mask = decltype(either(std::declval<mask_of<V>>()));

  template <class Mask>
  ACT_INLINE void leave_out(const Mask& lanes) {
    left_out_ = may_have_left_out_ ? left_out_ | either(lanes) : either(lanes);
    may_have_left_out_ = true;
  }
  ACT_INLINE bool left_some_out() const { return may_have_left_out_ && simd::any(left_out_); }
  ACT_INLINE mask left_out() const { return left_out_; }

 private:
  bool may_have_left_out_ = false;  // a constant once the kernel is inlined
  mask left_out_ = either(V(0) < V(0));
};

/// Those that it left out, and no others.
struct rare_lanes {};

/// Where a kernel leaves values out, or derivatives, which may be where it does not leave out both.
template <class Kernel, vector V>
ACT_INLINE auto rare_values(V x) {
  if constexpr (requires { Kernel::value_is_rare(x); }) {
    return Kernel::value_is_rare(x);
  } else {
    return Kernel::is_rare(x);
  }
}
template <class Kernel, vector V>
ACT_INLINE auto rare_derivatives(V x) {
  if constexpr (requires { Kernel::derivative_is_rare(x); }) {
    return Kernel::derivative_is_rare(x);
  } else {
    return Kernel::is_rare(x);
  }
}

/// Bit i for lane i.
template <class T, class A>
ACT_INLINE unsigned bits_of_mask(const xsimd::batch_bool<T, A>& mask) {
  [[maybe_unused]] constexpr std::size_t lanes = lanes_of<xsimd::batch<T, A>>;
#if defined(__AVX512F__)
  if constexpr (is_avx512<A>) {
    return mask.data;
  } else
#endif
#if defined(__AVX__)
      if constexpr (is_avx<A> && sizeof(T) == 4) {
    return static_cast<unsigned>(_mm256_movemask_ps(mask.data));
  } else if constexpr (is_avx<A>) {
    return static_cast<unsigned>(_mm256_movemask_pd(mask.data));
  } else
#endif
#if ACT_X86
      if constexpr (lanes == 4 && sizeof(T) == 4) {
    return static_cast<unsigned>(_mm_movemask_ps(mask.data));
  } else if constexpr (lanes == 2) {
    return static_cast<unsigned>(_mm_movemask_pd(mask.data));
  } else
#endif
  {
    bool chosen[lanes];
    mask.store_unaligned(chosen);
    unsigned bits = 0;
    for (std::size_t i = 0; i < lanes; ++i) bits |= unsigned{chosen[i]} << i;
    return bits;
  }
}
ACT_INLINE unsigned bits_of_mask(single_mask mask) { return mask.lane; }

/// Writes the lanes of x in `mask` side by side, and maybe something behind them, within a vector in all; how many.
template <vector V>
ACT_INLINE std::size_t store_packed(lane_of<V>* to, const mask_of<V>& mask, const V& x) {
#if defined(__AVX512F__)
  if constexpr (is_avx512<arch_of<V>>) {
    if constexpr (sizeof(lane_of<V>) == 4) {
      _mm512_storeu_ps(to, _mm512_maskz_compress_ps(mask.data, x));
    } else {
      _mm512_storeu_pd(to, _mm512_maskz_compress_pd(mask.data, x));
    }
    return static_cast<std::size_t>(std::popcount(mask.data));
  } else
#endif
  {
    lane_of<V> lanes[lanes_of<V>];
    simd::store(lanes, x);
    std::size_t count = 0;
    for (unsigned bits = bits_of_mask(mask); bits != 0; bits &= bits - 1) to[count++] = lanes[std::countr_zero(bits)];
    return count;
  }
}

/// x, but in the lanes in `mask` what stands side by side at `from`, of which a whole vector may be read.
template <vector V>
ACT_INLINE V load_packed(const lane_of<V>* from, const mask_of<V>& mask, const V& x) {
#if defined(__AVX512F__)
  if constexpr (is_avx512<arch_of<V>>) {
    if constexpr (sizeof(lane_of<V>) == 4) {
      return _mm512_mask_expand_ps(x, mask.data, _mm512_loadu_ps(from));
    } else {
      return _mm512_mask_expand_pd(x, mask.data, _mm512_loadu_pd(from));
    }
  } else
#endif
  {
    lane_of<V> lanes[lanes_of<V>];
    simd::store(lanes, x);
    for (unsigned bits = bits_of_mask(mask); bits != 0; bits &= bits - 1) lanes[std::countr_zero(bits)] = *from++;
    return simd::load<V>(lanes);
  }
}

/// x in the lanes whose bit is set, a zero with x's sign in the others.
template <class T>
ACT_INLINE single<T> kept_lanes(unsigned lanes, single<T> x) {
  return (lanes & 1) != 0 ? x : with_sign_of(x, single<T>(0));
}
template <class T, class A>
ACT_INLINE xsimd::batch<T, A> kept_lanes(unsigned lanes, const xsimd::batch<T, A>& x) {
  using V = xsimd::batch<T, A>;
#if defined(__AVX512F__)
  if constexpr (is_avx512<A>) {
    using register_type = typename mask_of<V>::register_type;
    return simd::select(mask_of<V>(static_cast<register_type>(lanes)), x, with_sign_of(x, V(0)));
  } else
#endif
  {
    using bits = decltype(bits_of(x));
    alignas(64) static constexpr bits_type<T> bit_of_lane[] = {1, 2, 4, 8, 16, 32, 64, 128};
    static_assert(lanes_of<V> <= std::size(bit_of_lane));
    const bits own = bits::load_unaligned(bit_of_lane);
    const auto kept = (bits(static_cast<bits_type<T>>(lanes)) & own) == own;
    return from_bits<T>(xsimd::select(kept, bits_of(x), bits_of(x) & bits_of(sign_bit<V>())));
  }
}

}  // namespace simd
ACT_NAMESPACE_END
