#include <act/simd/memory.hpp>
#include <act/simd/widen.hpp>

#include "catch2.hpp"
#include "vectors.hpp"

#include <cmath>

TEST_CASE("float lanes go through double and come back rounded once, in their places", "[simd]") {
  vectors::for_each(vectors::all<float>{}, []<class V>(std::type_identity<V>) {
    float x[act::simd::lanes_of<V>], y[act::simd::lanes_of<V>];
    for (std::size_t i = 0; i < act::simd::lanes_of<V>; ++i) x[i] = 1.1f * static_cast<float>(i + 1);
    // The product of three floats: rounded after the first multiplication it would often differ.
    const auto cube = [](auto wide) { return wide * wide * wide; };
    act::simd::store(y, act::simd::in_double(act::simd::load<V>(x), cube));
    for (std::size_t i = 0; i < act::simd::lanes_of<V>; ++i) {
      const double wide = x[i];
      CHECK(y[i] == static_cast<float>(wide * wide * wide));
    }
  });
}

TEST_CASE("narrowing keeps subnormals and the sign of what underflows", "[simd]") {
  vectors::for_each(vectors::all<float>{}, []<class V>(std::type_identity<V>) {
    const auto scaled_by = [](double factor) {
      return act::simd::in_double(V(-1), [factor](auto wide) { return wide * decltype(wide)(factor); }).get(0);
    };
    CHECK(scaled_by(0x1p-149) == -0x1p-149f);
    CHECK(scaled_by(0x1.8p-149) == -0x1p-148f);
    CHECK(scaled_by(0x1p-200) == 0);
    CHECK(std::signbit(scaled_by(0x1p-200)));
  });
}
