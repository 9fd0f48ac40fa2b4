#include <act/kernels/normal_far_tail.hpp>
#include <act/kernels/normal_table.hpp>

#include "contract/kernel.hpp"

TEST_CASE("the table of 16 pieces is x Phi(x) down to its reach", "[kernels]") {
  using vector = act::simd::native<double>;
  if constexpr (act::simd::table_entries<vector> == 16)
    contract::kernel_keeps<vector>(act::kernels::normal_from_table{}, reference::gelu(), -6.59, 12, {2, 4});
}

template <class V>
void far_tail_keeps_its_bounds() {
  const act::kernels::normal_far_tail kernel;
  for (double x = -6.55; x > -40; x -= 0.0173) {
    const auto exact = reference::gelu().exact(x);
    INFO("on " << vectors::name_of<V>() << " at " << x);
    CHECK(reference::error_in_ulp(kernel.value(V(x)).get(0), exact.value) <= 2);
    CHECK(reference::error_in_ulp(kernel.derivative(V(x)).get(0), exact.derivative) <= 4);
  }
}

TEST_CASE("the far tail is x Phi(x) on the left of the table and of the nodes", "[kernels]") {
  vectors::for_each(vectors::all<double>{}, []<class V>(std::type_identity<V>) {
    if constexpr (act::simd::is_fused<V>) far_tail_keeps_its_bounds<V>();
  });
}
