#include <act/gelu_tanh.hpp>

#include "contract/contract.hpp"
#include "contract/specials.hpp"

TEMPLATE_TEST_CASE("gelu_tanh keeps the contract of all activations", "[gelu_tanh]", float, double) {
  contract::keeps<TestType>(act::gelu_tanh);
}

TEMPLATE_TEST_CASE("gelu_tanh at the special numbers", "[gelu_tanh]", float, double) {
  contract::has_specials<TestType>(act::gelu_tanh, contract::specials_of_gates<TestType>());
  contract::stays_finite<TestType>(act::gelu_tanh);
}
