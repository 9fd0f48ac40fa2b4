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

/// The same pointer or number, of which the compiler knows nothing.
template <class Word>
ACT_INLINE Word opaque_word(Word word) {
#if !defined(_MSC_VER) || defined(__clang__)
  asm("" : "+r"(word));
#endif
  return word;
}

/// A copy, pointer by pointer. What g++ copies two at once where they have just been stored one by one waits for these
/// stores to reach the cache: it doubled the time of a call on few elements. And where g++ sees an array of a few
/// elements, it warns of the steps that the loop would take through a longer one.
template <class Arrays>
ACT_INLINE Arrays copied(const Arrays& memory) {
  Arrays copy;
  for_each_index<Arrays::inputs>([&](auto k) ACT_INLINE_LAMBDA { copy.in[k] = opaque_word(memory.in[k]); });
  for_each_index<Arrays::outputs>([&](auto k) ACT_INLINE_LAMBDA { copy.out[k] = opaque_word(memory.out[k]); });
  return copy;
}

/// Arrays of rows: row r of each begins r times its stride behind its first.
template <class Arrays>
struct matrix {
  Arrays first_row;
  std::size_t columns;
  std::array<std::size_t, Arrays::inputs> in_stride;
  std::size_t out_stride;

  Arrays row(std::size_t r) const {
    Arrays memory = copied(first_row);
    for_each_index<Arrays::inputs>([&](auto k) ACT_INLINE_LAMBDA { memory.in[k] += opaque_word(r * in_stride[k]); });
    for_each_index<Arrays::outputs>([&](auto k) ACT_INLINE_LAMBDA { memory.out[k] += r * out_stride; });
    return memory;
  }
};

/// A copy, word by word.
template <class Arrays>
ACT_INLINE matrix<Arrays> copied(const matrix<Arrays>& rows) {
  matrix<Arrays> copy{copied(rows.first_row), opaque_word(rows.columns), {}, opaque_word(rows.out_stride)};
  for_each_index<Arrays::inputs>([&](auto k) ACT_INLINE_LAMBDA { copy.in_stride[k] = opaque_word(rows.in_stride[k]); });
  return copy;
}

/// Arrays of `count` elements as a row.
template <class Arrays>
matrix<Arrays> one_row(const Arrays& memory, std::size_t count) {
  return {memory, count, {}, 0};
}

template <class Arrays>
bool bypasses_caches(const Arrays& memory, std::size_t count) {
  for (const void* in : memory.in)
    for (const void* out : memory.out)
      if (in == out) return false;
  return count * sizeof(typename Arrays::output) * Arrays::outputs >= ACT_STREAMING_BYTES;
}

/// How many elements from p the next multiple of `alignment` bytes begins.
template <class T>
std::size_t elements_to_multiple(const T* p, std::size_t alignment) {
  const std::size_t beyond = reinterpret_cast<std::uintptr_t>(p) % alignment;
  return beyond == 0 ? 0 : (alignment - beyond) / sizeof(T);
}

/// One step of the loop at element i: whole vectors, or the first `count` lanes of one. It holds copies of the
/// pointers, which stores of vectors, for all that a compiler knows, could otherwise change.
template <class V, class Arrays, class Kernel>
struct step {
  static constexpr std::size_t Inputs = Arrays::inputs, Outputs = Arrays::outputs, lanes = simd::lanes_of<V>;
  using inputs = std::array<V, Inputs>;
  using outputs = std::array<V, Outputs>;
  using two_inputs = std::array<inputs, 2>;

  /// Whether the loop's two vectors may share its elements as it costs least.
  static constexpr bool takes_pairs =
      std::is_same_v<typename Arrays::input, typename Arrays::output> && simd::takes_pairs<V, typename Arrays::output>;
  static constexpr std::size_t alignment = simd::alignment_of<V, typename Arrays::output> * (takes_pairs ? 2 : 1);
  static constexpr bool leaves_lanes_out = requires { requires Kernel::leaves_lanes_out; };

  using set_aside = deferred_vectors<V, Inputs, Outputs>;

  Arrays memory;
  Kernel kernel;
  bool streaming;
  /// How far behind those of the first row the outputs are.
  std::size_t beyond_first_row;

  /// A copy for calls of functions that are not inlined.
  ACT_INLINE step detached() const { return {copied(memory), kernel, streaming, beyond_first_row}; }

  ACT_INLINE void go_to_next_row(const matrix<Arrays>& rows) {
    for_each_index<Inputs>([&](auto k) ACT_INLINE_LAMBDA { memory.in[k] += opaque_word(rows.in_stride[k]); });
    for_each_index<Outputs>([&](auto k) ACT_INLINE_LAMBDA { memory.out[k] += rows.out_stride; });
    beyond_first_row += rows.out_stride;
  }

  ACT_INLINE inputs load(std::size_t i) const {
    inputs x;
    for_each_index<Inputs>([&](auto k) ACT_INLINE_LAMBDA { x[k] = simd::load<V>(memory.in[k] + i); });
    return x;
  }

  ACT_INLINE void store(std::size_t i, const outputs& y) const {
    if (streaming) {
      store_as<true>(i, y);
    } else {
      store_as<false>(i, y);
    }
  }

  /// The elements of a row [i, end) before those that pairs() computes; where these begin.
  ACT_INLINE std::size_t begin_row(std::size_t i, std::size_t end, bool may_stream) {
    constexpr std::size_t worth_aligning = 8 * lanes;
    if (end - i >= worth_aligning) {
      for (std::size_t head = elements_to_multiple(memory.out[0] + i, alignment); head > 0;) {
        const std::size_t count = head < lanes ? head : lanes;
        partial(detached(), i, count);
        i += count;
        head -= count;
      }
    }
    streaming = may_stream;
    for (const auto* out : memory.out) streaming = streaming && elements_to_multiple(out + i, alignment) == 0;
    return i;
  }

  /// Two vectors at once, so that the latencies of one hide behind the other, and one branch serves both; where the
  /// rest begins. What it sets aside waits for finish(), maybe for other rows.
  ACT_INLINE std::size_t pairs(std::size_t i, std::size_t end, set_aside& deferred) const {
    if (end - i < 2 * lanes) return i;
    const std::size_t last = end - 2 * lanes;
    if constexpr (widens_ahead) {
      for (auto first = load_two<0>(i);;) {
        const std::size_t next = i + 2 * lanes;
        const auto following = load_two<0>(next <= last ? next : i);
        pair(i, with_others(first, i), deferred);
        i = next;
        if (i > last) return i;
        first = following;
      }
    } else {
      do {
        pair(i, with_others(load_two<0>(i), i), deferred);
        i += 2 * lanes;
      } while (i <= last);
      return i;
    }
  }

  /// The elements [i, end) that pairs() left.
  ACT_INLINE void end_row(std::size_t i, std::size_t end) const {
    if (streaming) simd::finish_streaming();
    for (; i < end; i += lanes) partial(detached(), i, end - i < lanes ? end - i : lanes);
  }

  /// pairs() of the same columns of `count` rows. Apart from the other steps over rows, for which g++ would not keep a
  /// kernel's tables in registers.
  static ACT_FLATTEN ACT_OUT_OF_LINE std::size_t pairs_of_rows(const step& first, const matrix<Arrays>& rows,
                                                               std::size_t count, std::size_t begin, std::size_t end,
                                                               set_aside& deferred) {
    for (step at = first.detached();; at.go_to_next_row(rows)) {
      const std::size_t i = at.pairs(begin, end, deferred);
      if (--count == 0) return i;
    }
  }

  // In what follows `at` is detached, so that the loop's own copy can stay in registers.

  static ACT_FLATTEN ACT_OUT_OF_LINE void partial(const step& at, std::size_t i, std::size_t count) {
    inputs x;
    for_each_index<Inputs>([&](auto k) ACT_INLINE_LAMBDA { x[k] = simd::load_partial<V>(at.memory.in[k] + i, count); });
    const outputs y = at.kernel(x, simd::every_lane{});
    for_each_index<Outputs>([&](auto k) ACT_INLINE_LAMBDA { simd::store_partial(at.memory.out[k] + i, y[k], count); });
  }

  static ACT_FLATTEN ACT_OUT_OF_LINE void finish(const step& at, set_aside& deferred) {
    if constexpr (leaves_lanes_out) {
      step first_row = at.detached();
      for_each_index<Outputs>([&](auto k) ACT_INLINE_LAMBDA { first_row.memory.out[k] -= at.beyond_first_row; });
      deferred.finish(at.kernel, [&](std::size_t i, const outputs& y) ACT_INLINE_LAMBDA { first_row.store(i, y); });
    }
  }

 private:
  static constexpr bool results_are_off_ties = requires { requires Kernel::results_are_off_ties; };

  static constexpr bool kernel_goes_side_by_side = requires { requires Kernel::goes_side_by_side; };
  static constexpr bool goes_side_by_side =
      kernel_goes_side_by_side && (half<typename Arrays::input> || simd::goes_side_by_side<V>);
  /// Whether the loop widens the next numbers before it computes. The wait for them would be at the beginning of a long
  /// chain of operations, of which a processor can only hold so many.
  static constexpr bool widens_ahead = half<typename Arrays::input> && (leaves_lanes_out || goes_side_by_side);

  template <std::size_t K>
  ACT_INLINE std::array<V, 2> load_two(std::size_t i) const {
    if constexpr (takes_pairs) {
      return simd::load_pair<V>(memory.in[K] + i);
    } else {
      return {simd::load<V>(memory.in[K] + i), simd::load<V>(memory.in[K] + i + lanes)};
    }
  }

  ACT_INLINE two_inputs with_others(const std::array<V, 2>& first, std::size_t i) const {
    two_inputs x;
    for_each_index<Inputs>([&](auto k) ACT_INLINE_LAMBDA {
      std::array<V, 2> both = first;
      if constexpr (k > 0) both = load_two<k>(i);
      x[0][k] = both[0];
      x[1][k] = both[1];
    });
    return x;
  }

  /// Asks memory for the inputs a KiB behind those at i: a processor's own prefetching ends with every page, and begins
  /// anew behind it with a wait.
  ACT_INLINE void prefetch(std::size_t i) const {
    constexpr std::size_t ahead = 1024, line = 64, bytes = 2 * lanes * sizeof(typename Arrays::input);
    for_each_index<Inputs>([&](auto k) ACT_INLINE_LAMBDA {
      for_each_index<(bytes + line - 1) / line>(
          [&](auto n) ACT_INLINE_LAMBDA { simd::prefetch(memory.in[k] + i, ahead + n * line); });
    });
  }

  template <bool Streaming>
  ACT_INLINE void store_as(std::size_t i, const outputs& y) const {
    for_each_index<Outputs>([&](auto k) ACT_INLINE_LAMBDA {
      if constexpr (Streaming) {
        simd::store_streaming(memory.out[k] + i, y[k]);
      } else {
        simd::store(memory.out[k] + i, y[k]);
      }
    });
  }

  template <bool Streaming>
  ACT_INLINE void store_two_as(std::size_t i, const std::array<outputs, 2>& y) const {
    if constexpr (takes_pairs) {
      for_each_index<Outputs>([&](auto k) ACT_INLINE_LAMBDA {
        const std::array both{y[0][k], y[1][k]};
        if constexpr (Streaming) {
          simd::store_pair_streaming<results_are_off_ties>(memory.out[k] + i, both);
        } else {
          simd::store_pair<results_are_off_ties>(memory.out[k] + i, both);
        }
      });
    } else {
      store_as<Streaming>(i, y[0]);
      store_as<Streaming>(i + lanes, y[1]);
    }
  }

  /// Asks for inputs here, so that one branch serves both where stores go through the caches.
  ACT_INLINE void store_two(std::size_t i, const std::array<outputs, 2>& y) const {
    if (streaming) [[unlikely]] {
      prefetch(i);
      store_two_as<true>(i, y);
    } else {
      store_two_as<false>(i, y);
    }
  }

  /// Two vectors: computed, and stored or set aside.
  ACT_INLINE void pair(std::size_t i, const two_inputs& x, set_aside& deferred) const {
    using vectors = std::conditional_t<goes_side_by_side, simd::side_by_side<V>, V>;
    std::conditional_t<leaves_lanes_out, simd::common_lanes<vectors>, simd::every_lane> asked;
    std::array<outputs, 2> y;
    if constexpr (goes_side_by_side) {
      y = apart(kernel(together(x), asked));
    } else {
      y = {kernel(x[0], asked), kernel(x[1], asked)};
    }
    if constexpr (leaves_lanes_out) {
      if (asked.left_some_out()) [[unlikely]] {
        set_both_aside(i, y, deferred);
        return;
      }
    }
    store_two(i, y);
  }

  static ACT_INLINE std::array<simd::side_by_side<V>, Inputs> together(const two_inputs& x) {
    std::array<simd::side_by_side<V>, Inputs> both;
    for_each_index<Inputs>([&](auto k) ACT_INLINE_LAMBDA { both[k] = {x[0][k], x[1][k]}; });
    return both;
  }

  static ACT_INLINE std::array<outputs, 2> apart(const std::array<simd::side_by_side<V>, Outputs>& both) {
    std::array<outputs, 2> y;
    for_each_index<Outputs>([&](auto k) ACT_INLINE_LAMBDA {
      y[0][k] = simd::from_register(both[k].first);
      y[1][k] = simd::from_register(both[k].second);
    });
    return y;
  }

  ACT_INLINE void set_both_aside(std::size_t i, const std::array<outputs, 2>& y, set_aside& deferred) const {
    if constexpr (takes_pairs) {
      set_aside_in_order(detached(), i, deferred);
    } else {
      // The inputs once more from memory: g++ would keep copies of all of them on the stack for what is rare.
      deferred.push(beyond_first_row + i, load(i), y[0]);
      deferred.push(beyond_first_row + i + lanes, load(i + lanes), y[1]);
    }
    if (deferred.is_full()) finish(detached(), deferred);
  }

  static ACT_FLATTEN ACT_OUT_OF_LINE void set_aside_in_order(const step& at, std::size_t i, set_aside& deferred) {
    for (const std::size_t end = i + 2 * lanes; i < end; i += lanes) {
      simd::common_lanes<V> common;
      const inputs x = at.load(i);
      deferred.push(at.beyond_first_row + i, x, at.kernel(x, common));
    }
  }
};

/// kernel over the elements [begin, end) of arrays. Each element's result depends on its inputs alone: heads and tails
/// go through the same kernel in lanes of a vector.
template <class V, class Arrays, class Kernel>
ACT_FLATTEN void transform(const Arrays& memory, std::size_t begin, std::size_t end, bool streaming,
                           const Kernel& kernel) {
  using steps = step<V, Arrays, Kernel>;
  steps at{copied(memory), kernel, false, 0};
  std::size_t i = at.begin_row(begin, end, streaming);
  typename steps::set_aside deferred;
  i = at.pairs(i, end, deferred);
  if (!deferred.is_empty()) steps::finish(at.detached(), deferred);
  at.end_row(i, end);
}

/// kernel over the elements [begin, end) of rows, counted through their columns. What is set aside waits for many rows,
/// but not where stores may bypass the caches: not in every row need these be aligned.
template <class V, class Arrays, class Kernel>
ACT_FLATTEN void transform(const matrix<Arrays>& rows, std::size_t begin, std::size_t end, bool streaming,
                           const Kernel& kernel) {
  using steps = step<V, Arrays, Kernel>;
  constexpr std::size_t pair = 2 * steps::lanes, worth_a_head = 16 * pair;
  const bool have_pairs_alone =
      !streaming && rows.columns % pair == 0 &&
      (rows.columns < worth_a_head || elements_to_multiple(rows.first_row.out[0], steps::alignment) == 0);
  typename steps::set_aside deferred;
  for (std::size_t i = begin; i < end;) {
    const std::size_t row = i < rows.columns ? 0 : i / rows.columns, from = i - row * rows.columns, left = end - i;
    steps at{rows.row(row), kernel, false, row * rows.out_stride};
    if (have_pairs_alone && from == 0 && left >= rows.columns) {
      const std::size_t count = left / rows.columns;
      steps::pairs_of_rows(at, rows, count, 0, rows.columns, deferred);
      i += count * rows.columns;
    } else {
      const std::size_t to = left < rows.columns - from ? from + left : rows.columns;
      std::size_t j = at.begin_row(from, to, streaming);
      j = steps::pairs_of_rows(at, rows, 1, j, to, deferred);
      if (streaming && !deferred.is_empty()) steps::finish(at.detached(), deferred);
      at.end_row(j, to);
      i += to - from;
    }
    if (i == end && !deferred.is_empty()) steps::finish(at.detached(), deferred);
  }
}

}  // namespace detail
ACT_NAMESPACE_END
