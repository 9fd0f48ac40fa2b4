#pragma once

/// \file measurement.hpp
/// The largest error of one quantity of one function in one vector, and what measures it.

#include "../reference/activation.hpp"
#include "compiled_activation.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace accuracy {

/// What an error is counted in, and over which inputs: a column of docs/accuracy.csv.
enum class domain { all, outside, near_sign_change };
enum class quantity { value, derivative };

struct measurement {
  std::string function, vector, instruction_set;  // the vector with its form
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

/// Whether a result counts, given its input and the exact result.
template <class T>
bool is_promised(T x, double exact) {
  constexpr T smallest = std::numeric_limits<T>::min();
  return !is_fast_math || (std::isnormal(x) && std::fabs(exact) >= static_cast<double>(smallest));
}

/// What one compiled activation makes of a block of inputs.
template <class T>
struct results {
  std::vector<T> value, derivative;

  void evaluate(const compiled_activation<T>& compiled, const std::vector<T>& x) {
    value.resize(x.size());
    derivative.resize(x.size());
    compiled.evaluate(x.data(), value.data(), derivative.data(), x.size());
  }
  const std::vector<T>& operator[](quantity q) const { return q == quantity::value ? value : derivative; }
};

/// Every stride-th bit pattern of float: with 1 all of them. The error is exact at the worst input, which itself is
/// found to 2^-15 ULP. A NaN that does not stay one counts as an infinite error.
std::vector<measurement> measure_floats(const reference::activation& f,
                                        const std::vector<compiled_activation<float>>& compiled, std::uint32_t stride,
                                        unsigned threads);

/// Inputs of double that are known to be bad, and `points` where kernels tend to err: tails, the sign change, ends of
/// binades, saturation, subnormals.
std::vector<measurement> measure_doubles(const reference::activation& f,
                                         const std::vector<compiled_activation<double>>& compiled,
                                         const std::vector<double>& known, std::uint64_t points, unsigned threads);

/// work(first block, step) on that many threads: each takes the blocks first, first + step, ...; what they return is
/// merged.
std::vector<measurement> on_threads(
    unsigned threads, const std::function<std::vector<measurement>(std::uint64_t first, std::uint64_t step)>& work);

}  // namespace accuracy
