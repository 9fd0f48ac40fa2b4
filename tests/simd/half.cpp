#include <act/simd/half.hpp>

#include "catch2.hpp"
#include "half_formats.hpp"
#include "vectors.hpp"

#include <vector>

using half_formats::bits_of;
using half_formats::with_bits;

namespace {

/// Subnormals taken for zeros, before and after every operation, in this scope.
class flushed_subnormals {
#if ACT_X86
 public:
  flushed_subnormals() { _mm_setcsr(before_ | 0x8040); }
  ~flushed_subnormals() { _mm_setcsr(before_); }
  flushed_subnormals(const flushed_subnormals&) = delete;

 private:
  unsigned before_ = _mm_getcsr();
#endif
};

std::vector<std::uint32_t> bits_of_floats(const std::vector<float>& x) {
  std::vector<std::uint32_t> bits(x.size());
  std::memcpy(bits.data(), x.data(), x.size() * sizeof(float));
  return bits;
}

/// What load() makes of all numbers of 16 bits.
template <class V, class H>
std::vector<std::uint32_t> all_widened() {
  std::vector<H> halves(half_formats::count);
  for (int bits = 0; bits < half_formats::count; ++bits) halves[static_cast<std::size_t>(bits)] = with_bits<H>(bits);
  std::vector<float> floats(halves.size());
  for (std::size_t i = 0; i < halves.size(); i += act::simd::lanes_of<V>)
    act::simd::store(floats.data() + i, act::simd::load<V>(halves.data() + i));
  return bits_of_floats(floats);
}

/// Floats of every exponent, payloads of NaN included, and with their neighbours those at and between the numbers of
/// 16 bits; a multiple of 16.
std::vector<std::uint32_t> floats_to_narrow() {
  std::vector<std::uint32_t> bits;
  for (std::uint64_t b = 0; b <= 0xffffffff; b += 9973) bits.push_back(static_cast<std::uint32_t>(b));
  // In steps of half a unit of binary16, and of bfloat16 everywhere; below, of binary16's subnormals.
  const auto with_neighbours = [&bits](std::uint32_t b) {
    for (const std::uint32_t neighbour : {b - 1, b, b + 1}) bits.push_back(neighbour);
  };
  for (std::uint64_t b = 0; b <= 0xffffffff; b += 0x8000) with_neighbours(static_cast<std::uint32_t>(b));
  for (std::uint32_t b = 0x38000000; b <= 0x47900000; b += 0x1000) {
    with_neighbours(b);
    with_neighbours(b | 0x80000000);
  }
  for (int i = 0; i <= 2 * 1024; ++i) {
    const auto b = act::simd::bit_cast<std::uint32_t>(std::ldexp(static_cast<float>(i), -25));
    with_neighbours(b);
    with_neighbours(b | 0x80000000);
  }
  bits.resize(bits.size() / 16 * 16);
  return bits;
}

/// What store() makes of these floats.
template <class V, class H>
std::vector<H> narrowed(const std::vector<std::uint32_t>& bits) {
  std::vector<float> floats(bits.size());
  std::memcpy(floats.data(), bits.data(), bits.size() * sizeof(float));
  std::vector<H> halves(bits.size());
  for (std::size_t i = 0; i < bits.size(); i += act::simd::lanes_of<V>)
    act::simd::store(halves.data() + i, act::simd::load<V>(floats.data() + i));
  return halves;
}

template <class H>
std::string first_difference(const std::vector<H>& got, const std::vector<H>& expected,
                             const std::vector<std::uint32_t>& from) {
  for (std::size_t i = 0; i < got.size(); ++i)
    if (bits_of(got[i]) != bits_of(expected[i]))
      return "float with bits " + std::to_string(from[i]) + " became " + std::to_string(bits_of(got[i])) +
             " instead of " + std::to_string(bits_of(expected[i]));
  return "";
}

}  // namespace

TEMPLATE_TEST_CASE("vectors widen every number as the scalar conversion does", "[simd]", act::float16, act::bfloat16) {
  std::vector<std::uint32_t> expected;
  for (int bits = 0; bits < half_formats::count; ++bits)
    expected.push_back(act::simd::bit_cast<std::uint32_t>(static_cast<float>(with_bits<TestType>(bits))));
  vectors::for_each(vectors::all<float>{}, [&]<class V>(std::type_identity<V>) {
    INFO(vectors::name_of<V>());
    CHECK((all_widened<V, TestType>() == expected));
    [[maybe_unused]] const flushed_subnormals flushed;
    CHECK((all_widened<V, TestType>() == expected));
  });
}

TEMPLATE_TEST_CASE("vectors narrow as the scalar conversion does", "[simd]", act::float16, act::bfloat16) {
  const auto floats = floats_to_narrow();
  std::vector<TestType> expected;
  for (const auto bits : floats) expected.push_back(TestType(act::simd::bit_cast<float>(bits)));
  vectors::for_each(vectors::all<float>{}, [&]<class V>(std::type_identity<V>) {
    INFO(vectors::name_of<V>());
    CHECK(first_difference(narrowed<V, TestType>(floats), expected, floats) == "");
    [[maybe_unused]] const flushed_subnormals flushed;
    CHECK(first_difference(narrowed<V, TestType>(floats), expected, floats) == "");
  });
}

TEMPLATE_TEST_CASE("a partial load of 16 bits reads its lanes and zeros behind them", "[simd]", act::float16,
                   act::bfloat16) {
  vectors::for_each(vectors::all<float>{}, []<class V>(std::type_identity<V>) {
    constexpr std::size_t lanes = act::simd::lanes_of<V>;
    for (std::size_t count = 1; count <= lanes; ++count) {
      INFO(count << " lanes of " << vectors::name_of<V>());
      std::vector<TestType> memory(count);  // no longer than what may be read
      std::vector<float> expected(lanes, 0), got(lanes);
      for (std::size_t i = 0; i < count; ++i) {
        memory[i] = TestType(i + 1);
        expected[i] = static_cast<float>(i + 1);
      }
      act::simd::store(got.data(), act::simd::load_partial<V>(memory.data(), count));
      CHECK(got == expected);
    }
  });
}

TEMPLATE_TEST_CASE("a partial store of 16 bits writes its lanes and nothing behind them", "[simd]", act::float16,
                   act::bfloat16) {
  vectors::for_each(vectors::all<float>{}, []<class V>(std::type_identity<V>) {
    constexpr std::size_t lanes = act::simd::lanes_of<V>;
    for (std::size_t count = 0; count <= lanes; ++count) {
      INFO(count << " lanes of " << vectors::name_of<V>());
      std::vector<TestType> memory(lanes + 1, TestType(-1)), expected(lanes + 1, TestType(-1));
      std::fill_n(expected.begin(), count, TestType(5));
      act::simd::store_partial(memory.data(), V(5), count);
      CHECK(memory == expected);
    }
  });
}

TEMPLATE_TEST_CASE("a streaming store of 16 bits writes the whole vector", "[simd]", act::float16, act::bfloat16) {
  vectors::for_each(vectors::all<float>{}, []<class V>(std::type_identity<V>) {
    constexpr std::size_t lanes = act::simd::lanes_of<V>;
    INFO(vectors::name_of<V>());
    alignas(64) TestType memory[64] = {};
    act::simd::store_streaming(memory + lanes, V(3));
    act::simd::finish_streaming();
    CHECK(memory[lanes - 1] == TestType(0));
    CHECK(std::all_of(memory + lanes, memory + 2 * lanes, [](TestType x) { return x == TestType(3); }));
    CHECK(memory[2 * lanes] == TestType(0));
  });
}

namespace {

/// What the two vectors hold, the first ones' lanes before the second's.
template <class V>
std::vector<float> lanes_of_both(const std::array<V, 2>& x) {
  std::vector<float> lanes(2 * act::simd::lanes_of<V>);
  act::simd::store(lanes.data(), x[0]);
  act::simd::store(lanes.data() + act::simd::lanes_of<V>, x[1]);
  return lanes;
}

/// f(V) for every vector that takes pairs.
template <class F>
void for_each_that_takes_pairs(const F& f) {
  vectors::for_each(vectors::all<float>{}, [&f]<class V>(std::type_identity<V>) {
    if constexpr (act::simd::takes_pairs<V, act::bfloat16>) {
      INFO(vectors::name_of<V>());
      f(std::type_identity<V>{});
    }
  });
}

/// Floats that narrowing in pairs may get: NaN with zeros in the lower half, and ties or none.
std::vector<float> floats_for_pairs(bool with_ties) {
  std::vector<float> floats;
  for (const std::uint32_t bits : floats_to_narrow()) {
    const auto x =
        act::simd::bit_cast<float>(std::isnan(act::simd::bit_cast<float>(bits)) ? (bits | 0x400000) >> 16 << 16 : bits);
    if (with_ties || (bits & 0xffff) != 0x8000) floats.push_back(x);
  }
  floats.resize(floats.size() / 32 * 32);
  return floats;
}

template <class V, bool OffTies>
void require_pairs_narrow(const std::vector<float>& floats) {
  constexpr std::size_t lanes = act::simd::lanes_of<V>;
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < floats.size(); i += 2 * lanes) {
    const V a = act::simd::load<V>(&floats[i]), b = act::simd::load<V>(&floats[i + lanes]);
    for (const bool swapped : {false, true}) {
      alignas(64) act::bfloat16 got[2 * lanes], streamed[2 * lanes];
      const std::array<V, 2> both = swapped ? std::array{b, a} : std::array{a, b};
      act::simd::store_pair<OffTies>(got, both);
      act::simd::store_pair_streaming<OffTies>(streamed, both);
      act::simd::finish_streaming();
      const std::vector<float> x = lanes_of_both<V>(both);
      for (std::size_t k = 0; k < 2 * lanes; ++k) {
        const int expected = bits_of(act::bfloat16(x[k / 2 + k % 2 * lanes]));
        wrong += bits_of(got[k]) != expected || bits_of(streamed[k]) != expected;
      }
    }
  }
  CHECK(wrong == 0);
}

}  // namespace

TEST_CASE("a pair of vectors has two neighbours of 16 bits in each lane, and gives them back", "[simd]") {
  for_each_that_takes_pairs([]<class V>(std::type_identity<V>) {
    constexpr std::size_t lanes = act::simd::lanes_of<V>;
    for (const int first : {0, 1}) {  // every number in either vector
      std::vector<act::bfloat16> numbers, back(half_formats::count);
      for (int bits = 0; bits < half_formats::count; ++bits)
        numbers.push_back(with_bits<act::bfloat16>((bits + first) % half_formats::count));
      std::size_t wrong = 0;
      for (std::size_t i = 0; i < numbers.size(); i += 2 * lanes) {
        const auto both = act::simd::load_pair<V>(&numbers[i]);
        const auto got = bits_of_floats(lanes_of_both<V>(both));
        for (std::size_t k = 0; k < 2 * lanes; ++k)
          wrong += got[k / 2 + k % 2 * lanes] != static_cast<std::uint32_t>(bits_of(numbers[i + k])) << 16;
        act::simd::store_pair<false>(&back[i], both);
      }
      CHECK(wrong == 0);
      CHECK(std::memcmp(back.data(), numbers.data(), numbers.size() * sizeof(numbers[0])) == 0);
    }
  });
}

TEST_CASE("a pair of vectors narrows as the scalar conversion does", "[simd]") {
  const std::vector<float> any = floats_for_pairs(true), off_ties = floats_for_pairs(false);
  for_each_that_takes_pairs([&]<class V>(std::type_identity<V>) {
    require_pairs_narrow<V, false>(any);
    require_pairs_narrow<V, true>(off_ties);
    [[maybe_unused]] const flushed_subnormals flushed;
    require_pairs_narrow<V, false>(any);
    require_pairs_narrow<V, true>(off_ties);
  });
}

TEST_CASE("the compiler's own types of 16 bits load and store likewise", "[simd]") {
#if defined(__FLT16_MANT_DIG__) && defined(__x86_64__)
  using V = act::simd::native<float>;
  _Float16 memory[act::simd::lanes_of<V>] = {};
  act::simd::store(memory, V(0.1f));
  CHECK(act::to_float(memory[0]) == 0x1.998p-4f);
  CHECK(act::simd::load<V>(memory).get(0) == 0x1.998p-4f);
  CHECK(act::simd::load_partial<V>(memory, 1).get(0) == 0x1.998p-4f);
#endif
}
