// act for C, and so for whatever calls C: a function for each form that is wanted. No exception may leave it.

#include "activations.h"

#include <act/gelu.hpp>

#include <exception>
#include <span>
#include <string>

namespace {

const char* problem_of(auto&& call) {
  thread_local std::string problem;
  try {
    call();
    return nullptr;
  } catch (const std::exception& thrown) {
    problem = thrown.what();
    return problem.c_str();
  }
}

}  // namespace

const char* gelu(const float* x, float* y, size_t count) {
  return problem_of([=] { act::gelu(std::span(x, count), std::span(y, count)); });
}

const char* gelu_backward(const float* x, const float* dy, float* dx, size_t count) {
  return problem_of([=] { act::gelu.backward(std::span(x, count), std::span(dy, count), std::span(dx, count)); });
}
