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
void takes_rows() {
  alignas(32) static constexpr double table[8][4] = {{0, 0.1, 1e300, -1}, {1, 1.1, 1e200, -2},    {2, 2.1, 1e100, -3},
                                                     {3, 3.1, 1e0, -4},   {4, 4.1, 1e-99, -5},    {5, 5.1, 1e-199, -6},
                                                     {6, 6.1, -0.0, -7},  {7, 7.1, 0x1p-1074, -8}};
  constexpr double magic = 0x1.8p52;
  double number[act::simd::lanes_of<V>], found[4][act::simd::lanes_of<V>];
  for (std::size_t first = 0; first < 24; ++first) {
    for (std::size_t i = 0; i < std::size(number); ++i) number[i] = magic + static_cast<double>(first + 3 * i);
    const act::simd::row_of<V, 8> row(act::simd::load<V>(number));
    const auto [a, b] = row.first_two(table);
    const auto [c, d] = row.last_two(table);
    act::simd::store(found[0], a);
    act::simd::store(found[1], b);
    act::simd::store(found[2], c);
    act::simd::store(found[3], d);
    for (std::size_t i = 0; i < std::size(number); ++i) {
      for (std::size_t k = 0; k < 4; ++k) REQUIRE(found[k][i] == table[(first + 3 * i) % 8][k]);
    }
  }
}

/// Whatever the other bits are, the row is one of the table's.
template <class V>
void takes_a_row_for_every_number() {
  alignas(32) static constexpr double table[2][4] = {{1, 1, 1, 1}, {1, 1, 1, 1}};
  for (const std::uint64_t bits : {~std::uint64_t(0), std::uint64_t(0x7ff8dead'beef1235), std::uint64_t(1) << 63}) {
    CHECK(act::simd::row_of<V, 2>(V(act::simd::bit_cast<double>(bits))).first_two(table).second.get(0) == 1);
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

TEST_CASE("a row of a table in memory is taken by the low bits of each lane", "[simd]") {
  vectors::for_each(vectors::all<double>{}, []<class V>(std::type_identity<V>) {
    takes_rows<V>();
    takes_a_row_for_every_number<V>();
  });
}

TEST_CASE("scaling, and magnitudes and signs of one operand", "[simd]") {
  const auto check = []<class V>(std::type_identity<V>) { scales<V>(); };
  vectors::for_each(vectors::all<float>{}, check);
  vectors::for_each(vectors::all<double>{}, check);
}
