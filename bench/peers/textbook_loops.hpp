#pragma once

#include "../textbook.hpp"
#include "loops.hpp"

namespace bench {

template <class T, class Form = direction, template <class> class Arrays = arrays>
static call textbook_call(function f, Form form, const Arrays<T>& a) {
  switch (f) {
    case function::gelu:
      return loop<textbook::gelu>(form, a);
    case function::gelu_tanh:
      return loop<textbook::gelu_tanh>(form, a);
    case function::gelu_sigmoid:
      return loop<textbook::gelu_sigmoid>(form, a);
    case function::silu:
      return loop<textbook::silu>(form, a);
    case function::relu:
      return loop<textbook::relu>(form, a);
    case function::elu:
      return loop<textbook::elu>(form, a);
  }
  return {};
}

}  // namespace bench
