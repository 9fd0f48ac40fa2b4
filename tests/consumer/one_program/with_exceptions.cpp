#include "results.hpp"

#include <act/gelu.hpp>

#include <vector>

std::string one_program::misuse_with_exceptions() {
  try {
    std::vector<float> y(4);
    act::gelu(std::vector<float>(5), y);
  } catch (const std::invalid_argument& problem) {
    return std::string("thrown: ") + problem.what();
  }
  return "nothing thrown";
}
