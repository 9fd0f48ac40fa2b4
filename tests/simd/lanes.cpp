#include <act/simd/lanes.hpp>
#include <act/simd/memory.hpp>

#include "catch2.hpp"
#include "vectors.hpp"

TEMPLATE_TEST_CASE("lanes left out are remembered", "[simd]", float, double) {
  vectors::for_each(vectors::all<TestType>{}, []<class V>(std::type_identity<V>) {
    INFO(vectors::name_of<V>());
    act::simd::common_lanes<V> lanes;
    CHECK_FALSE(lanes.left_some_out());
    lanes.leave_out(V(1) < V(0));
    CHECK_FALSE(lanes.left_some_out());
    lanes.leave_out(V(0) < V(1));
    CHECK(lanes.left_some_out());
    lanes.leave_out(V(1) < V(0));
    CHECK(act::simd::any(lanes.left_out()));
  });
}

TEMPLATE_TEST_CASE("chosen lanes are gathered and come back", "[simd]", float, double) {
  vectors::for_each(vectors::all<TestType>{}, []<class V>(std::type_identity<V>) {
    INFO(vectors::name_of<V>());
    constexpr std::size_t lanes = act::simd::lanes_of<V>;
    TestType x[lanes], packed[lanes] = {}, back[lanes];
    for (std::size_t i = 0; i < lanes; ++i) x[i] = static_cast<TestType>(i % 3 == 1 ? -1.0 - double(i) : double(i));
    const V v = act::simd::load<V>(x);
    const auto mask = v < V(0);
    const std::size_t count = act::simd::store_packed(packed, mask, v);
    REQUIRE(count == (lanes + 1) / 3);
    for (std::size_t i = 0; i < count; ++i) {
      CHECK(packed[i] == static_cast<TestType>(-1.0 - double(3 * i + 1)));
      packed[i] *= 2;
    }
    act::simd::store(back, act::simd::load_packed(packed, mask, v));
    for (std::size_t i = 0; i < lanes; ++i) CHECK(back[i] == (x[i] < 0 ? 2 * x[i] : x[i]));
  });
}
