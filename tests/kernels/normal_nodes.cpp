#include <act/kernels/normal_nodes.hpp>

#include "contract/kernel.hpp"

using act::kernels::normal_from_nodes;

TEST_CASE("the nodes are x Phi(x) down to their reach", "[kernels]") {
  vectors::for_each(vectors::all<double>{}, []<class V>(std::type_identity<V>) {
    if constexpr (act::simd::is_fused<V>)
      contract::kernel_keeps<V>(normal_from_nodes{}, reference::gelu(), -8.9, 12, {2, 4});
  });
}

TEST_CASE("the nodes call rare what is far on the left, and no NaN", "[kernels]") {
  using vector = act::simd::single<double>;
  CHECK(normal_from_nodes::is_rare(vector(-9)).lane);
  CHECK_FALSE(normal_from_nodes::is_rare(vector(-8.9)).lane);
  CHECK_FALSE(normal_from_nodes::is_rare(vector(std::nan(""))).lane);
  CHECK(std::isnan(normal_from_nodes::value(vector(std::nan(""))).lane));
  CHECK(std::isnan(normal_from_nodes::derivative(vector(std::nan(""))).lane));
}

TEST_CASE("where x is tiny the nodes halve it", "[kernels]") {
  using vector = act::simd::native<double>;
  if constexpr (act::simd::is_fused<vector>) {
    for (const double x : {0x1p-60, 0x1.8p-300, 0x1.2345p-700, 0x1p-1021, 0x1p-1060}) {
      INFO("at " << x);
      CHECK(normal_from_nodes::value(vector(x)).get(0) == x / 2);
      CHECK(normal_from_nodes::value(vector(-x)).get(0) == -x / 2);
      CHECK(normal_from_nodes::derivative(vector(x)).get(0) == 0.5);
      CHECK(normal_from_nodes::derivative(vector(-x)).get(0) == 0.5);
    }
  }
}
