#include <act/kernels/elu.hpp>
#include <act/kernels/elu_float.hpp>

#include "contract/kernel.hpp"

namespace {

struct everywhere {
  double alpha;

  template <class V>
  V value(V x) const {
    return act::kernels::elu_value_everywhere(x, alpha);
  }
  template <class V>
  V derivative(V x) const {
    return act::kernels::elu_derivative_everywhere(x, alpha);
  }
};

struct in_float {
  double alpha;

  template <class V>
  V value(V x) const {
    return act::kernels::elu_float::value(x, alpha);
  }
  template <class V>
  V derivative(V x) const {
    return act::kernels::elu_float::derivative(x, alpha);
  }
};

}  // namespace

TEST_CASE("e^x - 1 and e^x make the ELU everywhere", "[kernels]") {
  for (const double alpha : {1.0, 0.25, 7.0}) {
    contract::kernel_keeps<act::simd::native<double>>(everywhere{alpha}, reference::elu(alpha), -700, 3, {2, 3});
    contract::kernel_keeps<act::simd::native<float>>(everywhere{alpha}, reference::elu(alpha), -100, 3, {0.51, 0.51});
  }
}

TEST_CASE("the ELU of eight entries holds for every alpha that it takes", "[kernels]") {
  using vector = act::simd::native<float>;
  if constexpr (act::kernels::looks_up_eight_floats<vector>) {
    for (const double alpha : {1.0, 0x1p-60, 0.1, 0x1p20}) {
      REQUIRE(act::kernels::elu_float::takes(alpha));
      contract::kernel_keeps<vector>(in_float{alpha}, reference::elu(alpha), -60, 3, {2, 3});
    }
    CHECK_FALSE(act::kernels::elu_float::takes(0x1p21));
    CHECK_FALSE(act::kernels::elu_float::takes(0x1p-61));
  }
}
