#include <act/act.hpp>

#include "contract/fused_forms.hpp"

namespace {

/// One that has no kernels for loops.
struct cube_fn : act::activation_base<cube_fn> {
  using activation_base::derivative;
  static constexpr const char* name = "cube";

  template <act::simd::vector V>
  static V value(V x) {
    return act::simd::product(x, act::simd::product(x, x));
  }
  template <act::simd::vector V>
  static V derivative(V x) {
    return act::simd::product(V(3), act::simd::product(x, x));
  }
};

}  // namespace

TEMPLATE_TEST_CASE("fused forms have the bits of their parts", "[fused]", float, double) {
  using T = TestType;
  SECTION("gelu") { contract::fused_forms_agree<T>(act::gelu); }
  SECTION("elu_fn{1.67}") { contract::fused_forms_agree<T>(act::elu_fn{1.67}); }
  SECTION("a user's own") { contract::fused_forms_agree<T>(cube_fn{}); }
#if !defined(ACT_TEST_ONE_OF_EACH_KIND)
  SECTION("gelu_tanh") { contract::fused_forms_agree<T>(act::gelu_tanh); }
  SECTION("gelu_sigmoid") { contract::fused_forms_agree<T>(act::gelu_sigmoid); }
  SECTION("silu") { contract::fused_forms_agree<T>(act::silu); }
  SECTION("relu") { contract::fused_forms_agree<T>(act::relu); }
  SECTION("elu") { contract::fused_forms_agree<T>(act::elu); }
#endif
}
