#pragma once

/// \file peer.hpp
/// What the comparison knows of a library.

#include "../timing.hpp"

#include <act/half.hpp>

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace bench {

enum class function { gelu, gelu_tanh, gelu_sigmoid, silu, relu, elu };
enum class direction { forward, backward };

inline constexpr function all_functions[] = {function::gelu, function::gelu_tanh, function::gelu_sigmoid,
                                             function::silu, function::relu,      function::elu};
inline constexpr direction all_directions[] = {direction::forward, direction::backward};

inline const char* name_of(function f) {
  constexpr const char* names[] = {"gelu", "gelu_tanh", "gelu_sigmoid", "silu", "relu", "elu"};
  return names[static_cast<int>(f)];
}
inline const char* name_of(direction d) { return d == direction::forward ? "forward" : "backward"; }

template <class T>
constexpr const char* type_name = nullptr;
template <>
inline constexpr const char* type_name<float> = "float";
template <>
inline constexpr const char* type_name<double> = "double";
template <>
inline constexpr const char* type_name<act::float16> = "float16";
template <>
inline constexpr const char* type_name<act::bfloat16> = "bfloat16";

/// Forward: y[i] = f(x[i]). Backward: y[i] = dy[i] f'(x[i]).
template <class T>
struct arrays {
  std::size_t count;  // a multiple of 64
  const T* x;
  const T* dy;
  T* y;
};

enum class fused_form { bias, bias_backward, gated, gated_backward };

inline constexpr fused_form all_fused_forms[] = {fused_form::bias, fused_form::bias_backward, fused_form::gated,
                                                 fused_form::gated_backward};

inline const char* name_of(fused_form f) {
  constexpr const char* names[] = {"bias", "bias_backward", "gated", "gated_backward"};
  return names[static_cast<int>(f)];
}

/// bias: y = f(x + other), other one row. bias_backward: y = dy f'(x + other), of which dother has the sums of the
/// columns. gated: y = f(x) other. gated_backward: y = dy other f'(x), dother = dy f(x).
template <class T>
struct fused_arrays {
  std::size_t rows, columns;  // columns: a multiple of 64
  const T* x;
  const T* other;
  const T* dy;
  T* y;
  T* dother;
};

/// Everything that can be made beforehand is, so that this is what a program pays again and again.

/// Makes a call on these arrays, an empty one where the library has no such function.
template <class T>
using maker = std::function<call(function, direction, const arrays<T>&)>;
template <class T>
using fused_maker = std::function<call(function, fused_form, const fused_arrays<T>&)>;

template <template <class> class Maker>
struct makers {
  Maker<float> in_float = {};
  Maker<double> in_double = {};
  Maker<act::float16> in_float16 = {};
  Maker<act::bfloat16> in_bfloat16 = {};

  template <class T>
  const Maker<T>& of() const {
    if constexpr (std::is_same_v<T, float>) {
      return in_float;
    } else if constexpr (std::is_same_v<T, double>) {
      return in_double;
    } else if constexpr (std::is_same_v<T, act::float16>) {
      return in_float16;
    } else {
      return in_bfloat16;
    }
  }
};

struct peer {
  std::string name, version = {};
  makers<maker> plain = {};
  makers<fused_maker> fused = {};
  /// Why it cannot run here; empty where it can.
  std::string left_out_because = {};

  template <class T>
  call prepare(function f, direction d, const arrays<T>& a) const {
    const maker<T>& make = plain.of<T>();
    return make ? make(f, d, a) : call();
  }
  template <class T>
  call prepare(function f, fused_form form, const fused_arrays<T>& a) const {
    const fused_maker<T>& make = fused.of<T>();
    return make ? make(f, form, a) : call();
  }
};

}  // namespace bench
