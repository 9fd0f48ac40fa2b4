#pragma once

/// \file transform.hpp
/// The one loop over memory: load, compute, store. It knows nothing of activations.

#include "deferred.hpp"
#include "simd/half.hpp"

#include <array>
#include <cstdint>

/// Outputs of at least this many bytes in all, that are not written in place, bypass the caches.
#ifndef ACT_STREAMING_BYTES
#define ACT_STREAMING_BYTES (std::size_t{16} << 20)
#endif

ACT_NAMESPACE_BEGIN
namespace detail {

/// Where element 0 of each array is.
template <class In, class Out, std::size_t Inputs, std::size_t Outputs>
struct arrays {
  static constexpr std::size_t inputs = Inputs, outputs = Outputs;
  using input = In;
  using output = Out;

  std::array<const In*, Inputs> in;
  std::array<Out*, Outputs> out;
};

/// Where g++ sees an array of a few elements, it warns of the steps that the loop would take through a longer one.
template <class Arrays>
ACT_INLINE void hide_origin([[maybe_unused]] Arrays& memory) {
#if !defined(_MSC_VER) || defined(__clang__)
  for (auto& in : memory.in) asm("" : "+r"(in));
  for (auto& out : memory.out) asm("" : "+r"(out));
#endif
}

template <class Arrays>
bool bypasses_caches(const Arrays& memory, std::size_t count) {
  for (const void* in : memory.in)
    for (const void* out : memory.out)
      if (in == out) return false;
  return count * sizeof(typename Arrays::output) * Arrays::outputs >= ACT_STREAMING_BYTES;
}

/// One step of the loop at element i: whole vectors, or the first `count` lanes of one. It holds copies of the
/// pointers, which stores of vectors, for all that a compiler knows, could otherwise change.
template <class V, class Arrays, class Kernel>
struct step {
  static constexpr std::size_t Inputs = Arrays::inputs, Outputs = Arrays::outputs, lanes = simd::lanes_of<V>;
  using inputs = std::array<V, Inputs>;
  using outputs = std::array<V, Outputs>;

  Arrays memory;
  Kernel kernel;
  bool streaming;

  ACT_INLINE inputs load(std::size_t i) const {
    inputs x;
    for_each_index<Inputs>([&](auto k) ACT_INLINE_LAMBDA { x[k] = simd::load<V>(memory.in[k] + i); });
    return x;
  }

  ACT_INLINE void store(std::size_t i, const outputs& y) const {
    for_each_index<Outputs>([&](auto k) ACT_INLINE_LAMBDA {
      if (streaming) {
        simd::store_streaming(memory.out[k] + i, y[k]);
      } else {
        simd::store(memory.out[k] + i, y[k]);
      }
    });
  }

  /// Two vectors at once, so that the latencies of one hide behind the other, and one branch serves both.
  ACT_INLINE std::size_t pairs(std::size_t i, std::size_t end) const {
    if constexpr (requires { requires Kernel::leaves_lanes_out; }) {
      set_aside deferred;
      for (; end - i >= 2 * lanes; i += 2 * lanes) pair(i, deferred);
      if (!deferred.is_empty()) finish(*this, deferred);
    } else {
      for (; end - i >= 2 * lanes; i += 2 * lanes) {
        const outputs y = kernel(load(i), simd::every_lane{}), z = kernel(load(i + lanes), simd::every_lane{});
        store(i, y);
        store(i + lanes, z);
      }
    }
    return i;
  }

  // In what follows `at` is passed by value, so that the loop's own copy can stay in registers.

  static ACT_OUT_OF_LINE void partial(step at, std::size_t i, std::size_t count) {
    inputs x;
    for_each_index<Inputs>([&](auto k) ACT_INLINE_LAMBDA { x[k] = simd::load_partial<V>(at.memory.in[k] + i, count); });
    const outputs y = at.kernel(x, simd::every_lane{});
    for_each_index<Outputs>([&](auto k) ACT_INLINE_LAMBDA { simd::store_partial(at.memory.out[k] + i, y[k], count); });
  }

 private:
  using set_aside = deferred_vectors<V, Inputs, Outputs>;

  ACT_INLINE void pair(std::size_t i, set_aside& deferred) const {
    simd::common_lanes<V> common;
    const inputs x = load(i), w = load(i + lanes);
    const outputs y = kernel(x, common), z = kernel(w, common);
    if (common.left_some_out()) [[unlikely]] {
      deferred.push(i, x, y);
      deferred.push(i + lanes, w, z);
      if (deferred.is_full()) finish(*this, deferred);
    } else {
      store(i, y);
      store(i + lanes, z);
    }
  }

  static ACT_OUT_OF_LINE void finish(step at, set_aside& deferred) {
    deferred.finish(at.kernel, [&at](std::size_t i, const outputs& y) ACT_INLINE_LAMBDA { at.store(i, y); });
  }
};

/// How many elements from p the next multiple of `alignment` bytes begins.
template <class T>
std::size_t elements_to_multiple(const T* p, std::size_t alignment) {
  const std::size_t beyond = reinterpret_cast<std::uintptr_t>(p) % alignment;
  return beyond == 0 ? 0 : (alignment - beyond) / sizeof(T);
}

/// The same for the next aligned vector.
template <class V, class T>
std::size_t elements_to_alignment(const T* p) {
  return elements_to_multiple(p, simd::alignment_of<V, T>);
}

/// kernel over the elements [begin, end). Each element's result depends on its inputs alone: heads and tails go through
/// the same kernel in lanes of a vector.
template <class V, class Arrays, class Kernel>
void transform(const Arrays& memory, std::size_t begin, std::size_t end, bool streaming, const Kernel& kernel) {
  constexpr std::size_t lanes = simd::lanes_of<V>;
  constexpr std::size_t worth_aligning = 8 * lanes;
  using steps = step<V, Arrays, Kernel>;
  steps at{memory, kernel, false};
  std::size_t i = begin;

  if (end - begin >= worth_aligning) {
    const std::size_t head = elements_to_alignment<V>(memory.out[0] + i);
    if (head > 0) steps::partial(at, i, head);
    i += head;
  }
  at.streaming = streaming;
  for (const auto* out : memory.out) at.streaming = at.streaming && elements_to_alignment<V>(out + i) == 0;
  i = at.pairs(i, end);
  if (at.streaming) simd::finish_streaming();
  for (; i < end; i += lanes) steps::partial(at, i, end - i < lanes ? end - i : lanes);
}

}  // namespace detail
ACT_NAMESPACE_END
