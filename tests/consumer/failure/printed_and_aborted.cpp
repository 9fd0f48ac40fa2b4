// Without exceptions and without an ACT_FAIL: the message on stderr, then an abort.

#include <act/gelu.hpp>

#include <vector>

int main() {
  std::vector<float> y(4);
  act::gelu(std::vector<float>(5), y);
}
