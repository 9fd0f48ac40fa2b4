#include <act/kernels/normal.hpp>

#include "contract/kernel.hpp"

using act::kernels::normal_tails;
using act::kernels::reflected;

TEST_CASE("the normal tail, reflected, is x Phi(x) everywhere", "[kernels]") {
  contract::kernel_keeps<act::simd::native<double>>(reflected<normal_tails>{}, reference::gelu(), -38, 12, {4, 8});
  contract::kernel_keeps<act::simd::native<float>>(reflected<normal_tails>{}, reference::gelu(), -14.5, 12,
                                                   {0.51, 0.51});
  contract::kernel_keeps<act::simd::single<float>>(reflected<normal_tails>{}, reference::gelu(), -14.5, 12,
                                                   {0.51, 0.51});
}
