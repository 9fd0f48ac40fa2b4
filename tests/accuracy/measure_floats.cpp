#include "../reference/ulp.hpp"
#include "measurement.hpp"

#include <act/simd/bit_cast.hpp>

#include <cmath>
#include <limits>

namespace accuracy {
namespace {

constexpr std::size_t block_size = 4096;
constexpr std::uint64_t patterns = std::uint64_t{1} << 32;
/// An absolute error is scaled to this, so that the precision of the search is the same for both kinds.
constexpr double absolute_unit = 0x1p-24;
constexpr double search_precision = 0x1p-15;

/// 1 / ulp(exact). Right above a power of two the smaller unit is taken: the exact value may lie below.
double inverse_unit(double exact) {
  const auto bits = act::simd::bit_cast<std::uint64_t>(exact * (1 - 0x1p-39));
  const int binade = static_cast<int>(bits >> 52 & 0x7ff) - 1023;
  const int exponent = -reference::unit_exponent<float>(binade);
  return act::simd::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

struct quantity_reference {
  std::vector<double> exact = std::vector<double>(block_size);
  std::vector<float> rounded = std::vector<float>(block_size);
};

/// One block of inputs with what is right for them.
struct block {
  std::vector<float> x, nan;
  quantity_reference value, derivative;
  std::vector<std::uint8_t> is_near;

  const quantity_reference& operator[](quantity q) const { return q == quantity::value ? value : derivative; }
};

void fill(block& b, const reference::activation& f, std::uint64_t number, std::uint32_t stride) {
  b.x.clear();
  b.nan.clear();
  for (std::uint64_t i = 0; i < block_size; ++i) {
    const std::uint64_t pattern = (number * block_size + i) * stride;
    if (pattern >= patterns) break;
    const float x = act::simd::bit_cast<float>(static_cast<std::uint32_t>(pattern));
    if (std::isfinite(x)) b.x.push_back(x);
    if (std::isnan(x) && !is_fast_math) b.nan.push_back(x);
  }
  const std::size_t count = b.x.size();
  f.in_double(b.x, {b.value.exact.data(), count}, {b.derivative.exact.data(), count});
  for (quantity_reference* q : {&b.value, &b.derivative})
    for (std::size_t i = 0; i < count; ++i) q->rounded[i] = static_cast<float>(q->exact[i]);
  b.is_near.resize(count);
  for (std::size_t i = 0; i < count; ++i) b.is_near[i] = reference::is_near_sign_change(f, b.x[i]);
}

/// The inputs of a block that a row covers.
struct covered {
  std::vector<double> factor;        // from differences to errors, zero for other inputs
  std::vector<std::uint32_t> is_in;  // 1 or 0
  std::uint64_t count = 0;
};

covered covered_inputs(const block& b, quantity q, domain d) {
  covered result{std::vector<double>(b.x.size()), std::vector<std::uint32_t>(b.x.size())};
  for (std::size_t i = 0; i < b.x.size(); ++i) {
    const double unit = d == domain::near_sign_change ? 1 / absolute_unit : inverse_unit(b[q].exact[i]);
    result.is_in[i] = contains(d, b.is_near[i] != 0) && is_promised(b.x[i], b[q].exact[i]);
    result.factor[i] = result.is_in[i] * unit;
    result.count += result.is_in[i];
  }
  return result;
}

/// What is known of a row, on the scale of the search.
double known_error(const measurement& m) {
  return m.domain == domain::near_sign_change ? m.error / absolute_unit : m.error;
}

double scaled_error(float got, double exact, double factor) {
  const double error = std::fabs(got - exact) * factor;
  return error >= 0 ? error : std::numeric_limits<double>::infinity();
}

double largest_error(const std::vector<float>& got, const std::vector<double>& exact,
                     const std::vector<double>& factor) {
  double largest = 0;
  for (std::size_t i = 0; i < factor.size(); ++i) {
    const double error = scaled_error(got[i], exact[i], factor[i]);
    largest = error > largest ? error : largest;
  }
  return largest;
}

/// The error of one result in MPFR.
void confirm_at(measurement& m, const reference::activation& f, float x, float got) {
  const auto both = f.exact(x);
  const reference::real& exact = m.quantity == quantity::value ? both.value : both.derivative;
  const double error = std::isnan(got)                        ? std::numeric_limits<double>::infinity()
                       : m.domain == domain::near_sign_change ? reference::absolute_error(got, exact)
                                                              : reference::error_in_ulp(got, exact);
  if (error > m.error) m.worst_input = x;
  m.error = std::max(error, m.error);
}

/// Computes in MPFR what looks worse than all before; the worst first, after which few others do.
void confirm(measurement& m, const reference::activation& f, const block& b, const std::vector<float>& got,
             const std::vector<double>& factor) {
  const std::vector<double>& exact = b[m.quantity].exact;
  const auto error = [&](std::size_t i) { return scaled_error(got[i], exact[i], factor[i]); };
  std::size_t worst = 0;
  for (std::size_t i = 1; i < factor.size(); ++i) worst = error(i) > error(worst) ? i : worst;
  confirm_at(m, f, b.x[worst], got[worst]);
  for (std::size_t i = 0; i < factor.size(); ++i) {
    if (error(i) > known_error(m) + search_precision) confirm_at(m, f, b.x[i], got[i]);
  }
}

void count(measurement& m, const block& b, const covered& inputs, const std::vector<float>& got) {
  const float* rounded = b[m.quantity].rounded.data();
  std::uint32_t different = 0;
  for (std::size_t i = 0; i < inputs.is_in.size(); ++i) {
    different += static_cast<std::uint32_t>(got[i] != rounded[i]) & inputs.is_in[i];
  }
  m.inputs += inputs.count;
  m.not_correctly_rounded += different;
}

/// A NaN stays one.
void require_nan(measurement& m, const std::vector<float>& nan, const std::vector<float>& got) {
  for (std::size_t i = 0; i < nan.size(); ++i) {
    if (std::isnan(got[i])) continue;
    m.error = std::numeric_limits<double>::infinity();
    m.worst_input = nan[i];
  }
}

void measure_row(measurement& m, const reference::activation& f, const block& b, const covered& inputs,
                 const std::vector<float>& got) {
  if (inputs.count == 0) return;
  if (largest_error(got, b[m.quantity].exact, inputs.factor) > known_error(m) + search_precision) {
    confirm(m, f, b, got, inputs.factor);
  }
  count(m, b, inputs, got);
}

/// The rows of one compiled activation.
void measure_block(std::vector<measurement>& rows, const reference::activation& f, const block& b,
                   const std::vector<covered>& inputs, const compiled_activation<float>& compiled,
                   results<float>& got) {
  got.evaluate(compiled, b.nan);
  for (measurement& m : rows) require_nan(m, b.nan, got[m.quantity]);
  got.evaluate(compiled, b.x);
  for (std::size_t i = 0; i < rows.size(); ++i) measure_row(rows[i], f, b, inputs[i], got[rows[i].quantity]);
}

}  // namespace

std::vector<measurement> measure_floats(const reference::activation& f,
                                        const std::vector<compiled_activation<float>>& compiled, std::uint32_t stride,
                                        unsigned threads) {
  return on_threads(threads, [&](std::uint64_t first, std::uint64_t step) {
    std::vector<std::vector<measurement>> rows;
    for (const auto& c : compiled) rows.push_back(rows_to_measure(f, c));
    block b;
    results<float> got;
    for (std::uint64_t number = first; number * block_size * stride < patterns; number += step) {
      fill(b, f, number, stride);
      std::vector<covered> inputs;
      for (const measurement& m : rows[0]) inputs.push_back(covered_inputs(b, m.quantity, m.domain));
      for (std::size_t k = 0; k < compiled.size(); ++k) measure_block(rows[k], f, b, inputs, compiled[k], got);
    }
    std::vector<measurement> all;
    for (const auto& of_one : rows) all.insert(all.end(), of_one.begin(), of_one.end());
    return all;
  });
}

}  // namespace accuracy
