// Range forms that go through act::dispatch have the bits of scalar calls, which this translation unit compiles for the
// same instruction set. Run with ACT_ISA naming that set.

#include <act/act.hpp>

#include "../contract/fused_forms.hpp"
#include "../contract/positions.hpp"
#include "softsign.hpp"

#include <cstdlib>

namespace {

static_assert(act::detail::goes_through_dispatch<act::gelu_fn> && act::detail::goes_through_dispatch<softsign_fn>);

/// The gelu of this translation unit, which is not dispatched.
struct own_gelu_fn : act::activation_base<own_gelu_fn> {
  using activation_base::derivative;
  static constexpr const char* name = "gelu";
  template <act::simd::vector V>
  static ACT_INLINE V value(V x) {
    return act::gelu_fn::value<V>(x);
  }
  template <act::simd::vector V>
  static ACT_INLINE V derivative(V x) {
    return act::gelu_fn::derivative<V>(x);
  }
};
static_assert(!act::detail::goes_through_dispatch<own_gelu_fn>);

template <class T, act::activation F>
void check(const F& f) {
  INFO(f.name);
  contract::takes_every_range<T>(f);
  contract::works_in_place<T>(f);
  contract::is_independent_of_position<T>(f);
  contract::is_independent_of_streaming<T>(f);
  contract::executors_change_nothing<T>(f);
  contract::fused_forms_agree<T>(f);
}

}  // namespace

TEST_CASE("the set that ACT_ISA names is active", "[dispatch]") {
  const char* const requested = std::getenv("ACT_ISA");
  REQUIRE(requested != nullptr);
  CHECK(act::active_isa() == requested);
  CHECK(!act::requested_isa_is_unknown());
}

TEMPLATE_TEST_CASE("dispatched forms have the bits of scalar calls", "[dispatch]", float, double) {
  check<TestType>(act::gelu);
  check<TestType>(act::silu);
  check<TestType>(act::elu_fn{1.67});
  // The rest of what these do is theirs too: every activation's loops are made by one template.
  contract::executors_change_nothing<TestType>(act::gelu_tanh);
  contract::executors_change_nothing<TestType>(act::gelu_sigmoid);
  contract::executors_change_nothing<TestType>(act::relu);
  contract::executors_change_nothing<TestType>(act::elu);
  contract::executors_change_nothing<TestType>(act::cauchy_gate);
  contract::executors_change_nothing<TestType>(act::gelu_normal_fn{0.3, 1.2});
}

TEMPLATE_TEST_CASE("a user's activation, with a parameter, is dispatched", "[dispatch]", float, double) {
  softsign_fn twice;
  twice.scale = 2;
  check<TestType>(softsign_fn{});
  check<TestType>(twice);
}

TEMPLATE_TEST_CASE("the gradient of a bias has the bits of the loops that are not dispatched", "[dispatch]", float,
                   double) {
  for (const std::size_t columns : {1u, 19u, 128u, 300u}) {
    const std::size_t rows = 77;
    const auto x = contract::mixed_inputs<TestType>(rows * columns),
               bias = contract::upstream_gradients<TestType>(columns);
    std::vector<TestType> dx(x.size()), expected_dx(x.size()), dbias(columns), expected_dbias(columns);
    act::gelu.bias_backward(x, bias, x, dx, dbias);
    own_gelu_fn{}.bias_backward(x, bias, x, expected_dx, expected_dbias);
    contract::require_same_bits(dx, expected_dx);
    contract::require_same_bits(dbias, expected_dbias);
  }
}
