#include <act/simd/arithmetic.hpp>
#include <act/simd/table.hpp>

#include "catch2.hpp"
#include "vectors.hpp"

#include <cstring>

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
