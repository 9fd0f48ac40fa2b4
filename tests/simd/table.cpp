#include <act/simd/memory.hpp>
#include <act/simd/table.hpp>

#include "catch2.hpp"
#include "vectors.hpp"

#include <cmath>

namespace {

template <class T, std::size_t Count>
struct squares {
  alignas(64) T table[Count];
  squares() {
    for (std::size_t i = 0; i < Count; ++i) table[i] = static_cast<T>(i * i);
  }
};

/// lookup() takes the low bits of a lane, as adding 1.5 * 2^mantissa_bits to an integer leaves them there.
template <class V, std::size_t Count>
void looks_up() {
  using T = act::simd::lane_of<V>;
  const squares<T, Count> all;
  const T magic = static_cast<T>(sizeof(T) == 4 ? 0x1.8p23 : 0x1.8p52);
  T index[act::simd::lanes_of<V>], found[act::simd::lanes_of<V>];
  for (std::size_t first = 0; first < 3 * Count; ++first) {
    for (std::size_t i = 0; i < act::simd::lanes_of<V>; ++i) index[i] = magic + static_cast<T>(first + 5 * i);
    act::simd::store(found, act::simd::lookup(all.table, act::simd::load<V>(index)));
    for (std::size_t i = 0; i < act::simd::lanes_of<V>; ++i) {
      const std::size_t place = (first + 5 * i) % Count;
      REQUIRE(found[i] == static_cast<T>(place * place));
    }
  }
}

template <class V>
using place_of = act::simd::one_of_four<V> (*)(V);

/// The 8 numbers' places are 0, 0, 1, 1, 2, 2, 3, 3.
template <class V>
void looks_up_one_of_four(const double (&x)[8], place_of<V> place) {
  alignas(32) static constexpr double table[] = {0.1, 0x1.23456789abcdep+3, -7, 1e300};
  double lanes[act::simd::lanes_of<V>], found[act::simd::lanes_of<V>];
  for (std::size_t first = 0; first < std::size(x); ++first) {
    for (std::size_t i = 0; i < std::size(lanes); ++i) lanes[i] = x[(first + 3 * i) % std::size(x)];
    act::simd::store(found, act::simd::lookup(table, place(act::simd::load<V>(lanes))));
    for (std::size_t i = 0; i < std::size(lanes); ++i) REQUIRE(found[i] == table[(first + 3 * i) % std::size(x) / 2]);
  }
}

template <class V>
void scales() {
  using T = act::simd::lane_of<V>;
  CHECK(act::simd::scale(V(static_cast<T>(1.25)), V(-3)).get(0) == static_cast<T>(1.25 / 8));
  CHECK(act::simd::min_magnitude(V(-2), V(3)).get(0) == 2);
  CHECK(act::simd::min_magnitude(V(-5), V(3)).get(0) == 3);
  CHECK(act::simd::min_magnitude(V(std::numeric_limits<T>::infinity()), V(3)).get(0) == 3);
  CHECK(act::simd::min_magnitude(V(std::numeric_limits<T>::quiet_NaN()), V(3)).get(0) == 3);
  CHECK_FALSE(std::signbit(act::simd::min_magnitude(V(static_cast<T>(-0.0)), V(3)).get(0)));

  CHECK(act::simd::with_sign_of_greater(V(-3), V(2)).get(0) == -2);
  CHECK(act::simd::with_sign_of_greater(V(3), V(-2)).get(0) == 2);
  CHECK(act::simd::with_sign_of_greater(V(-3), V(3)).get(0) == -3);
  CHECK(std::signbit(act::simd::with_sign_of_greater(V(-std::numeric_limits<T>::denorm_min()), V(0)).get(0)));
  CHECK(std::signbit(act::simd::with_sign_of_greater(V(static_cast<T>(-0.0)), V(0)).get(0)));
}

}  // namespace

TEST_CASE("a lookup takes the low bits of each lane", "[simd]") {
  const auto check = []<class V>(std::type_identity<V>) {
    if constexpr (act::simd::table_entries < V >> 1) looks_up<V, act::simd::table_entries<V>>();
    if constexpr (act::simd::table_entries<V> == 32) looks_up<V, 8>();
  };
  vectors::for_each(vectors::all<float>{}, check);
  vectors::for_each(vectors::all<double>{}, check);
}

TEST_CASE("a lookup among four, by the binade or the low bits of each lane", "[simd]") {
  vectors::for_each(vectors::all<double>{}, []<class V>(std::type_identity<V>) {
    looks_up_one_of_four<V>({2, 3.99, 4, 7.5, 8, 15.99, 16, 31.99},
                            [](V x) { return act::simd::one_of_four<V>::by_binade(x); });
    constexpr double ulp = 0x1p-52;
    looks_up_one_of_four<V>(
        {1, 1 + 4 * ulp, 1 + ulp, 1 - 1.5 * ulp, 1 + 2 * ulp, -1 - 6 * ulp, 1 + 3 * ulp, -8 - 24 * ulp},
        [](V x) { return act::simd::one_of_four<V>::by_low_bits(x); });
  });
}

TEST_CASE("scaling, and magnitudes and signs of one operand", "[simd]") {
  const auto check = []<class V>(std::type_identity<V>) { scales<V>(); };
  vectors::for_each(vectors::all<float>{}, check);
  vectors::for_each(vectors::all<double>{}, check);
}
