#pragma once

/// \file deferred.hpp
/// Vectors with lanes that the fast kernel left out: the loop sets them aside until there are many. Then their rare
/// lanes are gathered and computed side by side. A rare element costs the loop little more than the branch that it
/// takes.

#include "for_each_index.hpp"
#include "simd/lanes.hpp"

#include <array>
#include <bit>

ACT_NAMESPACE_BEGIN
namespace detail {

template <class V, std::size_t Inputs, std::size_t Outputs>
class deferred_vectors {
 public:
  using inputs = std::array<V, Inputs>;
  using outputs = std::array<V, Outputs>;

  bool is_empty() const { return size_ == 0; }
  bool is_full() const { return size_ == capacity; }

  /// y is kernel(x) but for the rare lanes.
  ACT_INLINE void push(std::size_t position, const inputs& x, const outputs& y) {
    position_[size_] = position;
    for_each_index<Inputs>([&](auto k) ACT_INLINE_LAMBDA { x_[size_][k] = simd::from_register(x[k]); });
    for_each_index<Outputs>([&](auto k) ACT_INLINE_LAMBDA { y_[size_][k] = simd::from_register(y[k]); });
    ++size_;
  }

  /// Completes them all, and calls store(position, outputs) for each.
  template <class Kernel, class Store>
  ACT_INLINE void finish(const Kernel& kernel, const Store& store) {
    constexpr std::size_t most = (capacity + 1) * lanes;
    T x[Inputs][most], y[Outputs][most];
    masks rare;
    const std::size_t count = gather(kernel, rare, x);
    // What remains of the last vector must be no number that costs time.
    for_each_index<Inputs>([&](auto k) ACT_INLINE_LAMBDA { simd::store(x[k] + count, V(0)); });
    for (std::size_t i = 0; i < count; i += lanes) {
      inputs in;
      for_each_index<Inputs>([&](auto k) ACT_INLINE_LAMBDA { in[k] = simd::load<V>(x[k] + i); });
      const outputs out = kernel(in, simd::rare_lanes{});
      for_each_index<Outputs>([&](auto k) ACT_INLINE_LAMBDA { simd::store(y[k] + i, out[k]); });
    }
    scatter(rare, y, store);
    size_ = 0;
  }

 private:
  using T = simd::lane_of<V>;
  static constexpr std::size_t capacity = 32, lanes = simd::lanes_of<V>;
  using masks = std::array<simd::mask_of<V>, capacity>;

  template <class Kernel, std::size_t Most>
  ACT_INLINE std::size_t gather(const Kernel& kernel, masks& rare, T (&packed)[Inputs][Most]) const {
    std::size_t count = 0;
    for (std::size_t v = 0; v < size_; ++v) {
      simd::common_lanes<V> common;
      kernel(x_[v], common);  // its results are not used, and so not computed
      rare[v] = common.left_out();
      std::size_t more = 0;
      for_each_index<Inputs>(
          [&](auto k) ACT_INLINE_LAMBDA { more = simd::store_packed(packed[k] + count, rare[v], x_[v][k]); });
      count += more;
    }
    return count;
  }

  template <std::size_t Most, class Store>
  ACT_INLINE void scatter(const masks& rare, const T (&packed)[Outputs][Most], const Store& store) const {
    std::size_t count = 0;
    for (std::size_t v = 0; v < size_; ++v) {
      outputs y;
      for_each_index<Outputs>(
          [&](auto k) ACT_INLINE_LAMBDA { y[k] = simd::load_packed(packed[k] + count, rare[v], y_[v][k]); });
      store(position_[v], y);
      count += static_cast<std::size_t>(std::popcount(simd::bits_of_mask(rare[v])));
    }
  }

  std::size_t size_ = 0;
  std::array<std::size_t, capacity> position_;
  std::array<inputs, capacity> x_;
  std::array<outputs, capacity> y_;
};

}  // namespace detail
ACT_NAMESPACE_END
