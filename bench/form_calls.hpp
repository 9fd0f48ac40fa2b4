#pragma once

// The same calls, compiled with two versions of act: they share none of its types.

#include <cstddef>
#include <vector>

namespace bench {

/// Matrices of `count` elements and rows of `columns`; second is the upstream gradient, the bias or the gated value.
struct form_arrays {
  std::size_t count, columns;
  const void *x, *second;
  void *y, *z, *sums;
};

struct form_call {
  const char *function, *form;
  void (*run)(const form_arrays& memory);
};
using form_calls = std::vector<form_call>;

namespace before {
form_calls of_float(), of_double(), of_float16(), of_bfloat16();
}
namespace after {
form_calls of_float(), of_double(), of_float16(), of_bfloat16();
}

}  // namespace bench
