// Users and the libraries they link may have subnormals flushed to zero. Results are then the usual ones, flushed.

#include "flushed_subnormals.hpp"

#include <act/act.hpp>

#include "contract/bits.hpp"
#include "contract/inputs.hpp"

#include <algorithm>

namespace {

template <class T>
T flushed(T x) {
  return std::fabs(x) < std::numeric_limits<T>::min() ? std::copysign(T(0), x) : x;
}

/// Every power of two with a few mantissas, and a fine grid over the tails where results underflow.
template <class T>
std::vector<T> inputs() {
  std::vector<T> x = contract::mixed_inputs<T>(2000);
  constexpr int lowest = std::numeric_limits<T>::min_exponent - std::numeric_limits<T>::digits;
  for (int exponent = lowest; exponent < 12; ++exponent)
    for (const double mantissa : {1.0, 1.3, 1.999})
      for (const double sign : {1.0, -1.0}) x.push_back(static_cast<T>(sign * std::ldexp(mantissa, exponent)));
  for (double left = -800; left < 0; left += 0.00713) x.push_back(static_cast<T>(left));
  return x;
}

template <class T>
[[maybe_unused]] constexpr T upstream = static_cast<T>(1.25);

/// The results of the range forms, one behind the other.
template <class T, act::activation F>
std::vector<T> results(const F& f, const std::vector<T>& x) {
  const std::size_t count = x.size();
  const std::vector<T> dy(count, upstream<T>);
  std::vector<T> all(5 * count);
  const auto form = [&](std::size_t i) { return std::span(all).subspan(i * count, count); };
  f(x, form(0));
  f.derivative(x, form(1));
  f.value_and_derivative(x, form(2), form(3));
  f.backward(x, dy, form(4));
  return all;
}

/// As they would be if nothing but x, the results and the derivative in a backward pass were flushed.
template <class T, act::activation F>
std::vector<T> expected_results(const F& f, std::vector<T> x) {
  const std::size_t count = x.size();
  std::transform(x.begin(), x.end(), x.begin(), flushed<T>);
  std::vector<T> all = results(f, x);
  for (std::size_t i = 0; i < count; ++i) all[4 * count + i] = flushed(all[count + i]) * upstream<T>;
  return all;
}

/// Where a second word is subnormal it is flushed, and the last bit may be another. The smallest
/// normal number may be what a subnormal was rounded to.
template <class T>
bool agree(T got, T expected) {
  using limits = std::numeric_limits<T>;
  const T magnitude = std::fabs(expected);
  return contract::same_bits(got, expected) || (magnitude == limits::min() && got == 0) ||
         (magnitude < 16 * limits::min() / limits::epsilon() && std::abs(contract::steps_between(got, expected)) <= 1);
}

template <class T, act::activation F>
void check(const F& f) {
  const std::vector<T> x = inputs<T>();
  const std::vector<T> expected = expected_results(f, x);
  const std::vector<T> got = [&] {
    const flushed_subnormals during_these_calls;
    return results(f, x);
  }();
  std::size_t wrong = 0;
  std::string first;
  for (std::size_t i = 0; i < got.size(); ++i) {
    if (agree(flushed(got[i]), flushed(expected[i]))) continue;
    if (wrong++ == 0)
      first = "form " + std::to_string(i / x.size()) + " at " + contract::hexadecimal(x[i % x.size()]) + " is " +
              contract::hexadecimal(got[i]) + " instead of " + contract::hexadecimal(expected[i]);
  }
  INFO(F::name << ": " << first);
  CHECK(wrong == 0);
}

}  // namespace

TEMPLATE_TEST_CASE("with subnormals flushed, results are the usual ones flushed", "[flushed_subnormals]", float,
                   double) {
  if constexpr (flushed_subnormals::is_known) {
    using T = TestType;
    check<T>(act::gelu);
    check<T>(act::gelu_tanh);
    check<T>(act::gelu_sigmoid);
    check<T>(act::silu);
    check<T>(act::relu);
    check<T>(act::elu);
    check<T>(act::elu_fn{1.67});
  } else {
    WARN("not tested: how to flush subnormals here is not known");
  }
}

TEST_CASE("the mode is what it says", "[flushed_subnormals]") {
  if constexpr (flushed_subnormals::is_known) {
    const volatile double smallest = std::numeric_limits<double>::denorm_min(), two = 2;
    const flushed_subnormals from_here_on;
    const volatile double twice = smallest * two;
    CHECK(contract::same_bits<double>(twice, 0));
  } else {
    WARN("not tested: how to flush subnormals here is not known");
  }
}
