#pragma once

/// \file compiled_activation.hpp
/// act's activations as the sweep calls them: by name, in every vector of this build.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace accuracy {

template <class T>
using evaluation = std::function<void(const T* x, T* y, std::size_t count)>;

template <class T>
struct compiled_activation {
  std::string function, vector, instruction_set;
  evaluation<T> value, derivative;
};

template <class T>
std::vector<compiled_activation<T>> compiled_activations();

}  // namespace accuracy
