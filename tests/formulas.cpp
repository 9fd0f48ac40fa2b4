#include <act/act.hpp>

#include "contract/approximation.hpp"
#include "reference/ulp.hpp"

TEMPLATE_TEST_CASE("gelu follows its formula", "[gelu]", float, double) {
  contract::follows<TestType>(act::gelu, reference::gelu());
}

TEMPLATE_TEST_CASE("gelu_sigmoid follows its formula", "[gelu_sigmoid]", float, double) {
  contract::follows<TestType>(act::gelu_sigmoid, reference::gelu_sigmoid());
}

TEMPLATE_TEST_CASE("gelu_tanh follows its formula", "[gelu_tanh]", float, double) {
  contract::follows<TestType>(act::gelu_tanh, reference::gelu_tanh());
}

TEMPLATE_TEST_CASE("relu follows its formula", "[relu]", float, double) {
  contract::follows<TestType>(act::relu, reference::relu());
}

TEMPLATE_TEST_CASE("silu follows its formula", "[silu]", float, double) {
  contract::follows<TestType>(act::silu, reference::silu());
}

TEMPLATE_TEST_CASE("elu follows its formula for every alpha", "[elu]", float, double) {
  const double alpha = GENERATE(1.0, 0.5, reference::another_alpha);
  contract::follows<TestType>(act::elu_fn{alpha}, reference::elu(alpha));
}

TEMPLATE_TEST_CASE("elu keeps its bounds for every size of alpha", "[elu]", float, double) {
  using T = TestType;
  for (const double alpha : {1e-44, 1e-30, 1e-3, 3.0, 1e10, 1e30}) {
    const act::elu_fn f{alpha};
    const reference::activation exact = reference::elu(alpha);
    double worst_value = 0, worst_derivative = 0;
    for (double place = -250; place < 0; place += 0.61803) {
      const T x = static_cast<T>(place);
      const auto right = exact.exact(static_cast<double>(x));
      worst_value = std::max(worst_value, reference::error_in_ulp(f(x), right.value));
      worst_derivative = std::max(worst_derivative, reference::error_in_ulp(f.derivative(x), right.derivative));
    }
    INFO("alpha = " << alpha);
    CHECK(worst_value <= 2);
    CHECK(worst_derivative <= 3);
  }
}
