#include <act/gelu_sigmoid.hpp>

#include "contract/contract.hpp"
#include "contract/specials.hpp"

TEMPLATE_TEST_CASE("gelu_sigmoid keeps the contract of all activations", "[gelu_sigmoid]", float, double) {
  contract::keeps<TestType>(act::gelu_sigmoid);
}

TEMPLATE_TEST_CASE("gelu_sigmoid at the special numbers", "[gelu_sigmoid]", float, double) {
  contract::has_specials<TestType>(act::gelu_sigmoid, contract::specials_of_gates<TestType>());
  contract::stays_finite<TestType>(act::gelu_sigmoid);
}
