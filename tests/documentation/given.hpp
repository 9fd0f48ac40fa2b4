#pragma once

// What the documentation's fragments of code take for granted, and how they are called.

#include <act/act.hpp>
#include <act/stochastic.hpp>

#undef NDEBUG
#include <cassert>
#include <cstdint>
#include <cstdio>
#include <vector>

// A fragment need not use what it shows.
#pragma GCC diagnostic ignored "-Wunused-variable"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wshadow"

namespace documentation {

/// Two rows of four columns, and all that belongs to them.
struct given {
  std::size_t columns = 4;
  std::vector<float> x = {-20, -5, -1, -0.5f, 0, 0.5f, 1, 5}, y = x, dydx = x, d2ydx2 = x;
  std::vector<float> dy = std::vector<float>(8, 1.0f), dx = dy;
  std::vector<float> bias = {0.25f, -0.25f, 0.5f, 0}, dbias = bias;
  std::vector<float> gate = x, value = dy, dgate = x, dvalue = x;
  std::vector<float> gate_and_value = std::vector<float>(16, 0.5f), dgate_and_dvalue = gate_and_value;
  std::vector<std::uint64_t> mask = {0};
  std::uint64_t seed = 1, offset = 0;

  /// One that calls.
  struct calling_executor {
    void operator()(std::size_t count, std::size_t, auto&& f) const { f(std::size_t{0}, count); }
  } executor;
};

/// A block of code by its place in the documentation. Each stands in a list from its construction on.
struct block {
  const char* place;
  int (*run)();
  const block* next;

  block(const char* place_of_code, int (*code)()) : place(place_of_code), run(code), next(first) { first = this; }

  inline static const block* first = nullptr;
};

}  // namespace documentation
