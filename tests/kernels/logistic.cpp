#include <act/kernels/logistic.hpp>

#include "contract/kernel.hpp"

using act::kernels::logistic_tails;
using act::kernels::reflected;

namespace {

template <class Argument>
void holds(const reference::activation& f, double low_double, double low_float) {
  const reflected<logistic_tails<Argument>> kernel;
  contract::kernel_keeps<act::simd::native<double>>(kernel, f, low_double, 40, {4, 8});
  contract::kernel_keeps<act::simd::native<float>>(kernel, f, low_float, 40, {0.51, 0.51});
}

}  // namespace

TEST_CASE("the logistic tail, reflected, is x sigma(w(x)) everywhere", "[kernels]") {
  holds<act::kernels::identity_argument>(reference::silu(), -740, -103);
  holds<act::kernels::sigmoid_argument>(reference::gelu_sigmoid(), -435, -60);
  holds<act::kernels::tanh_argument>(reference::gelu_tanh(), -21.4, -10.2);
}
