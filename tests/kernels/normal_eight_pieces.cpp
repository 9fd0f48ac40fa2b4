#include <act/kernels/normal_eight_pieces.hpp>

#include "contract/kernel.hpp"

TEST_CASE("the eight pieces are x Phi(x) everywhere", "[kernels]") {
  using vector = act::simd::native<float>;
  if constexpr (act::kernels::looks_up_eight_floats<vector>)
    contract::kernel_keeps<vector>(act::kernels::normal_from_eight_pieces{}, reference::gelu(), -14.5, 12, {1, 2});
}
