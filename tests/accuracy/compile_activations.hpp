#pragma once

/// \file compile_activations.hpp
/// Defines compiled_activations(); included once for each element type, so that the two compile side by side.

#include "../vectors.hpp"
#include "compiled_activation.hpp"

#include <array>
#include <type_traits>

#if defined(__FAST_MATH__) && ACT_X86
#include <immintrin.h>
#endif

namespace accuracy {
namespace {

template <auto f, class V, class T = act::simd::lane_of<V>>
void evaluate_apart(const T* x, T* value, T* derivative, std::size_t count) {
  vectors::value<V>(f, x, value, count);
  vectors::derivative<V>(f, x, derivative, count);
}

#if defined(__FAST_MATH__)
template <auto f, class V, class T = act::simd::lane_of<V>>
void evaluate_joint(const T* x, T* value, T* derivative, std::size_t count) {
  vectors::value_and_derivative<V>(f, x, value, derivative, count);
}

/// As in a program that is linked with -ffast-math: to every instruction a subnormal is zero.
template <class T, evaluation<T> evaluate>
void evaluate_flushing(const T* x, T* value, T* derivative, std::size_t count) {
#if ACT_X86
  const unsigned before = _mm_getcsr();
  _mm_setcsr(before | 0x8040);
#endif
  evaluate(x, value, derivative, count);
#if ACT_X86
  _mm_setcsr(before);
#endif
}
#endif

template <auto f>
struct named {
  const char* name;
};

template <class V, auto... f, class T = act::simd::lane_of<V>>
constexpr auto in_vector(named<f>... functions) {
  const auto entry = [](const char* function, const char* form, evaluation<T> evaluate) {
    return compiled_activation<T>{function, vectors::name_of<V>(), vectors::instruction_set_of<V>, form, evaluate};
  };
#if defined(__FAST_MATH__)
  return std::array{entry(functions.name, "", evaluate_apart<f, V>)...,
                    entry(functions.name, " joint", evaluate_joint<f, V>)...,
                    entry(functions.name, " flushing", evaluate_flushing<T, evaluate_apart<f, V>>)...,
                    entry(functions.name, " joint flushing", evaluate_flushing<T, evaluate_joint<f, V>>)...};
#else
  return std::array{entry(functions.name, "", evaluate_apart<f, V>)...};
#endif
}

template <class... V>
constexpr auto in_every_vector(vectors::list<V...>) {
  constexpr std::array by_vector{in_vector<V>(named<act::gelu>{"gelu"}, named<act::gelu_tanh>{"gelu_tanh"},
                                              named<act::gelu_sigmoid>{"gelu_sigmoid"}, named<act::silu>{"silu"},
                                              named<act::relu>{"relu"}, named<act::elu>{"elu"},
                                              named<act::elu_fn{1.67}>{"elu_fn{1.67}"})...};
  constexpr std::size_t in_one = by_vector[0].size();
  std::array<std::remove_cvref_t<decltype(by_vector[0][0])>, by_vector.size() * in_one> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = by_vector[i / in_one][i % in_one];
  return all;
}

}  // namespace

template <class T>
std::span<const compiled_activation<T>> compiled_activations() {
  static constexpr auto all = in_every_vector(vectors::all<T>{});
  return all;
}

}  // namespace accuracy
