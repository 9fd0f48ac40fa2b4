#include <act/simd/vector.hpp>

#include "contract/bits.hpp"
#include "vectors.hpp"

#include <limits>

namespace {

template <class V>
auto first_lane(V x) {
  std::array<act::simd::lane_of<V>, act::simd::lanes_of<V>> lanes;
  act::simd::store(lanes.data(), x);
  return lanes[0];
}

/// f(V, a, b) for all pairs of remarkable numbers.
template <class T, class F>
void for_all_pairs(F&& f) {
  const T infinity = std::numeric_limits<T>::infinity(), nan = std::numeric_limits<T>::quiet_NaN();
  const T numbers[] = {0, -T(0), 1, T(-2.5), std::numeric_limits<T>::denorm_min(), infinity, -infinity, nan};
  vectors::for_each(vectors::all<T>{}, [&]<class V>(std::type_identity<V>) {
    for (const T a : numbers) {
      for (const T b : numbers) {
        INFO(vectors::name_of<V>() << ": " << a << ", " << b);
        f(std::type_identity<V>{}, a, b);
      }
    }
  });
}

}  // namespace

TEMPLATE_TEST_CASE("the second of two numbers is the minimum and maximum where neither is smaller", "[simd]", float,
                   double) {
  using T = TestType;
  for_all_pairs<T>([]<class V>(std::type_identity<V>, T a, T b) {
    CHECK(contract::same_bits(first_lane(act::simd::min(V(a), V(b))), a < b ? a : b));
    CHECK(contract::same_bits(first_lane(act::simd::max(V(a), V(b))), a > b ? a : b));
  });
}

TEMPLATE_TEST_CASE("signs are bits", "[simd]", float, double) {
  using T = TestType;
  for_all_pairs<T>([]<class V>(std::type_identity<V>, T a, T) {
    CHECK(contract::same_bits(first_lane(act::simd::abs(V(a))), std::fabs(a)));
    CHECK(contract::same_bits(first_lane(act::simd::negate(V(a))), -a));
    CHECK(contract::same_bits(first_lane(act::simd::minus_magnitude(V(a))), -std::fabs(a)));
    CHECK(!std::signbit(first_lane(act::simd::abs(V(a)))));
    CHECK(std::signbit(first_lane(act::simd::negate(V(a)))) != std::signbit(a));
  });
}

TEMPLATE_TEST_CASE("lanes are chosen by a mask", "[simd]", float, double) {
  using T = TestType;
  for_all_pairs<T>([]<class V>(std::type_identity<V>, T a, T b) {
    CHECK(contract::same_bits(first_lane(act::simd::select(V(a) < V(b), V(a), V(b))), a < b ? a : b));
    CHECK(act::simd::any(act::simd::is_nan(V(a))) == std::isnan(a));
  });
}

TEMPLATE_TEST_CASE("the step is 1 on the right of zero", "[simd]", float, double) {
  using T = TestType;
  using limits = std::numeric_limits<T>;
  vectors::for_each(vectors::all<T>{}, []<class V>(std::type_identity<V>) {
    INFO(vectors::name_of<V>());
    for (const T x : {limits::denorm_min(), limits::min(), T(0.5), T(1), T(3), limits::max(), limits::infinity()}) {
      INFO(x);
      CHECK(first_lane(act::simd::step(V(x))) == 1);
      CHECK(first_lane(act::simd::step(V(-x))) == 0);
      CHECK_FALSE(std::signbit(first_lane(act::simd::step(V(-x)))));
    }
    for (const T zero : {T(0), T(-0.0)}) {
      CHECK(first_lane(act::simd::step(V(zero))) == 0);
      CHECK_FALSE(std::signbit(first_lane(act::simd::step(V(zero)))));
    }
    for (const T nan : {limits::quiet_NaN(), limits::signaling_NaN(), -limits::quiet_NaN()})
      CHECK(std::isnan(first_lane(act::simd::step(V(nan)))));
  });
}

TEMPLATE_TEST_CASE("an exponent is added to without rounding", "[simd]", float, double) {
  using T = TestType;
  vectors::for_each(vectors::all<T>{}, []<class V>(std::type_identity<V>) {
    const T magic = static_cast<T>(sizeof(T) == 4 ? 0x1.8p23 : 0x1.8p52);
    for (const int n : {-100, -1, 0, 3, 90}) {
      INFO(vectors::name_of<V>() << ": " << n);
      CHECK(first_lane(act::simd::add_to_exponent(V(T(1.625)), V(magic + static_cast<T>(n)))) ==
            std::ldexp(T(1.625), n));
    }
  });
}

TEST_CASE("the native instruction set is a fused one where the compiler has FMA", "[simd]") {
#if defined(__FMA__) || defined(__aarch64__)
  CHECK(act::simd::is_fused<act::simd::native<float>>);
  CHECK(act::simd::is_fused<act::simd::native<double>>);
  CHECK(act::simd::is_fused<act::simd::single<double>>);
#else
  CHECK(act::simd::is_fused<act::simd::native<float>> == act::simd::is_fused<act::simd::single<float>>);
#endif
}
