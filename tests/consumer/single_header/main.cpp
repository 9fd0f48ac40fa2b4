#include "../one_program/results.hpp"

#include <cstdio>

bool everything_is_there();

int main() {
  const std::string of_headers = one_program::results_of_headers();
  const std::string of_single_header = one_program::results_of_single_header();
  std::printf("headers %s\nsingle header %s\n", of_headers.c_str(), of_single_header.c_str());
  return of_headers == of_single_header && everything_is_there() ? 0 : 1;
}
