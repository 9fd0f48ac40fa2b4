#include <act/simd/arithmetic.hpp>

#include "catch2.hpp"
#include "reference/real.hpp"
#include "vectors.hpp"

#include <cmath>
#include <random>

namespace {

using reference::real;

/// Pairs of numbers of different sizes, in every lane another one.
template <class V>
struct random_vectors {
  using T = act::simd::lane_of<V>;
  std::mt19937 random{7};

  V next(int smallest_exponent, int largest_exponent) {
    std::array<T, act::simd::lanes_of<V>> lanes;
    std::uniform_real_distribution<double> mantissa(1, 2);
    std::uniform_int_distribution<int> exponent(smallest_exponent, largest_exponent);
    for (T& lane : lanes) {
      lane = static_cast<T>(std::ldexp(mantissa(random), exponent(random)) * (random() % 2 == 0 ? 1 : -1));
    }
    return act::simd::load<V>(lanes.data());
  }
};

template <class V>
double lane(V x, std::size_t i) {
  std::array<act::simd::lane_of<V>, act::simd::lanes_of<V>> lanes;
  act::simd::store(lanes.data(), x);
  return static_cast<double>(lanes[i]);
}

/// f(V) for every vector of float and double.
template <class F>
void for_each_vector(F&& f) {
  vectors::for_each(vectors::all<float>{}, f);
  vectors::for_each(vectors::all<double>{}, f);
}

/// Whether high + low is a + b, or a * b, without any error.
bool is_exactly(double high, double low, const real& expected) {
  return mpfr_equal_p((real(high) + real(low)).data(), expected.data()) != 0;
}

}  // namespace

TEST_CASE("sums and products of two words are exact", "[simd]") {
  const reference::precision used(2200);
  for_each_vector([]<class V>(std::type_identity<V>) {
    INFO(vectors::name_of<V>() << " of " << sizeof(act::simd::lane_of<V>) << " bytes");
    random_vectors<V> numbers;
    bool are_exact = true;
    for (int repetition = 0; repetition < 200; ++repetition) {
      const V large = numbers.next(10, 20), small = numbers.next(-10, 9), any = numbers.next(-20, 20);
      const auto ordered = act::simd::exact_sum(large, small), unordered = act::simd::exact_sum_unordered(any, large);
      const auto product = act::simd::exact_product(any, small);
      for (std::size_t i = 0; i < act::simd::lanes_of<V>; ++i) {
        const real a(lane(large, i)), b(lane(small, i)), c(lane(any, i));
        are_exact = are_exact && is_exactly(lane(ordered.high, i), lane(ordered.low, i), a + b) &&
                    is_exactly(lane(unordered.high, i), lane(unordered.low, i), c + a) &&
                    is_exactly(lane(product.high, i), lane(product.low, i), c * b);
      }
    }
    CHECK(are_exact);
  });
}

TEST_CASE("a fused multiplication and addition rounds once, in all its signs", "[simd]") {
  for_each_vector([]<class V>(std::type_identity<V>) {
    using T = act::simd::lane_of<V>;
    INFO(vectors::name_of<V>() << " of " << sizeof(T) << " bytes");
    random_vectors<V> numbers;
    bool are_right = true;
    for (int repetition = 0; repetition < 200; ++repetition) {
      const V a = numbers.next(-3, 3), b = numbers.next(-3, 3), c = numbers.next(-6, 6);
      const V plus = act::simd::fma(a, b, c), minus = act::simd::fms(a, b, c), from = act::simd::fnma(a, b, c);
      for (std::size_t i = 0; i < act::simd::lanes_of<V>; ++i) {
        const T x = static_cast<T>(lane(a, i)), y = static_cast<T>(lane(b, i)), z = static_cast<T>(lane(c, i));
        const volatile T product = x * y;
        const bool is_fused = act::simd::is_fused<V>;
        are_right = are_right && lane(plus, i) == (is_fused ? std::fma(x, y, z) : product + z) &&
                    lane(minus, i) == (is_fused ? std::fma(x, y, -z) : product - z) &&
                    lane(from, i) == (is_fused ? std::fma(-x, y, z) : z - product);
      }
    }
    CHECK(are_right);
  });
}

TEST_CASE("a fused multiplication and subtraction rounds up where one instruction does", "[simd]") {
  const reference::precision used(2200);
  vectors::for_each(vectors::all<float>{}, []<class V>(std::type_identity<V>) {
    if constexpr (act::simd::is_avx512<act::simd::arch_of<V>>) {
      random_vectors<V> numbers;
      for (int repetition = 0; repetition < 200; ++repetition) {
        const V a = numbers.next(-10, 10), b = numbers.next(-10, 10), c = numbers.next(-20, 20);
        const V got = act::simd::fnma_upward(a, b, c);
        for (std::size_t i = 0; i < act::simd::lanes_of<V>; ++i) {
          const real exact = real(lane(c, i)) - real(lane(a, i)) * real(lane(b, i));
          REQUIRE(static_cast<float>(lane(got, i)) == mpfr_get_flt(exact.data(), MPFR_RNDU));
        }
      }
    }
  });
}

TEST_CASE("scaling by powers of two rounds once, down to the subnormals", "[simd]") {
  vectors::for_each(vectors::all<double>{}, []<class V>(std::type_identity<V>) {
    INFO(vectors::name_of<V>());
    for (const double x : {1.0, 1.75, 1.0000000000000002, -1.3}) {
      for (const double n : {0.0, -1.0, -900.0, -1022.0, -1040.0, -1073.0, -1074.0, -1080.0, -1800.0}) {
        CHECK(lane(act::simd::scale_down(V(x), V(n)), 0) == std::ldexp(x, static_cast<int>(n)));
      }
    }
    for (const double n : {-1022.0, -5.0, 0.0, 7.0, 1023.0}) {
      CHECK(lane(act::simd::power_of_two(V(n)), 0) == std::ldexp(1.0, static_cast<int>(n)));
    }
  });
}

TEST_CASE("a product is rounded to an integer near it", "[simd]") {
  for_each_vector([]<class V>(std::type_identity<V>) {
    using T = act::simd::lane_of<V>;
    INFO(vectors::name_of<V>() << " of " << sizeof(T) << " bytes");
    for (const double x : {-900.3, -2.7, -0.2, 0.0, 0.4, 3.6, 1000.9}) {
      const auto n = act::simd::round_product(V(static_cast<T>(x)), V(T(1.5)));
      CHECK(lane(n.integer, 0) == std::round(lane(n.integer, 0)));
      CHECK(std::fabs(lane(n.integer, 0) - static_cast<T>(x) * 1.5) < 0.51);
    }
  });
}

TEST_CASE("a division of two words has nearly twice the precision", "[simd]") {
  const reference::precision used(300);
  vectors::for_each(vectors::all<double>{}, []<class V>(std::type_identity<V>) {
    INFO(vectors::name_of<V>());
    random_vectors<V> numbers;
    double worst = 0;
    for (int repetition = 0; repetition < 200; ++repetition) {
      const act::simd::two_words<V> a{numbers.next(0, 3), numbers.next(-60, -54)},
          b{numbers.next(0, 3), numbers.next(-60, -54)};
      const auto q = act::simd::divided(a, b, act::simd::quotient(V(1), b.high));
      for (std::size_t i = 0; i < act::simd::lanes_of<V>; ++i) {
        const real exact =
            (real(lane(a.high, i)) + real(lane(a.low, i))) / (real(lane(b.high, i)) + real(lane(b.low, i)));
        const real got = real(lane(q.high, i)) + real(lane(q.low, i));
        worst = std::max(worst, reference::absolute((got - exact) / exact).to_double());
      }
    }
    CHECK(worst < 0x1p-98);
  });
}

TEST_CASE("a polynomial is evaluated from its lowest coefficient on", "[simd]") {
  static constexpr double coefficients[] = {1, -2, 0.5};
  CHECK(act::simd::polynomial(act::simd::single<double>(3), coefficients).lane == 1 - 6 + 4.5);
  CHECK(act::simd::polynomial<1>(act::simd::single<double>(3), coefficients).lane == -2 + 1.5);
}

TEST_CASE("a polynomial by halves has the same coefficients in the same places", "[simd]") {
  const auto check = []<class V>(std::type_identity<V>) {
    using T = act::simd::lane_of<V>;
    const T one[] = {7}, three[] = {1, 2, 3}, eight[] = {1, 2, 3, 4, 5, 6, 7, 8};
    CHECK(act::simd::polynomial_by_halves(V(10), one).get(0) == 7);
    CHECK(act::simd::polynomial_by_halves(V(10), three).get(0) == 321);
    CHECK(act::simd::polynomial_by_halves(V(2), eight).get(0) == 1793);
    const auto coefficient = [&](auto i) { return V(eight[i]); };
    CHECK(act::simd::sum_by_parity<0, 8>(V(2), V(4), coefficient).get(0) == 1793);
    CHECK(act::simd::sum_by_parity<1, 8>(V(2), V(4), coefficient).get(0) == 896);
  };
  vectors::for_each(vectors::all<float>{}, check);
  vectors::for_each(vectors::all<double>{}, check);
}

TEST_CASE("a product with a subnormal number is rounded as any other", "[simd]") {
  for_each_vector([]<class V>(std::type_identity<V>) {
    INFO(vectors::name_of<V>() << " of " << sizeof(act::simd::lane_of<V>) << " bytes");
    random_vectors<V> numbers;
    bool agree = true;
    const auto check = [&](V a, V b) {
      const V got = act::simd::product_with_subnormal(a, b), expected = a * b;
      for (std::size_t i = 0; i < act::simd::lanes_of<V>; ++i) {
        agree &= lane(got, i) == lane(expected, i) && std::signbit(lane(got, i)) == std::signbit(lane(expected, i));
      }
    };
    for (int repetition = 0; repetition < 2000; ++repetition) check(numbers.next(-30, 40), numbers.next(-149, -120));
    for (int repetition = 0; repetition < 200; ++repetition) check(numbers.next(-2, 2), numbers.next(-149, 30));
    check(numbers.next(110, 127), numbers.next(-149, -127));
    check(numbers.next(0, 1), V(0));
    check(V(0), numbers.next(-149, -127));
    CHECK(agree);
    CHECK(std::isnan(
        lane(act::simd::product_with_subnormal(V(std::numeric_limits<act::simd::lane_of<V>>::quiet_NaN()), V(0)), 0)));
  });
}
