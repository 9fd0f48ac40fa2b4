#pragma once

// act's activations chosen at run time: the range forms that training needs, behind their names.

#include <span>
#include <string>
#include <vector>

namespace train {

struct named_activation {
  const char* name;
  void (*value)(std::span<const float> x, std::span<float> y);
  void (*backward)(std::span<const float> x, std::span<const float> dy, std::span<float> dx);
};

std::vector<std::string> activation_names();

/// The name is one of activation_names(), or std::invalid_argument says so.
named_activation activation_by_name(const std::string& name);

}  // namespace train
