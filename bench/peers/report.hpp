#pragma once

/// \file report.hpp
/// What was measured, and its JSON.

#include "../timing.hpp"
#include "errors.hpp"

#include <iosfwd>

namespace bench {

struct timed_cell {
  std::string function, direction, type, inputs;
  std::size_t size;
  std::vector<timing> timings;
};

struct fused_cell {
  std::string function, form, type;
  std::size_t size;
  std::vector<timing> timings;
};

struct erring_cell {
  std::string function, direction, type;
  std::vector<errors_of_library> errors;
};

struct curves_of_function {
  std::string function;
  std::vector<curve> curves;
};

struct report {
  std::string instruction_set, processor, compiler;
  int repetitions;
  std::vector<peer> peers;
  std::vector<timed_cell> times;
  std::vector<fused_cell> fused;
  std::vector<erring_cell> errors;
  std::vector<curves_of_function> curves;
};

std::ostream& operator<<(std::ostream& out, const report& r);

}  // namespace bench
