#include "results.hpp"

#include <cstdio>

int main() {
  std::printf("%s\n", one_program::misuse_with_exceptions().c_str());
  std::fflush(stdout);
  one_program::misuse_without_exceptions();
}
