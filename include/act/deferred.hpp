#pragma once

/// \file deferred.hpp
/// Vectors with lanes that the fast kernel left out: the loop sets them aside until there are many. Then their rare
/// lanes are gathered and computed side by side. A rare element costs the loop little more than the branch that it
/// takes.

#include "simd/lanes.hpp"
#include "simd/memory.hpp"

#include <array>
#include <utility>

ACT_NAMESPACE_BEGIN
namespace detail {

/// f(0), f(1), ... with each index a constant: g++ keeps arrays of vectors in registers only where no loop runs over
/// them.
template <std::size_t Count, class F>
ACT_INLINE void for_each_index(const F& f) {
  [&f]<std::size_t... K>(std::index_sequence<K...>) ACT_INLINE_LAMBDA {
    (f(std::integral_constant<std::size_t, K>{}), ...);
  }
  (std::make_index_sequence<Count>{});
}

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
    for_each_index<Inputs>([&](auto k) ACT_INLINE_LAMBDA { x_[size_][k] = x[k]; });
    for_each_index<Outputs>([&](auto k) ACT_INLINE_LAMBDA { y_[size_][k] = y[k]; });
    ++size_;
  }

  /// Completes them all, and calls store(position, outputs) for each.
  template <class Kernel, class Store>
  ACT_INLINE void finish(const Kernel& kernel, const Store& store) {
    if constexpr (simd::compresses<V>) {
      finish_packed(kernel, store);
    } else {
      for (std::size_t v = 0; v < size_; ++v)
        store(position_[v], merged(rare_lanes_of(kernel, v), kernel(x_[v], simd::rare_lanes{}), y_[v]));
    }
    size_ = 0;
  }

 private:
  using T = simd::lane_of<V>;
  using mask = simd::mask_of<V>;
  static constexpr std::size_t capacity = 32, lanes = simd::lanes_of<V>;

  template <class Kernel>
  ACT_INLINE mask rare_lanes_of(const Kernel& kernel, std::size_t v) const {
    simd::common_lanes<V> common;
    kernel(x_[v], common);  // its results are not used, and so not computed
    return common.left_out();
  }

  static ACT_INLINE outputs merged(const mask& rare, outputs results, const outputs& y) {
    for_each_index<Outputs>([&](auto k) ACT_INLINE_LAMBDA { results[k] = simd::select(rare, results[k], y[k]); });
    return results;
  }

  template <class Kernel, class Store>
  ACT_INLINE void finish_packed(const Kernel& kernel, const Store& store) {
    T x[Inputs][(capacity + 1) * lanes], y[Outputs][(capacity + 1) * lanes];
    mask rare[capacity];
    std::size_t count = 0;
    for (std::size_t v = 0; v < size_; ++v) {
      rare[v] = rare_lanes_of(kernel, v);
      for_each_index<Inputs>([&](auto k)
                                 ACT_INLINE_LAMBDA { simd::store(x[k] + count, simd::compress(rare[v], x_[v][k])); });
      count += simd::count<V>(rare[v]);
    }
    for (std::size_t i = 0; i < count; i += lanes) {
      inputs in;
      for_each_index<Inputs>([&](auto k) ACT_INLINE_LAMBDA { in[k] = simd::load<V>(x[k] + i); });
      const outputs out = kernel(in, simd::rare_lanes{});
      for_each_index<Outputs>([&](auto k) ACT_INLINE_LAMBDA { simd::store(y[k] + i, out[k]); });
    }
    count = 0;
    for (std::size_t v = 0; v < size_; ++v) {
      outputs out;
      for_each_index<Outputs>(
          [&](auto k) ACT_INLINE_LAMBDA { out[k] = simd::expand(rare[v], simd::load<V>(y[k] + count), y_[v][k]); });
      store(position_[v], out);
      count += simd::count<V>(rare[v]);
    }
  }

  std::size_t size_ = 0;
  std::array<std::size_t, capacity> position_;
  std::array<inputs, capacity> x_;
  std::array<outputs, capacity> y_;
};

}  // namespace detail
ACT_NAMESPACE_END
