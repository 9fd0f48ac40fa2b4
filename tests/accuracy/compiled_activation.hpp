#pragma once

/// \file compiled_activation.hpp
/// act's activations as the sweep calls them: by name, in every vector of a build. Plain pointers, so that what is
/// compiled with -ffast-math shares no inline arithmetic with what measures it.

#include <cstddef>
#include <span>

namespace accuracy {

template <class T>
using evaluation = void (*)(const T* x, T* value, T* derivative, std::size_t count);

template <class T>
struct compiled_activation {
  const char *function, *vector, *instruction_set;
  const char* form;        // "", or " ranges" for the calls over ranges, with " joint" for value_and_derivative
  const char* subnormals;  // "", or " flushing" where they are zero
  evaluation<T> evaluate;
};

template <class T>
std::span<const compiled_activation<T>> compiled_activations();

/// Whether these were compiled with -ffast-math, which promises twice the bounds for normal numbers alone.
extern const bool is_fast_math;

}  // namespace accuracy
