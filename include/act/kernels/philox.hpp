#pragma once

/// \file philox.hpp
/// Random bits that are a function of a counter and a key: Philox4x32-10. Salmon, Moraes, Dror & Shaw, "Parallel random
/// numbers: as easy as 1, 2, 3", SC 2011, section 4.3.

#include "../simd/words.hpp"

#include <array>

ACT_NAMESPACE_BEGIN
namespace kernels {

/// Ten rounds over the lower halves of the words, of one counter or of one in each lane.
template <class W>
ACT_INLINE std::array<W, 4> philox(std::array<W, 4> counter, std::array<std::uint32_t, 2> key) {
  constexpr std::uint32_t multiplier[] = {0xD2511F53, 0xCD9E8D57}, key_step[] = {0x9E3779B9, 0xBB67AE85};
  for (int round = 0; round < 10; ++round) {
    const W first = simd::product_of_halves(counter[0], W(multiplier[0]));
    const W second = simd::product_of_halves(counter[2], W(multiplier[1]));
    counter = {simd::exclusive_or(simd::upper_halves(second), counter[1], W(key[0])), second,
               simd::exclusive_or(simd::upper_halves(first), counter[3], W(key[1])), first};
    key[0] += key_step[0];
    key[1] += key_step[1];
  }
  return counter;
}

/// Draws come in blocks of this many, of 32 bits each, from eight counters: number 2k and 2k + 1 of a block are words
/// 0 and 1 of counter k, and 16 further on are its words 2 and 3.
inline constexpr std::size_t draws_in_block = 32;

/// Writes the draws of a block, as the bits of floats.
template <simd::vector V>
ACT_INLINE void store_draws(float* to, std::uint64_t block, std::uint64_t seed) {
  using W = simd::words<V>;
  const std::array key = {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
  for (std::size_t k = 0; k < 8; k += simd::words_of<V>) {
    const W number = simd::counted_from<V>(8 * block + k);
    const auto draw = philox<W>({number, simd::upper_halves(number), W(0), W(0)}, key);
    simd::store_alternately(to + 2 * k, draw[0], draw[1]);
    simd::store_alternately(to + 16 + 2 * k, draw[2], draw[3]);
  }
}

}  // namespace kernels
ACT_NAMESPACE_END
