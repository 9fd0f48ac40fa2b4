#pragma once

/// \file peer.hpp
/// What the comparison knows of a library.

#include "../timing.hpp"

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
constexpr const char* type_name = sizeof(T) == 4 ? "float" : "double";

/// Forward: y[i] = f(x[i]). Backward: y[i] = dy[i] f'(x[i]).
template <class T>
struct arrays {
  std::size_t count;  // a multiple of 64
  const T* x;
  const T* dy;
  T* y;
};

/// Everything that can be made beforehand is, so that this is what a program pays again and again.

/// Makes a call on these arrays, an empty one where the library has no such function.
template <class T>
using maker = std::function<call(function, direction, const arrays<T>&)>;

struct peer {
  std::string name, version = {};
  maker<float> in_float = {};
  maker<double> in_double = {};
  /// Why it cannot run here; empty where it can.
  std::string left_out_because = {};

  template <class T>
  call prepare(function f, direction d, const arrays<T>& a) const {
    if constexpr (sizeof(T) == 4) {
      return in_float ? in_float(f, d, a) : call();
    } else {
      return in_double ? in_double(f, d, a) : call();
    }
  }
};

}  // namespace bench
