// Every activation that has nothing to learn.

#include "activation_operators.hpp"

#include <act/act.hpp>

namespace act_torch {
namespace {

/// f.template operator()<Activation, Parameters...>(schema of the parameters), for each.
template <class F>
void for_each_activation(const F& f) {
  f.template operator()<act::gelu_fn>();
  f.template operator()<act::gelu_tanh_fn>();
  f.template operator()<act::gelu_sigmoid_fn>();
  f.template operator()<act::silu_fn>();
  f.template operator()<act::relu_fn>();
  f.template operator()<act::cauchy_gate_fn>();
  f.template operator()<act::elu_fn, double>();
}

TORCH_LIBRARY_FRAGMENT(act, library) {
  for_each_activation([&]<class Activation, class... Parameters>() {
    define<Activation>(library, sizeof...(Parameters) == 0 ? "" : ", float alpha=1.0");
  });
}

TORCH_LIBRARY_IMPL(act, CPU, library) {
  for_each_activation([&]<class... Types>() { implement_on_cpu<Types...>(library); });
}

TORCH_LIBRARY_IMPL(act, Autograd, library) {
  for_each_activation([&]<class... Types>() { implement_in_autograd<Types...>(library); });
}

TORCH_LIBRARY_IMPL(act, ADInplaceOrView, library) {
  for_each_activation([&]<class Activation, class...>() { implement_in_place_counters<Activation>(library); });
}

}  // namespace
}  // namespace act_torch
