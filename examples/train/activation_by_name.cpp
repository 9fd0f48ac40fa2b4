#include "activation_by_name.hpp"

#include <act/act.hpp>

#include <algorithm>
#include <stdexcept>

namespace train {
namespace {

template <act::activation auto F>
constexpr named_activation range_forms() {
  return {F.name, [](std::span<const float> x, std::span<float> y) { F(x, y); },
          [](std::span<const float> x, std::span<const float> dy, std::span<float> dx) { F.backward(x, dy, dx); }};
}

constexpr named_activation activations[] = {
    range_forms<act::gelu>(), range_forms<act::gelu_tanh>(), range_forms<act::gelu_sigmoid>(),
    range_forms<act::silu>(), range_forms<act::relu>(),      range_forms<act::elu>(),
};

}  // namespace

std::vector<std::string> activation_names() {
  std::vector<std::string> names;
  for (const named_activation& activation : activations) names.emplace_back(activation.name);
  return names;
}

const named_activation& activation_by_name(const std::string& name) {
  const auto* found = std::find_if(std::begin(activations), std::end(activations),
                                   [&name](const named_activation& activation) { return name == activation.name; });
  if (found == std::end(activations)) throw std::invalid_argument("no activation is named " + name);
  return *found;
}

}  // namespace train
