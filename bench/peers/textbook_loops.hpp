#pragma once

#include "../textbook.hpp"
#include "loops.hpp"

namespace bench {

template <class T>
static call textbook_call(function f, direction d, const arrays<T>& a) {
  switch (f) {
    case function::gelu:
      return loop<textbook::gelu>(d, a);
    case function::gelu_tanh:
      return loop<textbook::gelu_tanh>(d, a);
    case function::gelu_sigmoid:
      return loop<textbook::gelu_sigmoid>(d, a);
    case function::silu:
      return loop<textbook::silu>(d, a);
    case function::relu:
      return loop<textbook::relu>(d, a);
    case function::elu:
      return loop<textbook::elu>(d, a);
  }
  return {};
}

}  // namespace bench
