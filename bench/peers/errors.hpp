#pragma once

/// \file errors.hpp
/// How far a library's results are from the right ones, in ULP of the right ones.

#include "peer.hpp"

#include <array>

namespace bench {

struct range {
  const char* name;
  double low, high;
};

/// The first one on the right, the last one far in the tail.
inline constexpr range ranges[] = {
    {"x > 0", 0x1p-100, 20}, {"[-1, 0)", -1, -0x1p-100}, {"[-5, -1)", -5, -1}, {"[-14, -5)", -14, -5}};
inline constexpr double special_inputs[] = {-__builtin_inf(), __builtin_inf()};

struct errors_of_library {
  std::string library;
  std::array<double, std::size(ranges)> worst;             // infinite where a result is not a number
  std::array<double, std::size(special_inputs)> specials;  // what it gives there
};

/// A point for each range of the left to right sweep.
struct curve {
  std::string library;
  std::vector<double> worst;
};
inline constexpr range curve_range{"curve", -15, 5};
inline constexpr std::size_t curve_pieces = 200;

template <class T>
std::vector<errors_of_library> errors(const std::vector<peer>& peers, function f, direction d);

/// Of the forward direction in float: the worst error in each of curve_pieces pieces of curve_range.
std::vector<curve> error_curves(const std::vector<peer>& peers, function f);

}  // namespace bench
