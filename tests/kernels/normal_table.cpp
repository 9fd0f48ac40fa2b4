#include <act/kernels/normal_far_tail.hpp>
#include <act/kernels/normal_table.hpp>

#include "contract/kernel.hpp"

TEST_CASE("the table of 16 pieces is x Phi(x) down to its reach", "[kernels]") {
  using vector = act::simd::native<double>;
  if constexpr (act::simd::table_entries<vector> == 16)
    contract::kernel_keeps<vector>(act::kernels::normal_from_table{}, reference::gelu(), -6.59, 12, {2, 4});
}

TEST_CASE("the far tail is x Phi(x) on the left of the table", "[kernels]") {
  using vector = act::simd::native<double>;
  if constexpr (act::simd::table_entries<vector> == 16) {
    const act::kernels::normal_far_tail kernel;
    for (double x = -6.55; x > -40; x -= 0.0173) {
      const auto exact = reference::gelu().exact(x);
      INFO("at " << x);
      CHECK(reference::error_in_ulp(kernel.value(vector(x)).get(0), exact.value) <= 2);
      CHECK(reference::error_in_ulp(kernel.derivative(vector(x)).get(0), exact.derivative) <= 4);
    }
  }
}
