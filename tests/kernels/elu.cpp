#include <act/kernels/elu.hpp>
#include <act/kernels/elu_double.hpp>
#include <act/kernels/elu_float.hpp>

#include "contract/kernel.hpp"

namespace {

using vector = act::simd::native<float>;

template <class Kernel>
struct with_alpha {
  act::kernels::elu_alpha alpha;

  template <class V>
  V value(V x) const {
    return Kernel::value(x, alpha);
  }
  template <class V>
  V derivative(V x) const {
    return Kernel::derivative(x, alpha);
  }
};

template <class Kernel>
void keeps_for_every_usual_alpha() {
  for (const double alpha : {1.0, 0x1p-60, 0.1, 0x1p20}) {
    const with_alpha<Kernel> kernel{act::kernels::elu_alpha(alpha)};
    REQUIRE(kernel.alpha.is_usual);
    contract::kernel_keeps<vector>(kernel, reference::elu(alpha), -60, 3, {2, 3});
  }
}

}  // namespace

TEST_CASE("e^x - 1 and e^x make the ELU everywhere", "[kernels]") {
  for (const double alpha : {1.0, 0.25, 7.0}) {
    contract::kernel_keeps<act::simd::native<double>>(act::kernels::elu_everywhere{alpha}, reference::elu(alpha), -700,
                                                      3, {2, 3});
    contract::kernel_keeps<act::simd::native<float>>(act::kernels::elu_everywhere{alpha}, reference::elu(alpha), -100,
                                                     3, {0.51, 0.51});
  }
}

TEST_CASE("the ELU in double holds for every alpha", "[kernels]") {
  if constexpr (act::simd::is_fused<act::simd::native<double>>) {
    for (const double alpha : {1.0, 0.25, 1.99, 1e-200, 1e200}) {
      const act::kernels::elu_double kernel{alpha};
      contract::kernel_keeps<act::simd::native<double>>(kernel, reference::elu(alpha), -740, 3, {2, 3});
      contract::kernel_keeps<act::simd::single<double>>(kernel, reference::elu(alpha), -740, 3, {2, 3});
    }
  }
}

TEST_CASE("the ELUs in float hold for every usual alpha", "[kernels]") {
  if constexpr (act::kernels::looks_up_eight_floats<vector>) keeps_for_every_usual_alpha<act::kernels::elu_float>();
  if constexpr (act::simd::table_entries<vector> == 32) keeps_for_every_usual_alpha<act::kernels::elu_by_scaling>();
}

TEST_CASE("a usual alpha is 0 or far from underflow and overflow", "[kernels]") {
  CHECK(act::kernels::elu_alpha(0).is_usual);
  CHECK_FALSE(act::kernels::elu_alpha(0x1p21).is_usual);
  CHECK_FALSE(act::kernels::elu_alpha(0x1p-61).is_usual);
}
