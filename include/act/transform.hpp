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

/// The same pointer, of which the compiler knows nothing.
template <class T>
ACT_INLINE T* opaque_pointer(T* pointer) {
#if !defined(_MSC_VER) || defined(__clang__)
  asm("" : "+r"(pointer));
#endif
  return pointer;
}

/// A copy, pointer by pointer. What g++ copies two at once where they have just been stored one by one waits for these
/// stores to reach the cache: it doubled the time of a call on few elements. And where g++ sees an array of a few
/// elements, it warns of the steps that the loop would take through a longer one.
template <class Arrays>
ACT_INLINE Arrays copied(const Arrays& memory) {
  Arrays copy;
  for_each_index<Arrays::inputs>([&](auto k) ACT_INLINE_LAMBDA { copy.in[k] = opaque_pointer(memory.in[k]); });
  for_each_index<Arrays::outputs>([&](auto k) ACT_INLINE_LAMBDA { copy.out[k] = opaque_pointer(memory.out[k]); });
  return copy;
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

  /// Whether the loop's two vectors may share its elements as it costs least.
  static constexpr bool takes_pairs =
      std::is_same_v<typename Arrays::input, typename Arrays::output> && simd::takes_pairs<V, typename Arrays::output>;
  static constexpr std::size_t alignment = simd::alignment_of<V, typename Arrays::output> * (takes_pairs ? 2 : 1);

  Arrays memory;
  Kernel kernel;
  bool streaming;

  /// A copy for calls of functions that are not inlined.
  ACT_INLINE step detached() const { return {copied(memory), kernel, streaming}; }

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
      if (!deferred.is_empty()) finish(detached(), deferred);
    } else {
      for (; end - i >= 2 * lanes; i += 2 * lanes) {
        const auto x = load_two(i);
        store_two(i, {kernel(x[0], simd::every_lane{}), kernel(x[1], simd::every_lane{})});
      }
    }
    return i;
  }

  // In what follows `at` is detached, so that the loop's own copy can stay in registers.

  static ACT_OUT_OF_LINE void partial(const step& at, std::size_t i, std::size_t count) {
    inputs x;
    for_each_index<Inputs>([&](auto k) ACT_INLINE_LAMBDA { x[k] = simd::load_partial<V>(at.memory.in[k] + i, count); });
    const outputs y = at.kernel(x, simd::every_lane{});
    for_each_index<Outputs>([&](auto k) ACT_INLINE_LAMBDA { simd::store_partial(at.memory.out[k] + i, y[k], count); });
  }

 private:
  using set_aside = deferred_vectors<V, Inputs, Outputs>;

  static constexpr bool results_are_off_ties = requires { requires Kernel::results_are_off_ties; };

  ACT_INLINE std::array<inputs, 2> load_two(std::size_t i) const {
    if constexpr (takes_pairs) {
      std::array<inputs, 2> x;
      for_each_index<Inputs>([&](auto k) ACT_INLINE_LAMBDA {
        const auto both = simd::load_pair<V>(memory.in[k] + i);
        x[0][k] = both[0];
        x[1][k] = both[1];
      });
      return x;
    } else {
      return {load(i), load(i + lanes)};
    }
  }

  ACT_INLINE void store_two(std::size_t i, const std::array<outputs, 2>& y) const {
    if constexpr (takes_pairs) {
      for_each_index<Outputs>([&](auto k) ACT_INLINE_LAMBDA {
        const std::array both{y[0][k], y[1][k]};
        if (streaming) {
          simd::store_pair_streaming<results_are_off_ties>(memory.out[k] + i, both);
        } else {
          simd::store_pair<results_are_off_ties>(memory.out[k] + i, both);
        }
      });
    } else {
      store(i, y[0]);
      store(i + lanes, y[1]);
    }
  }

  ACT_INLINE void pair(std::size_t i, set_aside& deferred) const {
    simd::common_lanes<V> common;
    const auto x = load_two(i);
    const std::array<outputs, 2> y{kernel(x[0], common), kernel(x[1], common)};
    if (common.left_some_out()) [[unlikely]] {
      if constexpr (takes_pairs) {
        set_aside_in_order(detached(), i, deferred);
      } else {
        // The inputs once more from memory: g++ would keep copies of all of them on the stack for what is rare.
        deferred.push(i, load(i), y[0]);
        deferred.push(i + lanes, load(i + lanes), y[1]);
      }
      if (deferred.is_full()) finish(detached(), deferred);
    } else {
      store_two(i, y);
    }
  }

  static ACT_OUT_OF_LINE void set_aside_in_order(const step& at, std::size_t i, set_aside& deferred) {
    for (const std::size_t end = i + 2 * lanes; i < end; i += lanes) {
      simd::common_lanes<V> common;
      const inputs x = at.load(i);
      deferred.push(i, x, at.kernel(x, common));
    }
  }

  static ACT_OUT_OF_LINE void finish(const step& at, set_aside& deferred) {
    deferred.finish(at.kernel, [&at](std::size_t i, const outputs& y) ACT_INLINE_LAMBDA { at.store(i, y); });
  }
};

/// How many elements from p the next multiple of `alignment` bytes begins.
template <class T>
std::size_t elements_to_multiple(const T* p, std::size_t alignment) {
  const std::size_t beyond = reinterpret_cast<std::uintptr_t>(p) % alignment;
  return beyond == 0 ? 0 : (alignment - beyond) / sizeof(T);
}

/// kernel over the elements [begin, end). Each element's result depends on its inputs alone: heads and tails go through
/// the same kernel in lanes of a vector.
template <class V, class Arrays, class Kernel>
void transform(const Arrays& memory, std::size_t begin, std::size_t end, bool streaming, const Kernel& kernel) {
  constexpr std::size_t lanes = simd::lanes_of<V>;
  constexpr std::size_t worth_aligning = 8 * lanes;
  using steps = step<V, Arrays, Kernel>;
  steps at{copied(memory), kernel, false};
  std::size_t i = begin;

  if (end - begin >= worth_aligning) {
    for (std::size_t head = elements_to_multiple(memory.out[0] + i, steps::alignment); head > 0;) {
      const std::size_t count = head < lanes ? head : lanes;
      steps::partial(at.detached(), i, count);
      i += count;
      head -= count;
    }
  }
  at.streaming = streaming;
  for (const auto* out : memory.out)
    at.streaming = at.streaming && elements_to_multiple(out + i, steps::alignment) == 0;
  i = at.pairs(i, end);
  if (at.streaming) simd::finish_streaming();
  for (; i < end; i += lanes) steps::partial(at.detached(), i, end - i < lanes ? end - i : lanes);
}

}  // namespace detail
ACT_NAMESPACE_END
