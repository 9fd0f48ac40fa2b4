#include "errors.hpp"

#include "../../tests/reference/activation.hpp"
#include "../../tests/reference/ulp.hpp"
#include "../aligned_array.hpp"

#include <cmath>
#include <limits>
#include <utility>

namespace bench {
namespace {

template <class T>
constexpr std::size_t points_in_a_range = sizeof(T) == 8   ? 1 << 10
                                          : sizeof(T) == 4 ? 1 << 19
                                                           : 1 << 16;
constexpr std::size_t points_in_a_piece = 1 << 10;

reference::activation reference_of(function f) {
  switch (f) {
    case function::gelu:
      return reference::gelu();
    case function::gelu_tanh:
      return reference::gelu_tanh();
    case function::gelu_sigmoid:
      return reference::gelu_sigmoid();
    case function::silu:
      return reference::silu();
    case function::relu:
      return reference::relu();
    case function::elu:
      return reference::elu(1);
  }
  return {};
}

/// high + low, and the unit in which an error is counted.
struct exact_result {
  double high, low, unit;
};

/// Near its sign change a derivative is arbitrarily small, and its error in ULP says nothing: there the unit is that of
/// 1/16 at least.
constexpr int smallest_binade_near_sign_change = -4;

template <class T>
double unit_at(double exact, bool is_near_sign_change) {
  const int binade = exact == 0 ? -100000 : std::ilogb(exact);
  return std::ldexp(1.0, reference::unit_exponent<T>(
                             is_near_sign_change ? std::max(binade, smallest_binade_near_sign_change) : binade));
}

template <class T>
std::vector<exact_result> exact_results(const reference::activation& f, direction d, std::span<const T> x) {
  const auto result = [&](auto at, double high, double low) {
    const bool is_near = d == direction::backward && reference::is_near_sign_change(f, at);
    return exact_result{high, low, unit_at<T>(high, is_near)};
  };
  std::vector<exact_result> all;
  if constexpr (sizeof(T) <= 4) {
    std::vector<float> at;
    for (const T number : x) at.push_back(static_cast<float>(number));
    std::vector<double> value(x.size()), derivative(x.size());
    f.in_double(at, value, derivative);
    const auto& wanted = d == direction::forward ? value : derivative;
    for (std::size_t i = 0; i < x.size(); ++i) all.push_back(result(at[i], wanted[i], 0));
  } else {
    for (const T at : x) {
      const auto both = f.exact(at);
      const reference::real& wanted = d == direction::forward ? both.value : both.derivative;
      const double high = wanted.to_double();
      all.push_back(result(at, high, (wanted - reference::real(high)).to_double()));
    }
  }
  return all;
}

double error(double got, const exact_result& exact) {
  const double difference = std::fabs((got - exact.high) - exact.low);
  return std::isfinite(difference) ? difference / exact.unit : std::numeric_limits<double>::infinity();
}

/// Half of them evenly spread over the numbers, half over the exponents, and the ends.
template <class T>
void append_points(std::vector<T>& x, const range& r, std::size_t count) {
  const double sign = r.high > 0 ? 1 : -1;
  const double small = std::min(std::fabs(r.low), std::fabs(r.high)),
               large = std::max(std::fabs(r.low), std::fabs(r.high));
  for (std::size_t i = 0; i < count / 2; ++i) {
    const double at = static_cast<double>(i) / static_cast<double>(count / 2 - 1);
    x.push_back(static_cast<T>(sign * (small + at * (large - small))));
    x.push_back(static_cast<T>(sign * small * std::pow(large / small, at)));
  }
}

template <class T>
std::vector<T> points_of_ranges() {
  std::vector<T> x;
  for (const range& r : ranges) append_points(x, r, points_in_a_range<T>);
  return x;
}

/// What a library makes of these inputs; nothing where it has no such function.
template <class T>
std::vector<T> results(const peer& p, function f, direction d, const std::vector<T>& x) {
  const workspace<T> memory(x, T(1));
  const call run =
      p.prepare<T>(f, d, {x.size(), memory.x.numbers().data(), memory.dy.numbers().data(), memory.y.numbers().data()});
  if (!run) return {};
  run();
  return {memory.y.numbers().begin(), memory.y.numbers().end()};
}

template <class T>
double worst_error(std::span<const T> got, std::span<const exact_result> exact) {
  double worst = 0;
  for (std::size_t i = 0; i < got.size(); ++i) worst = std::max(worst, error(static_cast<double>(got[i]), exact[i]));
  return worst;
}

}  // namespace

template <class T>
std::vector<errors_of_library> errors(const std::vector<peer>& peers, function f, direction d) {
  const std::vector<T> x = points_of_ranges<T>();
  const std::vector<exact_result> exact = exact_results<T>(reference_of(f), d, x);
  std::vector<errors_of_library> all;
  for (const peer& p : peers) {
    const std::vector<T> got = results(p, f, d, x);
    if (got.empty()) continue;
    errors_of_library of{p.name, {}, {}};
    constexpr std::size_t count = points_in_a_range<T>;
    for (std::size_t i = 0; i < std::size(ranges); ++i) {
      of.worst[i] = worst_error<T>({got.data() + i * count, count}, {exact.data() + i * count, count});
    }
    for (std::size_t i = 0; i < std::size(special_inputs); ++i) {
      const std::vector<T> everywhere(64, static_cast<T>(special_inputs[i]));
      of.specials[i] = static_cast<double>(results(p, f, d, everywhere)[0]);
    }
    all.push_back(of);
  }
  return all;
}

template std::vector<errors_of_library> errors<float>(const std::vector<peer>&, function, direction);
template std::vector<errors_of_library> errors<double>(const std::vector<peer>&, function, direction);
template std::vector<errors_of_library> errors<act::float16>(const std::vector<peer>&, function, direction);
template std::vector<errors_of_library> errors<act::bfloat16>(const std::vector<peer>&, function, direction);

std::vector<curve> error_curves(const std::vector<peer>& peers, function f) {
  constexpr std::size_t count = curve_pieces * points_in_a_piece;
  std::vector<float> x(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double at = (static_cast<double>(i) + 0.5) / static_cast<double>(count);
    x[i] = static_cast<float>(curve_range.low + at * (curve_range.high - curve_range.low));
  }
  const std::vector<exact_result> exact = exact_results<float>(reference_of(f), direction::forward, x);
  std::vector<curve> all;
  for (const peer& p : peers) {
    const std::vector<float> got = results(p, f, direction::forward, x);
    if (got.empty()) continue;
    curve of{p.name, {}};
    for (std::size_t i = 0; i < count; i += points_in_a_piece) {
      of.worst.push_back(
          worst_error<float>({got.data() + i, points_in_a_piece}, {exact.data() + i, points_in_a_piece}));
    }
    all.push_back(std::move(of));
  }
  return all;
}

}  // namespace bench
