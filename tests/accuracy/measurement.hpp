#pragma once

/// \file measurement.hpp
/// The largest error of one quantity of one function in one vector, and what measures it.

#include "../reference/activation.hpp"
#include "compiled_activation.hpp"

#include <cstdint>

namespace accuracy {

/// What an error is counted in, and over which inputs: a column of docs/accuracy.csv.
enum class domain { all, outside, near_sign_change };
enum class quantity { value, derivative };

struct measurement {
  std::string function, vector, instruction_set;
  accuracy::quantity quantity;
  accuracy::domain domain;
  double error = 0, worst_input = 0;
  std::uint64_t inputs = 0, not_correctly_rounded = 0;
};

/// The rows that a function has in the table, without a measurement yet.
template <class T>
std::vector<measurement> rows_to_measure(const reference::activation& f, const compiled_activation<T>& compiled);

/// The larger error of two measurements of the same row, the counts added.
void merge(measurement& into, const measurement& other);

inline bool contains(domain d, bool is_near_sign_change) {
  return d == domain::all || is_near_sign_change == (d == domain::near_sign_change);
}

/// Every stride-th bit pattern of float: with 1 all of them. The error is exact at the worst input, which itself is
/// found to 2^-15 ULP. A NaN that does not stay one counts as an infinite error.
std::vector<measurement> measure_floats(const reference::activation& f,
                                        const std::vector<compiled_activation<float>>& compiled, std::uint32_t stride,
                                        unsigned threads);

/// `points` inputs of double where kernels tend to err: tails, the sign change, ends of binades, saturation,
/// subnormals.
std::vector<measurement> measure_doubles(const reference::activation& f,
                                         const std::vector<compiled_activation<double>>& compiled, std::uint64_t points,
                                         unsigned threads);

/// work(first block, step) on that many threads: each takes the blocks first, first + step, ...; what they return is
/// merged.
std::vector<measurement> on_threads(
    unsigned threads, const std::function<std::vector<measurement>(std::uint64_t first, std::uint64_t step)>& work);

}  // namespace accuracy
