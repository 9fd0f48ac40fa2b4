#include <act/kernels/gate.hpp>
#include <act/simd/memory.hpp>

#include "catch2.hpp"

#include <cmath>

namespace {

using vector = act::simd::native<float>;

/// Good for x < 2 alone.
struct left_kernel {
  template <act::simd::vector V>
  static auto is_rare(V x) {
    return !(x < V(2));
  }
  template <act::simd::vector V>
  static V value(V x) {
    return x + V(1);
  }
  template <act::simd::vector V>
  static V derivative(V x) {
    return x + V(2);
  }
  template <act::simd::vector V>
  static act::value_and_derivative<V> value_and_derivative(V x) {
    return {value(x), derivative(x)};
  }
};

struct any_kernel {
  template <act::simd::vector V>
  static V value(V x) {
    return x + V(100);
  }
  template <act::simd::vector V>
  static V derivative(V x) {
    return x + V(200);
  }
};

using kernel = act::kernels::common_or_everywhere<left_kernel, any_kernel>;

}  // namespace

TEST_CASE("only the rare lanes of a vector come from the kernel for every x", "[kernels]") {
  float x[act::simd::lanes_of<vector>], y[act::simd::lanes_of<vector>], slope[act::simd::lanes_of<vector>];
  for (std::size_t i = 0; i < act::simd::lanes_of<vector>; ++i) x[i] = static_cast<float>(i);
  act::simd::store(y, kernel::value(act::simd::load<vector>(x)));
  act::simd::store(slope, kernel::derivative(act::simd::load<vector>(x)));
  const auto both = kernel::value_and_derivative(act::simd::load<vector>(x));
  for (std::size_t i = 0; i < act::simd::lanes_of<vector>; ++i) {
    CHECK(y[i] == x[i] + (x[i] < 2 ? 1.0f : 100.0f));
    CHECK(slope[i] == x[i] + (x[i] < 2 ? 2.0f : 200.0f));
    CHECK(both.value.get(i) == y[i]);
    CHECK(both.derivative.get(i) == slope[i]);
  }
}

TEST_CASE("the ramp keeps the sign of what underflows", "[kernels]") {
  using one_lane = act::simd::single<double>;
  CHECK(std::signbit(act::kernels::signed_ramp(one_lane(-3)).lane));
  CHECK(act::kernels::signed_ramp(one_lane(-3)).lane == 0);
  CHECK(std::signbit(act::kernels::signed_ramp(one_lane(-0.0)).lane));
  CHECK_FALSE(std::signbit(act::kernels::signed_ramp(one_lane(0.0)).lane));
  CHECK(act::kernels::signed_ramp(one_lane(2.5)).lane == 2.5);
  CHECK(std::isnan(act::kernels::signed_ramp(one_lane(std::nan(""))).lane));
}
