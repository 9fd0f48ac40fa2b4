#include <act/kernels/normal_table.hpp>

#include "contract/kernel.hpp"

TEST_CASE("the table of 16 pieces is x Phi(x) down to its reach", "[kernels]") {
  using vector = act::simd::native<double>;
  if constexpr (act::simd::table_entries<vector> == 16)
    contract::kernel_keeps<vector>(act::kernels::normal_from_table{}, reference::gelu(), -6.59, 12, {2, 4});
}
