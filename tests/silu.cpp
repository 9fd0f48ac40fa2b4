#include <act/silu.hpp>

#include "contract/contract.hpp"
#include "contract/specials.hpp"

TEMPLATE_TEST_CASE("silu keeps the contract of all activations", "[silu]", float, double) {
  contract::keeps<TestType>(act::silu);
}

TEMPLATE_TEST_CASE("silu at the special numbers", "[silu]", float, double) {
  contract::has_specials<TestType>(act::silu, contract::specials_of_gates<TestType>());
  contract::stays_finite<TestType>(act::silu);
}
