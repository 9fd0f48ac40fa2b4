#include <act/kernels/logistic_quotient_float.hpp>

#include "contract/kernel.hpp"

namespace {

template <class Argument>
void holds([[maybe_unused]] const reference::activation& f, [[maybe_unused]] double low) {
  using vector = act::simd::native<float>;
  if constexpr (act::kernels::looks_up_eight_floats<vector>)
    contract::kernel_keeps<vector>(act::kernels::logistic_quotient_float<Argument>{}, f, low, 40, {1, 2});
}

}  // namespace

TEST_CASE("the compensated quotient in float is x sigma(w(x)) everywhere", "[kernels]") {
  holds<act::kernels::identity_argument>(reference::silu(), -103);
  holds<act::kernels::sigmoid_argument>(reference::gelu_sigmoid(), -60);
  holds<act::kernels::tanh_argument>(reference::gelu_tanh(), -10.2);
}
