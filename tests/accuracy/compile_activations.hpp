#pragma once

/// \file compile_activations.hpp
/// Defines compiled_activations(); included once for each element type, so that the two compile side by side.

#include "../flushed_subnormals.hpp"
#include "../vectors.hpp"
#include "compiled_activation.hpp"

#include <array>
#include <type_traits>

namespace accuracy {
namespace {

/// The kernels alone, in vectors of type V.
template <class V>
struct kernels {
  using vector = V;
  using T = act::simd::lane_of<V>;
  static constexpr const char *apart_form = "", *joint_form = " joint";

  template <auto f>
  static void apart(const T* x, T* value, T* derivative, std::size_t count) {
    vectors::value<V>(f, x, value, count);
    vectors::derivative<V>(f, x, derivative, count);
  }
  template <auto f>
  static void joint(const T* x, T* value, T* derivative, std::size_t count) {
    vectors::value_and_derivative<V>(f, x, value, derivative, count);
  }
};

/// The calls over ranges, which use the native vector.
template <class Lane>
struct ranges {
  using vector = act::simd::native<Lane>;
  using T = Lane;
  static constexpr const char *apart_form = " ranges", *joint_form = " ranges joint";

  template <auto f>
  static void apart(const T* x, T* value, T* derivative, std::size_t count) {
    f(std::span(x, count), std::span(value, count));
    f.derivative(std::span(x, count), std::span(derivative, count));
  }
  template <auto f>
  static void joint(const T* x, T* value, T* derivative, std::size_t count) {
    f.value_and_derivative(std::span(x, count), std::span(value, count), std::span(derivative, count));
  }
};

#if defined(__FAST_MATH__)
/// As in a program that is linked with -ffast-math: to every instruction a subnormal is zero.
template <class T, evaluation<T> evaluate>
void flushing(const T* x, T* value, T* derivative, std::size_t count) {
  const flushed_subnormals during_this_call;
  evaluate(x, value, derivative, count);
}
#endif

template <auto f>
struct named {
  const char* name;
};

/// Every function, evaluated in one way: by kernels<V> or ranges<T>.
template <class Way, auto... f>
constexpr auto evaluated_by(named<f>... functions) {
  using V = typename Way::vector;
  using T = typename Way::T;
  const auto entry = [](const char* function, const char* form, const char* subnormals, evaluation<T> evaluate) {
    return compiled_activation<T>{function, vectors::name_of<V>(), vectors::instruction_set_of<V>, form, subnormals,
                                  evaluate};
  };
#if defined(__FAST_MATH__)
  return std::array{entry(functions.name, Way::apart_form, "", Way::template apart<f>)...,
                    entry(functions.name, Way::joint_form, "", Way::template joint<f>)...,
                    entry(functions.name, Way::apart_form, " flushing", flushing<T, Way::template apart<f>>)...,
                    entry(functions.name, Way::joint_form, " flushing", flushing<T, Way::template joint<f>>)...};
#else
  return std::array{entry(functions.name, Way::apart_form, "", Way::template apart<f>)...};
#endif
}

template <class... Way>
constexpr auto evaluated_by_all() {
  constexpr std::array by_way{evaluated_by<Way>(named<act::gelu>{"gelu"}, named<act::gelu_tanh>{"gelu_tanh"},
                                                named<act::gelu_sigmoid>{"gelu_sigmoid"}, named<act::silu>{"silu"},
                                                named<act::relu>{"relu"}, named<act::elu>{"elu"},
                                                named<act::elu_fn{1.67}>{"elu_fn{1.67}"})...};
  constexpr std::size_t in_one = by_way[0].size();
  std::array<std::remove_cvref_t<decltype(by_way[0][0])>, by_way.size() * in_one> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = by_way[i / in_one][i % in_one];
  return all;
}

template <class T, class... V>
constexpr auto evaluated_by_ranges_and(vectors::list<V...>) {
  return evaluated_by_all<ranges<T>, kernels<V>...>();
}

}  // namespace

template <class T>
std::span<const compiled_activation<T>> compiled_activations() {
  static constexpr auto all = evaluated_by_ranges_and<T>(vectors::all<T>{});
  return all;
}

}  // namespace accuracy
