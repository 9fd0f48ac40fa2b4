#pragma once

/// \file transform.hpp
/// The one loop over memory: load, compute, store. It knows nothing of activations.

#include "simd/memory.hpp"

#include <array>
#include <cstdint>

/// Outputs of at least this many bytes in all, that are not written in place, bypass the caches.
#ifndef ACT_STREAMING_BYTES
#define ACT_STREAMING_BYTES (std::size_t{16} << 20)
#endif

ACT_NAMESPACE_BEGIN
namespace detail {

template <class T, std::size_t Inputs, std::size_t Outputs>
struct arrays {
  std::array<const T*, Inputs> in;
  std::array<T*, Outputs> out;
};

/// Where g++ sees an array of a few elements, it warns of the steps that the loop would take through a longer one.
template <class T, std::size_t Inputs, std::size_t Outputs>
ACT_INLINE void hide_origin([[maybe_unused]] arrays<T, Inputs, Outputs>& memory) {
#if !defined(_MSC_VER) || defined(__clang__)
  for (const T*& in : memory.in) asm("" : "+r"(in));
  for (T*& out : memory.out) asm("" : "+r"(out));
#endif
}

template <class T, std::size_t Inputs, std::size_t Outputs>
bool bypasses_caches(const arrays<T, Inputs, Outputs>& memory, std::size_t count) {
  for (const T* in : memory.in)
    for (const T* out : memory.out)
      if (in == out) return false;
  return count * sizeof(T) * Outputs >= ACT_STREAMING_BYTES;
}

/// One step of the loop at element i: whole vectors, or the first `count` lanes of one.
template <class V, std::size_t Inputs, std::size_t Outputs, class Kernel>
struct step {
  using T = simd::lane_of<V>;
  const arrays<T, Inputs, Outputs>& memory;
  const Kernel& kernel;

  ACT_INLINE std::array<V, Inputs> load(std::size_t i) const {
    std::array<V, Inputs> x;
    for (std::size_t k = 0; k < Inputs; ++k) x[k] = simd::load<V>(memory.in[k] + i);
    return x;
  }

  ACT_INLINE void partial(std::size_t i, std::size_t count) const {
    std::array<V, Inputs> x;
    for (std::size_t k = 0; k < Inputs; ++k) x[k] = simd::load_partial<V>(memory.in[k] + i, count);
    const std::array<V, Outputs> y = kernel(x);
    for (std::size_t k = 0; k < Outputs; ++k) simd::store_partial(memory.out[k] + i, y[k], count);
  }

  /// Two vectors at once, so that the latencies of one hide behind the other.
  template <bool Streaming>
  ACT_INLINE void pair(std::size_t i) const {
    constexpr std::size_t lanes = simd::lanes_of<V>;
    const std::array<V, Outputs> y = kernel(load(i)), z = kernel(load(i + lanes));
    for (std::size_t k = 0; k < Outputs; ++k) {
      put<Streaming>(memory.out[k] + i, y[k]);
      put<Streaming>(memory.out[k] + i + lanes, z[k]);
    }
  }

  template <bool Streaming>
  static ACT_INLINE void put(T* to, V x) {
    if constexpr (Streaming) {
      simd::store_streaming(to, x);
    } else {
      simd::store(to, x);
    }
  }

  template <bool Streaming>
  ACT_INLINE std::size_t pairs(std::size_t i, std::size_t end) const {
    constexpr std::size_t both = 2 * simd::lanes_of<V>;
    for (; end - i >= both; i += both) pair<Streaming>(i);
    return i;
  }
};

/// How many elements from p the next aligned vector begins.
template <class V>
std::size_t elements_to_alignment(const simd::lane_of<V>* p) {
  const std::size_t beyond = reinterpret_cast<std::uintptr_t>(p) % simd::alignment_of<V>;
  return beyond == 0 ? 0 : (simd::alignment_of<V> - beyond) / sizeof(simd::lane_of<V>);
}

/// kernel over the elements [begin, end). Each element's result depends on its inputs alone: heads and tails go through
/// the same kernel in lanes of a vector.
template <class V, std::size_t Inputs, std::size_t Outputs, class Kernel>
void transform(const arrays<simd::lane_of<V>, Inputs, Outputs>& memory, std::size_t begin, std::size_t end,
               bool streaming, const Kernel& kernel) {
  constexpr std::size_t lanes = simd::lanes_of<V>;
  constexpr std::size_t worth_aligning = 8 * lanes;
  const step<V, Inputs, Outputs, Kernel> at{memory, kernel};
  std::size_t i = begin;

  if (end - begin >= worth_aligning) {
    const std::size_t head = elements_to_alignment<V>(memory.out[0] + i);
    if (head > 0) at.partial(i, head);
    i += head;
  }
  bool all_aligned = true;
  for (const auto* out : memory.out) all_aligned = all_aligned && elements_to_alignment<V>(out + i) == 0;

  if (streaming && all_aligned) {
    i = at.template pairs<true>(i, end);
    simd::finish_streaming();
  } else {
    i = at.template pairs<false>(i, end);
  }
  for (; i < end; i += lanes) at.partial(i, end - i < lanes ? end - i : lanes);
}

}  // namespace detail
ACT_NAMESPACE_END
