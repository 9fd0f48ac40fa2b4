#include <act/simd/arithmetic.hpp>
#include <act/simd/table.hpp>

#include "catch2.hpp"
#include "vectors.hpp"

#include <array>
#include <cmath>
#include <cstring>
#include <limits>

namespace {

using namespace act::simd;

/// begin, begin + step, ..., another number in every lane.
template <class V>
V counted(double begin, double step) {
  std::array<lane_of<V>, lanes_of<V>> numbers;
  for (std::size_t i = 0; i < numbers.size(); ++i)
    numbers[i] = static_cast<lane_of<V>>(begin + step * static_cast<double>(i));
  return load<V>(numbers.data());
}

template <class V>
bool are_same(const V& a, const V& b) {
  std::array<lane_of<V>, lanes_of<V>> a_lanes, b_lanes;
  act::simd::store(a_lanes.data(), a);
  act::simd::store(b_lanes.data(), b);
  return std::memcmp(a_lanes.data(), b_lanes.data(), sizeof a_lanes) == 0;
}

/// f of both vectors at once has the results of each.
template <class V, class F>
void check(const char* name, const F& f) {
  const V a(counted<V>(-3.5, 0.75)), b(counted<V>(2.25, -1.25)), c(counted<V>(0.125, 0.5));
  const side_by_side<V> both = f(side_by_side<V>(a, b), side_by_side<V>(b, c), side_by_side<V>(c, a));
  INFO(name << " of " << vectors::name_of<V>());
  CHECK(are_same(both.first, f(a, b, c)));
  CHECK(are_same(both.second, f(b, c, a)));
}

#define ACT_CHECK(...)                                                                      \
  check<V>(#__VA_ARGS__, []([[maybe_unused]] const auto& a, [[maybe_unused]] const auto& b, \
                            [[maybe_unused]] const auto& c) { return __VA_ARGS__; })

}  // namespace

TEMPLATE_TEST_CASE("two vectors side by side have the results of each", "[simd]", float, double) {
  vectors::for_each(vectors::all<TestType>{}, []<class V>(std::type_identity<V>) {
    ACT_CHECK(a + b * c - a);
    ACT_CHECK(opaque(product(a, b) - c));
    ACT_CHECK(fma(a, b, c));
    ACT_CHECK(fms(a, b, c));
    ACT_CHECK(fnma(a, b, c));
    ACT_CHECK(act::simd::min(a, act::simd::max(b, c)));
    ACT_CHECK(act::simd::abs(a - b + c));
    ACT_CHECK(act::simd::select(a < b, b, c));
    ACT_CHECK(act::simd::select(!(a > b), b, c));
    ACT_CHECK(act::simd::select((a > b) | (b >= c), b, c));
    ACT_CHECK(act::simd::select(a <= b, b, c));
    ACT_CHECK(act::simd::select(a == b, b, c));
    ACT_CHECK(with_sign_of(a, b));
    ACT_CHECK(minus_magnitude(a));
    ACT_CHECK(quotient(a, b));
    ACT_CHECK(add_bits_moved_up<3>(a, b));
    ACT_CHECK(each_alone(a, [&](const auto& each) { return each * each; }));
    constexpr bool is_batch = !std::is_same_v<V, single<TestType>>;
    if constexpr (is_batch) ACT_CHECK((a & b) | c);
    if constexpr (is_batch && std::is_same_v<TestType, float>) ACT_CHECK(bits_moved_down<2>(act::simd::abs(a)));
    ACT_CHECK(min_magnitude(a + b + c, std::remove_cvref_t<decltype(a)>(TestType(1.5))));
    ACT_CHECK(with_sign_of_greater(a + b, (a + b) * std::remove_cvref_t<decltype(c)>(TestType(0.25))));
  });
}

TEMPLATE_TEST_CASE("a mask of two vectors is any of either", "[simd]", float, double) {
  vectors::for_each(vectors::all<TestType>{}, []<class V>(std::type_identity<V>) {
    const V zero(0), one(1);
    using pair = side_by_side<V>;
    CHECK(!any(pair(zero, zero) > pair(zero, zero)));
    CHECK(any(pair(one, zero) > pair(zero, zero)));
    CHECK(any(pair(zero, one) > pair(zero, zero)));
  });
}

TEMPLATE_TEST_CASE("one comparison finds the far lanes of two vectors side by side", "[simd]", float, double) {
  using T = TestType;
  using limits = std::numeric_limits<T>;
  const T limit = T(39), inf = limits::infinity(), nan = limits::quiet_NaN();
  const T near[] = {0, -T(0), limits::denorm_min(), limits::min(), T(1), T(-20), limit / 2};
  const T far[] = {limit, -limit, std::nextafter(limit, inf), T(-1e4), limits::max(), inf, -inf};
  vectors::for_each(vectors::all<T>{}, [&]<class V>(std::type_identity<V>) {
    INFO(vectors::name_of<V>());
    const auto any_far = [&](T first, T second) {
      // In the last lane alone, so that none is overlooked.
      std::array<T, lanes_of<V>> a{}, b{};
      a.back() = first;
      b.back() = second;
      const side_by_side<V> x(act::simd::load<V>(a.data()), act::simd::load<V>(b.data()));
      const bool of_magnitudes = act::simd::any(far_lanes_of_magnitude(act::simd::abs(x), limit));
      CHECK(act::simd::any(far_lanes(x, limit)) == of_magnitudes);
      return of_magnitudes;
    };
    for (const T x : near) {
      CHECK(!act::simd::any(far_lanes(V(x), limit)));
      for (const T y : near) CHECK(!any_far(x, y));
      for (const T y : far) CHECK((any_far(x, y) && any_far(y, x)));
    }
    for (const T x : far) {
      CHECK(act::simd::any(far_lanes(V(x), limit)));
      CHECK((any_far(x, nan) && any_far(nan, x)));
    }
    CHECK(!act::simd::any(far_lanes(V(nan), limit)));
  });
}
