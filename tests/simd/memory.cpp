#include <act/simd/memory.hpp>

#include "catch2.hpp"
#include "vectors.hpp"

#include <numeric>
#include <vector>

TEMPLATE_TEST_CASE("a partial load reads its lanes and zeros behind them", "[simd]", float, double) {
  using T = TestType;
  vectors::for_each(vectors::all<T>{}, []<class V>(std::type_identity<V>) {
    constexpr std::size_t lanes = act::simd::lanes_of<V>;
    for (std::size_t count = 1; count <= lanes; ++count) {
      INFO(count << " lanes of " << vectors::name_of<V>());
      std::vector<T> memory(count);  // no longer than what may be read
      std::iota(memory.begin(), memory.end(), T(1));
      std::vector<T> got(lanes), expected(lanes, T(0));
      std::copy(memory.begin(), memory.end(), expected.begin());
      act::simd::store(got.data(), act::simd::load_partial<V>(memory.data(), count));
      CHECK(got == expected);
    }
  });
}

TEMPLATE_TEST_CASE("a partial store writes its lanes and nothing behind them", "[simd]", float, double) {
  using T = TestType;
  vectors::for_each(vectors::all<T>{}, []<class V>(std::type_identity<V>) {
    constexpr std::size_t lanes = act::simd::lanes_of<V>;
    for (std::size_t count = 0; count <= lanes; ++count) {
      INFO(count << " lanes of " << vectors::name_of<V>());
      std::vector<T> memory(lanes + 1, T(-1)), expected(lanes + 1, T(-1));
      std::fill_n(expected.begin(), count, T(5));
      act::simd::store_partial(memory.data(), V(T(5)), count);
      CHECK(memory == expected);
    }
  });
}

TEMPLATE_TEST_CASE("a streaming store writes the whole vector", "[simd]", float, double) {
  using T = TestType;
  vectors::for_each(vectors::all<T>{}, []<class V>(std::type_identity<V>) {
    constexpr std::size_t lanes = act::simd::lanes_of<V>;
    alignas(64) T memory[64] = {};
    act::simd::store_streaming(memory + lanes, V(T(3)));
    act::simd::finish_streaming();
    INFO(vectors::name_of<V>());
    CHECK(memory[lanes - 1] == 0);
    CHECK(std::all_of(memory + lanes, memory + 2 * lanes, [](T x) { return x == 3; }));
    CHECK(memory[2 * lanes] == 0);
  });
}
