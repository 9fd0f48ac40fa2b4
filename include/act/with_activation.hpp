#pragma once

/// \file with_activation.hpp
/// Activations by the names that configurations of models give them.

#include "elu.hpp"
#include "gelu.hpp"
#include "gelu_sigmoid.hpp"
#include "gelu_tanh.hpp"
#include "relu.hpp"
#include "silu.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

ACT_NAMESPACE_BEGIN

/// One of the activations that have names.
using any_activation = std::variant<elu_fn, gelu_fn, gelu_sigmoid_fn, gelu_tanh_fn, relu_fn, silu_fn>;

/// A name, and the activation that it means.
struct activation_name {
  /// In lower case.
  std::string_view name;
  /// As a variant, which std::visit opens.
  any_activation activation;
};

/// Every name that with_activation() knows: those of act, of torch, of ONNX's operators and of Hugging Face's
/// configurations. ("gelu_fast" and "gelu_accurate" there write the tanh form in other ways.)
inline constexpr activation_name activation_names[] = {
    {"elu", elu_fn{}},
    {"gelu", gelu_fn{}},
    {"gelu_accurate", gelu_tanh_fn{}},
    {"gelu_fast", gelu_tanh_fn{}},
    {"gelu_new", gelu_tanh_fn{}},
    {"gelu_python", gelu_fn{}},
    {"gelu_pytorch_tanh", gelu_tanh_fn{}},
    {"gelu_sigmoid", gelu_sigmoid_fn{}},
    {"gelu_tanh", gelu_tanh_fn{}},
    {"quick_gelu", gelu_sigmoid_fn{}},
    {"relu", relu_fn{}},
    {"silu", silu_fn{}},
    {"swish", silu_fn{}},
};

namespace detail {

/// Letters of ASCII are the same in both cases.
inline bool is_same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char c, char d) { return lower(c) == lower(d); });
}

[[noreturn]] ACT_OUT_OF_LINE inline void fail_unknown(std::string_view name) {
  std::string message = "act::with_activation: no activation is named \"" + std::string(name) + "\"; known are ";
  for (const activation_name& known : activation_names)
    message.append(&known == activation_names ? "" : ", ").append(known.name);
  fail(message);
}

}  // namespace detail

/// What the name means, in upper or lower case. Throws std::invalid_argument, with the known names, if it means
/// nothing.
inline any_activation activation_named(std::string_view name) {
  for (const activation_name& known : activation_names)
    if (detail::is_same_name(known.name, name)) return known.activation;
  detail::fail_unknown(name);
}

/// f(act::gelu), or whichever activation the name means: see activation_named(). All calls of f return the same type.
template <class F>
decltype(auto) with_activation(std::string_view name, F&& f) {
  return std::visit(std::forward<F>(f), activation_named(name));
}

ACT_NAMESPACE_END
