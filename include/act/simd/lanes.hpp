#pragma once

/// \file lanes.hpp
/// Which lanes of its vectors a kernel in a loop is to compute, and how a loop gathers those that are rare.

#include "vector.hpp"

ACT_NAMESPACE_BEGIN
namespace simd {

/// All of them.
struct every_lane {};

/// Those that a fast kernel can. It says which it leaves out, and the loop sees to these.
template <class V>
class common_lanes {
 public:
  ACT_INLINE void leave_out(mask_of<V> lanes) {
    left_out_ = may_have_left_out_ ? left_out_ | lanes : lanes;
    may_have_left_out_ = true;
  }
  ACT_INLINE bool left_some_out() const { return may_have_left_out_ && simd::any(left_out_); }
  ACT_INLINE mask_of<V> left_out() const { return left_out_; }

 private:
  bool may_have_left_out_ = false;  // a constant once the kernel is inlined
  mask_of<V> left_out_ = V(0) < V(0);
};

/// Those that it left out, and no others.
struct rare_lanes {};

/// Whether compress(), expand() and count() can be called.
template <class V>
inline constexpr bool compresses = is_avx512<arch_of<V>>;

/// The lanes of x in `mask`, side by side from the first on, and zeros behind them.
template <vector V>
ACT_INLINE V compress([[maybe_unused]] const mask_of<V>& mask, [[maybe_unused]] const V& x) {
  static_assert(compresses<V>);
#if defined(__AVX512F__)
  if constexpr (sizeof(lane_of<V>) == 4) {
    return _mm512_maskz_compress_ps(mask.data, x);
  } else {
    return _mm512_maskz_compress_pd(mask.data, x);
  }
#endif
}

/// x, but in the lanes in `mask` the first lanes of `packed`, in order.
template <vector V>
ACT_INLINE V expand([[maybe_unused]] const mask_of<V>& mask, [[maybe_unused]] const V& packed,
                    [[maybe_unused]] const V& x) {
  static_assert(compresses<V>);
#if defined(__AVX512F__)
  if constexpr (sizeof(lane_of<V>) == 4) {
    return _mm512_mask_expand_ps(x, mask.data, packed);
  } else {
    return _mm512_mask_expand_pd(x, mask.data, packed);
  }
#endif
}

/// How many lanes are in `mask`.
template <vector V>
ACT_INLINE std::size_t count([[maybe_unused]] const mask_of<V>& mask) {
  static_assert(compresses<V>);
#if defined(__AVX512F__)
  return static_cast<std::size_t>(std::popcount(mask.data));
#else
  return 0;
#endif
}

}  // namespace simd
ACT_NAMESPACE_END
