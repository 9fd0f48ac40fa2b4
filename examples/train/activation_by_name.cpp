#include "activation_by_name.hpp"

#include <act/act.hpp>

namespace train {

std::vector<std::string> activation_names() {
  std::vector<std::string> names;
  for (const act::activation_name& known : act::activation_names) names.emplace_back(known.name);
  return names;
}

named_activation activation_by_name(const std::string& name) {
  return act::with_activation(name, [](auto f) {
    return named_activation{f.name, [](std::span<const float> x, std::span<float> y) { decltype(f){}(x, y); },
                            [](std::span<const float> x, std::span<const float> dy, std::span<float> dx) {
                              decltype(f){}.backward(x, dy, dx);
                            }};
  });
}

}  // namespace train
