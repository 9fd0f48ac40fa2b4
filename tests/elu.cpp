#include <act/elu.hpp>

#include "contract/contract.hpp"
#include "contract/specials.hpp"
#include "refuses.hpp"

TEMPLATE_TEST_CASE("elu keeps the contract of all activations", "[elu]", float, double) {
  contract::keeps<TestType>(act::elu);
}

TEMPLATE_TEST_CASE("elu with another alpha keeps it too", "[elu]", float, double) {
  contract::keeps<TestType>(act::elu_fn{1.67});
}

TEMPLATE_TEST_CASE("elu at the special numbers", "[elu]", float, double) {
  using T = TestType;
  using namespace contract;
  const T zero = 0;
  for (const double alpha : {1.0, 0.5, 3.0}) {
    const T limit = static_cast<T>(-alpha), slope = static_cast<T>(alpha);
    has_specials<T>(act::elu_fn{alpha}, {{zero, zero, slope},
                                         {-zero, -zero, slope},
                                         {infinity<T>, infinity<T>, 1},
                                         {-infinity<T>, limit, zero},
                                         {largest<T>, largest<T>, 1},
                                         {-largest<T>, limit, zero},
                                         {static_cast<T>(-2000), limit, zero},
                                         {not_a_number<T>, not_a_number<T>, not_a_number<T>}});
    stays_finite<T>(act::elu_fn{alpha});
  }
}

TEMPLATE_TEST_CASE("elu with alpha 0 is flat on the left", "[elu]", float, double) {
  using T = TestType;
  const act::elu_fn flat{0.0};
  for (const T x : {T(-1000), T(-3), T(-0.5)}) {
    CHECK(flat(x) == 0);
    CHECK(flat.derivative(x) == 0);
  }
  CHECK(flat(T(2)) == 2);
}

TEST_CASE("elu with a huge alpha overflows rather than giving a wrong number", "[elu]") {
  const act::elu_fn huge{1e300};
  CHECK(huge(-1.0f) == -contract::infinity<float>);
  CHECK(huge(-1.0) == Approx(-1e300 * 0.6321205588285577));
  CHECK(huge(1.0f) == 1);
}

TEST_CASE("elu says what alpha may be", "[elu]") {
  const double infinity = contract::infinity<double>, nan = contract::not_a_number<double>;
  for (const auto& [alpha, text] :
       {std::pair{-1.0, "-1"}, {-1e-300, "-1e-300"}, {infinity, "inf"}, {-infinity, "-inf"}, {nan, "nan"}})
    refuses(std::string("act::elu: alpha must be finite and >= 0, not ") + text, [a = alpha] { act::elu_fn{a}; });
  CHECK_NOTHROW(act::elu_fn{0.0});
  CHECK_NOTHROW(act::elu_fn{std::numeric_limits<double>::max()});
}
