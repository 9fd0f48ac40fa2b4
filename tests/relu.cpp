#include <act/relu.hpp>

#include "contract/contract.hpp"
#include "contract/specials.hpp"

TEMPLATE_TEST_CASE("relu keeps the contract of all activations", "[relu]", float, double) {
  contract::keeps<TestType>(act::relu);
}

TEMPLATE_TEST_CASE("relu at the special numbers", "[relu]", float, double) {
  using T = TestType;
  using namespace contract;
  const T zero = 0, smallest = std::numeric_limits<T>::denorm_min();
  has_specials<T>(act::relu, {{zero, zero, zero},
                              {-zero, -zero, zero},
                              {smallest, smallest, 1},
                              {-smallest, zero, zero},
                              {infinity<T>, infinity<T>, 1},
                              {-infinity<T>, zero, zero},
                              {largest<T>, largest<T>, 1},
                              {-largest<T>, zero, zero},
                              {not_a_number<T>, not_a_number<T>, not_a_number<T>}});
  stays_finite<T>(act::relu);
}
