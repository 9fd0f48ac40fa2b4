#pragma once

#include "peer.hpp"

#include <set>

namespace bench {

struct options {
  std::string output;
  std::set<std::string> functions, directions, types, inputs, libraries;  // empty: all
  std::vector<std::size_t> sizes = {1 << 10, 1 << 14, 1 << 20, 1 << 25};
  int repetitions = 11;
  bool times = true, fused = true, errors = true;
};

/// Exits where the command line asks for help or cannot be understood.
options parse(int argc, char** argv);

}  // namespace bench
