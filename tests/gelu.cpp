#include <act/gelu.hpp>

#include "contract/contract.hpp"
#include "contract/specials.hpp"

TEMPLATE_TEST_CASE("gelu keeps the contract of all activations", "[gelu]", float, double) {
  contract::keeps<TestType>(act::gelu);
}

TEMPLATE_TEST_CASE("gelu at the special numbers", "[gelu]", float, double) {
  contract::has_specials<TestType>(act::gelu, contract::specials_of_gates<TestType>());
  contract::stays_finite<TestType>(act::gelu);
}
