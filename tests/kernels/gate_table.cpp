#include <act/kernels/gate_table.hpp>

#include "contract/kernel.hpp"

namespace {

template <class Table>
void holds([[maybe_unused]] const reference::activation& f) {
  using vector = act::simd::native<float>;
  if constexpr (act::simd::table_entries<vector> == 32) {
    constexpr double reach = Table::negative_reach;
    contract::kernel_keeps<vector>(act::kernels::gate_from_table<Table>{}, f, -0.999 * reach, 40, {1, 2});
  }
}

}  // namespace

TEST_CASE("the tables of 32 pieces hold down to their reach", "[kernels]") {
  holds<act::kernels::gelu_table>(reference::gelu());
  holds<act::kernels::gelu_tanh_table>(reference::gelu_tanh());
  holds<act::kernels::gelu_sigmoid_table>(reference::gelu_sigmoid());
  holds<act::kernels::silu_table>(reference::silu());
}
