#pragma once

/// \file sampling.hpp
/// The loops of stochastic gates over memory. Elements are taken in groups of as many as a word of a mask has bits.

#include "kernels/gate_probability.hpp"
#include "kernels/philox.hpp"
#include "ranges.hpp"
#include "simd/half.hpp"

#include <algorithm>

ACT_NAMESPACE_BEGIN
namespace detail {

inline constexpr std::size_t group_size = 64;

inline std::size_t groups_of(std::size_t count) { return count / group_size + (count % group_size != 0); }

/// A mask has as many words as the range has groups.
inline void check_mask(const char* gate, const char* form, const argument& mask, const argument& range) {
  if (mask.size == groups_of(range.size)) return;
  fail(std::string("act::") + gate + form + ": mask has " + std::to_string(mask.size) + " words of 64 bits but " +
       range.name + " has " + counted_elements(range.size) + ", which take " + std::to_string(groups_of(range.size)));
}

/// Random bits for consecutive elements, whatever their first one's number.
class draws {
 public:
  static constexpr std::size_t groups_at_once = 4;

  /// For `groups_at_once` groups from element number `first` on.
  ACT_INLINE const float* from(std::uint64_t first, std::uint64_t seed) {
    const std::size_t beyond = first % block, blocks = beyond == 0 ? most_blocks - 1 : most_blocks;
    const std::uint64_t start = first - beyond;
    for (std::size_t k = 0; k < blocks; ++k)  // elements are counted modulo 2^64
      kernels::store_draws<simd::native<float>>(drawn_ + k * block, (start + k * block) / block, seed);
    return drawn_ + beyond;
  }

 private:
  static constexpr std::size_t block = kernels::draws_in_block, most_blocks = groups_at_once * group_size / block + 1;
  alignas(64) float drawn_[most_blocks * block];
};

/// Elements as floats: doubles are rounded.
template <simd::vector V, element T>
ACT_INLINE V load_as_floats(const T* from) {
  if constexpr (!std::same_as<T, double>) {
    return simd::load<V>(from);
  } else if constexpr (simd::lanes_of<V> == 1) {
    return simd::narrow(simd::single<double>(*from));
  } else {
    using wide = simd::native<double>;
    return simd::narrow(simd::load<wide>(from), simd::load<wide>(from + simd::lanes_of<wide>));
  }
}

/// Which of 64 elements pass.
template <class Probability, element T>
ACT_INLINE std::uint64_t mask_of_group(const T* x, const float* drawn) {
  using V = simd::native<float>;
  std::uint64_t mask = 0;
  for (std::size_t i = 0; i < group_size; i += simd::lanes_of<V>) {
    const auto exact_x = [x, i](int lane) { return double{widened_scalar(x[i + static_cast<std::size_t>(lane)])}; };
    const unsigned passing = kernels::passing_lanes<Probability>(load_as_floats<V>(x + i), drawn + i, exact_x);
    mask |= std::uint64_t{passing} << i;
  }
  return mask;
}

/// Which of the first `count` of them.
template <class Probability, element T>
ACT_INLINE std::uint64_t mask_of_group(const T* x, const float* drawn, std::size_t count) {
  if (count == group_size) return mask_of_group<Probability>(x, drawn);
  T padded[group_size] = {};
  std::copy_n(x, count, padded);
  return mask_of_group<Probability>(padded, drawn) & ((std::uint64_t{1} << count) - 1);
}

/// to[i] = from[i] where bit i is set, else a zero with its sign.
template <element In, element Out>
ACT_INLINE void keep_elements(std::uint64_t mask, const In* from, Out* to, std::size_t count) {
  using V = simd::native<computed_in<In>>;
  constexpr std::size_t lanes = simd::lanes_of<V>;
  for (std::size_t i = 0; i < count; i += lanes) {
    const auto kept = static_cast<unsigned>(mask >> i);
    const std::size_t left = count - i;
    if (left >= lanes) {
      simd::store(to + i, simd::kept_lanes(kept, simd::load<V>(from + i)));
    } else {
      simd::store_partial(to + i, simd::kept_lanes(kept, simd::load_partial<V>(from + i, left)), left);
    }
  }
}

/// What a gate reads and writes; its elements' numbers begin with `offset`, and it may have no masks.
template <element In, element Out>
struct sampled {
  elements<const In> x;
  Out* y;
  std::uint64_t* masks;
  std::uint64_t offset;
};

/// The groups [begin, end).
template <class Probability, element In, element Out>
ACT_FLATTEN ACT_OUT_OF_LINE void sample_groups(std::uint64_t seed, const sampled<In, Out>& memory, std::size_t begin,
                                               std::size_t end) {
  draws drawn;
  for (std::size_t first = begin; first < end; first += draws::groups_at_once) {
    const float* const numbers = drawn.from(memory.offset + first * group_size, seed);
    for (std::size_t k = first; k < std::min(end, first + draws::groups_at_once); ++k) {
      const std::size_t i = k * group_size, count = std::min(group_size, memory.x.size - i);
      const In* const x = memory.x.data + i;
      const std::uint64_t mask = mask_of_group<Probability>(x, numbers + (k - first) * group_size, count);
      if (memory.masks != nullptr) memory.masks[k] = mask;
      keep_elements(mask, x, memory.y + i, count);
    }
  }
}

/// f(begin, end) over the groups of `count` elements, for an executor.
template <class Executor, class F>
void for_groups(Executor&& execute, std::size_t count, const F& f) {
  constexpr std::size_t worthwhile = 256;
  if (count != 0) execute_chunks(execute, groups_of(count), worthwhile, f);
}

}  // namespace detail
ACT_NAMESPACE_END
