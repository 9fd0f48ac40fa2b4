#include <act/kernels/logistic_gate.hpp>

#include "contract/kernel.hpp"

namespace {

template <class Table, class Kernel = act::kernels::gate_from_table<Table>>
void holds([[maybe_unused]] const reference::activation& f) {
  using vector = act::simd::native<float>;
  if constexpr (act::simd::table_entries<vector> == 32) {
    constexpr double reach = Table::negative_reach;
    contract::kernel_keeps<vector>(Kernel{}, f, -0.999 * reach, 40, {1, 2});
  }
}

}  // namespace

TEST_CASE("the tables of 32 pieces hold down to their reach", "[kernels]") {
  using namespace act::kernels;
  holds<gelu_table>(reference::gelu());
  holds<gelu_tanh_table>(reference::gelu_tanh());
  holds<gelu_sigmoid_table, quotient_and_slope_table<sigmoid_argument>>(reference::gelu_sigmoid());
  holds<silu_table, quotient_and_slope_table<identity_argument>>(reference::silu());
}
