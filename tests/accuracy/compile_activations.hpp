#pragma once

/// \file compile_activations.hpp
/// Defines compiled_activations(); included once for each element type, so that the two compile side by side.

#include "../reference/activation.hpp"
#include "../vectors.hpp"
#include "compiled_activation.hpp"

#include <type_traits>

namespace accuracy {

template <class T, class F>
void compile(const std::string& function, const F& f, std::vector<compiled_activation<T>>& result) {
  vectors::for_each(vectors::all<T>{}, [&]<class V>(std::type_identity<V>) {
    result.push_back({function, vectors::name_of<V>(), vectors::instruction_set_of<V>,
                      [f](const T* x, T* y, std::size_t count) { vectors::value<V>(f, x, y, count); },
                      [f](const T* x, T* y, std::size_t count) { vectors::derivative<V>(f, x, y, count); }});
  });
}

template <class T>
std::vector<compiled_activation<T>> compiled_activations() {
  std::vector<compiled_activation<T>> result;
  compile(reference::gelu().name, act::gelu, result);
  compile(reference::gelu_tanh().name, act::gelu_tanh, result);
  compile(reference::gelu_sigmoid().name, act::gelu_sigmoid, result);
  compile(reference::silu().name, act::silu, result);
  compile(reference::relu().name, act::relu, result);
  compile(reference::elu(1).name, act::elu, result);
  compile(reference::elu(reference::another_alpha).name, act::elu_fn{reference::another_alpha}, result);
  return result;
}

}  // namespace accuracy
