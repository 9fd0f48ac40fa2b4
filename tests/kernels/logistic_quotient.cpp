#include <act/kernels/logistic_quotient.hpp>

#include "contract/kernel.hpp"

namespace {

template <class Argument>
void holds([[maybe_unused]] const reference::activation& f, [[maybe_unused]] double reach) {
  using vector = act::simd::native<double>;
  if constexpr (act::simd::is_fused<vector>)
    contract::kernel_keeps<vector>(act::kernels::logistic_quotient<Argument>{}, f, -reach, reach, {2, 4});
}

}  // namespace

TEST_CASE("the compensated quotient is x sigma(w(x)) within its reach", "[kernels]") {
  holds<act::kernels::identity_argument>(reference::silu(), 639);
  holds<act::kernels::sigmoid_argument>(reference::gelu_sigmoid(), 375);
  holds<act::kernels::tanh_argument>(reference::gelu_tanh(), 20.3);
}

TEST_CASE("the compensated quotient calls rare what is beyond its reach, and no NaN", "[kernels]") {
  using vector = act::simd::single<double>;
  using kernel = act::kernels::logistic_quotient<act::kernels::identity_argument>;
  CHECK(kernel::is_rare(vector(641)).lane);
  CHECK(kernel::is_rare(vector(-641)).lane);
  CHECK_FALSE(kernel::is_rare(vector(std::nan(""))).lane);
  CHECK(std::isnan(kernel::value(vector(std::nan(""))).lane));
  CHECK(std::isnan(kernel::derivative(vector(std::nan(""))).lane));
  CHECK_FALSE(kernel::is_rare(vector(-639)).lane);
}
