#include "../reference/ulp.hpp"
#include "measurement.hpp"

#include <act/simd/bit_cast.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace accuracy {
namespace {

constexpr std::uint64_t block_size = 256;
/// Absolute errors are counted in units of 2^absolute_unit.
constexpr int absolute_unit = -54;
constexpr double search_precision = 0x1p-40;

/// Random numbers that depend on a counter alone (SplitMix64), so that every number of threads sees the same points.
class random_numbers {
 public:
  explicit random_numbers(std::uint64_t index) : state_(index * 0xd1342543de82ef95u) {}

  std::uint64_t bits() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
  }
  double uniform(double low, double high) { return low + (high - low) * (static_cast<double>(bits() >> 11) * 0x1p-53); }
  int integer(int low, int high) { return low + static_cast<int>(bits() % static_cast<std::uint64_t>(high - low + 1)); }
  double sign() { return bits() % 2 == 0 ? 1 : -1; }

 private:
  std::uint64_t state_;
};

/// Where the derivative has just underflowed on the left; -1000 where it never does.
double left_edge(const reference::activation& f) {
  const auto underflows = [&](double x) { return f.exact(x).derivative.to_double() == 0; };
  if (underflows(-1)) return -1000;
  double in = -1, out = -2000;
  while (out < in - 1e-3) {
    const double middle = (in + out) / 2;
    (underflows(middle) ? out : in) = middle;
  }
  return out;
}

double finite_from_bits(std::uint64_t bits) {
  const double x = act::simd::bit_cast<double>(bits);
  return std::isfinite(x) ? x : act::simd::bit_cast<double>(bits & 0x800fffffffffffffu);
}

/// Eight kinds of points in turn.
double hard_point(std::uint64_t index, double edge, double sign_change) {
  random_numbers random(index);
  switch (index % 8) {
    case 0:  // any exponent, subnormals with every other
      return finite_from_bits(index % 16 == 0 ? random.bits() : random.bits() & 0x800fffffffffffffu);
    case 1:  // small, where the result is half of x
      return random.sign() * std::exp2(random.uniform(-60, 3));
    case 2:  // the left tail
      return random.uniform(1.02 * edge, 0);
    case 3:  // the way to saturation on the right
      return random.uniform(0, -edge);
    case 4:  // ever closer to the sign change
      return sign_change + random.sign() * std::exp2(random.uniform(-52, 0));
    case 5:  // the ends of binades
      return random.sign() * std::ldexp(1 + random.integer(-4, 4) * 0x1p-52, random.integer(-40, 10));
    case 6:  // where results underflow
      return random.uniform(1.002 * edge, 0.94 * edge);
    default:
      return random.uniform(-6, 6);
  }
}

/// An exact result as doubles are compared with it: rounded, and what the rounding took away, in units of 2^unit.
struct expectation {
  double rounded, rest;
  int unit;

  expectation(const reference::real& exact, bool is_absolute)
      : rounded(exact.to_double()), unit(is_absolute ? absolute_unit : reference::unit_exponent<double>(exact)) {
    rest = reference::scaled_by_power_of_two(exact - reference::real(rounded), -unit).to_double();
  }

  /// |got - exact| in units of 2^unit, to 2^-50.
  double error_of(double got) const {
    const double error = std::fabs(std::ldexp(got - rounded, -unit) - rest);
    return error >= 0 ? error : std::numeric_limits<double>::infinity();
  }
};

/// One block of inputs with what is right for them.
struct block {
  std::vector<double> x;
  std::vector<std::uint8_t> is_near;
  std::vector<expectation> value, derivative;

  const std::vector<expectation>& operator[](quantity q) const { return q == quantity::value ? value : derivative; }
};

block exact_block(const reference::activation& f, std::vector<double> x) {
  block b{std::move(x), {}, {}, {}};
  for (const double input : b.x) {
    const auto exact = f.nearly_exact(input);
    b.is_near.push_back(reference::is_near_sign_change(f, input));
    b.value.emplace_back(exact.value, false);
    b.derivative.emplace_back(exact.derivative, b.is_near.back() != 0);
  }
  return b;
}

/// Takes the error of a result into account: at both precisions of the reference where it looks worse than all before.
void compare(measurement& m, const reference::activation& f, double x, double got, const expectation& expected) {
  const bool is_absolute = m.domain == domain::near_sign_change;
  ++m.inputs;
  m.not_correctly_rounded += got != expected.rounded;
  const double known = is_absolute ? std::ldexp(m.error, -absolute_unit) : m.error;
  if (expected.error_of(got) <= known + search_precision) return;
  const auto both = f.exact(x);
  const reference::real& exact = m.quantity == quantity::value ? both.value : both.derivative;
  const double error = is_absolute ? reference::absolute_error(got, exact) : reference::error_in_ulp(got, exact);
  if (error > m.error) m.worst_input = x;
  m.error = std::max(m.error, error);
}

/// The results of one compiled activation on a block of points, compared with the exact ones.
void measure_block(std::vector<measurement>& rows, const reference::activation& f,
                   const compiled_activation<double>& compiled, const block& b, results<double>& got) {
  got.evaluate(compiled, b.x);
  for (measurement& m : rows) {
    const std::vector<expectation>& expected = b[m.quantity];
    for (std::size_t i = 0; i < b.x.size(); ++i) {
      if (!contains(m.domain, b.is_near[i] != 0) || !is_promised(b.x[i], expected[i].rounded)) continue;
      compare(m, f, b.x[i], got[m.quantity][i], expected[i]);
    }
  }
}

}  // namespace

std::vector<measurement> measure_doubles(const reference::activation& f,
                                         const std::vector<compiled_activation<double>>& compiled,
                                         const std::vector<double>& known, std::uint64_t points, unsigned threads) {
  const double edge = left_edge(f), sign_change = f.exact_sign_change();
  return on_threads(threads, [&](std::uint64_t first, std::uint64_t step) {
    std::vector<std::vector<measurement>> rows;
    for (const auto& c : compiled) rows.push_back(rows_to_measure(f, c));
    results<double> got;
    const auto measure = [&](std::vector<double> x) {
      const block b = exact_block(f, std::move(x));
      for (std::size_t k = 0; k < compiled.size(); ++k) measure_block(rows[k], f, compiled[k], b, got);
    };
    if (first == 0) measure(known);
    for (std::uint64_t begin = first * block_size; begin < points; begin += step * block_size) {
      std::vector<double> x;
      for (std::uint64_t i = begin; i < std::min(begin + block_size, points); ++i) {
        x.push_back(hard_point(i, edge, sign_change));
      }
      measure(std::move(x));
    }
    std::vector<measurement> all;
    for (const auto& of_one : rows) all.insert(all.end(), of_one.begin(), of_one.end());
    return all;
  });
}

}  // namespace accuracy
