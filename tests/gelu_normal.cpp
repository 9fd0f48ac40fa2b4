#include <act/gelu_normal.hpp>
#include <act/relu.hpp>

#include "contract/contract.hpp"
#include "contract/specials.hpp"
#include "reference/ulp.hpp"
#include "refuses.hpp"

namespace {

using reference::exponential;
using reference::real;

struct parameters {
  double mean, stddev;
};

/// Usual ones, and those that lead a naive (x - mean) / stddev astray.
const parameters parameter_sets[] = {{0.3, 0.8},     {-2, 0.1},     {1.7, 3.25},    {5, 0.01},
                                     {-0.001, 1000}, {1e6, 1e5},    {1e-20, 1e-21}, {0, 1e-40},
                                     {3e30, 2e29},   {0, 0x1p-149}, {-1e-30, 3e38}};
const parameters wide_parameter_sets[] = {{1e300, 2e307}, {-1e-300, 1e-301}, {0, 1e-320}, {1.5e308, 1.7e308}};

/// x P(N <= x) and its derivatives by x, mean and stddev; the sizes of the two terms of the derivative by x.
struct exact_results {
  real value, derivative, second_derivative, by_mean, by_stddev, magnitude;
};

exact_results exact(double at, const parameters& p) {
  const real x(at), stddev(p.stddev), z = (x - real(p.mean)) / stddev, w = x / stddev;
  const real probability = reference::complementary_error_function(-z / reference::square_root(2)) / 2;
  const real density = exponential(-(z * z) / 2) / reference::square_root(real(2) * reference::pi());
  return {x * probability, probability + w * density, (real(2) - w * z) * density / stddev,
          -(w * density),  -(w * z * density),        probability + reference::absolute(w * density)};
}

/// x from far on the left of the mean to far on its right, and numbers of every size.
template <class T>
std::vector<T> inputs(const parameters& p) {
  std::vector<T> x;
  for (int i = -401; i <= 401; i += 4) {
    x.push_back(static_cast<T>(p.mean + p.stddev * 0.0517 * i));
    x.push_back(static_cast<T>(std::ldexp(i % 8 == 3 ? 1.3 : -1.7, i % 120)));
  }
  std::erase_if(x, [](T one) { return std::fabs(one) >= T(0x1p150); });
  return x;
}

template <class T>
parameters rounded(const parameters& p) {
  return {static_cast<T>(p.mean), static_cast<T>(p.stddev)};
}

template <class T>
void check_accuracy(const parameters& p) {
  const reference::precision used(300);
  const act::gelu_normal_fn f{p.mean, p.stddev};
  INFO("mean " << p.mean << ", stddev " << p.stddev);
  for (const T x : inputs<T>(p)) {
    const exact_results right = exact(x, rounded<T>(p));
    INFO("x = " << x << ", value " << f(x) << ", exact " << right.value.to_double());
    REQUIRE(reference::error_in_ulp(f(x), right.value) <= 4);
    const double unit = std::ldexp(1.0, reference::unit_exponent<T>(right.magnitude));
    INFO("derivative " << f.derivative(x) << ", exact " << right.derivative.to_double());
    if (right.magnitude < real(1e30)) REQUIRE(reference::absolute_error(f.derivative(x), right.derivative) <= 4 * unit);
  }
}

}  // namespace

TEMPLATE_TEST_CASE("gelu_normal keeps the contract of all activations", "[gelu_normal]", float, double) {
  contract::keeps<TestType>(act::gelu_normal_fn{0.25, 1.5});
}

TEMPLATE_TEST_CASE("gelu_normal is within 4 ULP of the exact function of its parameters", "[gelu_normal]", float,
                   double) {
  for (const parameters& p : parameter_sets) check_accuracy<TestType>(p);
  if (sizeof(TestType) == 8) {
    for (const parameters& p : wide_parameter_sets) check_accuracy<TestType>(p);
  }
}

TEMPLATE_TEST_CASE("gelu_normal with mean 0 and stddev 1 has the bits of gelu", "[gelu_normal]", float, double) {
  using T = TestType;
  const std::vector<T> x = contract::mixed_inputs<T>(500);
  std::vector<T> got(x.size()), expected(x.size());
  act::gelu_normal_fn{}(x, got);
  act::gelu(x, expected);
  contract::require_same_bits(got, expected);
  act::gelu_normal_fn{0, 1}.derivative(x, got);
  act::gelu.derivative(x, expected);
  contract::require_same_bits(got, expected);
}

TEMPLATE_TEST_CASE("gelu_normal becomes the ReLU as stddev becomes small", "[gelu_normal]", float, double) {
  using T = TestType;
  for (const double stddev : {1.0, 0.1, 0.001, 1e-6, 1e-30}) {
    const act::gelu_normal_fn f{0, stddev};
    double worst = 0;
    for (int i = -1000; i <= 1000; ++i) {
      const T x = static_cast<T>(i) / 250;
      worst = std::max(worst, std::fabs(static_cast<double>(f(x)) - static_cast<double>(act::relu(x))));
    }
    CHECK(worst <= 0.17 * stddev);  // max t Q(t)
  }
}

TEMPLATE_TEST_CASE("gelu_normal at the special numbers", "[gelu_normal]", float, double) {
  using T = TestType;
  using namespace contract;
  const T zero = 0;
  for (const auto& [mean, stddev] : {parameters{0.5, 2}, parameters{-3, 0.01}, parameters{1e30, 1e-30}}) {
    const act::gelu_normal_fn f{mean, stddev};
    require_same_bits(std::array{f(zero), f(-zero), f(infinity<T>), f(-infinity<T>), f.derivative(infinity<T>),
                                 f.derivative(-infinity<T>)},
                      std::array{zero, -zero, infinity<T>, -zero, T(1), -zero});
    CHECK(std::isnan(f(not_a_number<T>)));
    CHECK(std::isnan(f.derivative(not_a_number<T>)));
    CHECK(std::isnan(f.second_derivative(not_a_number<T>)));
    CHECK(f.second_derivative(infinity<T>) == 0);
    stays_finite<T>(f);
  }
}

TEMPLATE_TEST_CASE("gelu_normal's second derivative is that of the formula", "[gelu_normal]", float, double) {
  using T = TestType;
  const reference::precision used(300);
  for (const parameters& p : {parameters{0.3, 0.8}, parameters{-2, 0.1}, parameters{0, 1}}) {
    const act::gelu_normal_fn f{p.mean, p.stddev};
    for (int i = -60; i <= 60; ++i) {
      const T x = static_cast<T>(p.mean + p.stddev * i / 11);
      const double right = exact(x, rounded<T>(p)).second_derivative.to_double();
      const double scale = std::fabs(right) + 1e-2 / p.stddev;
      CHECK(std::fabs(f.second_derivative(x) - right) <= 16 * std::numeric_limits<T>::epsilon() * scale);
    }
  }
}

TEMPLATE_TEST_CASE("the gradients of the parameters are the sums of the formulas", "[gelu_normal]", float, double) {
  using T = TestType;
  const reference::precision used(300);
  for (const parameters& p : {parameters{0.3, 0.8}, parameters{-2, 0.5}, parameters{0, 1}}) {
    for (const std::size_t count : {0u, 1u, 511u, 2000u}) {
      std::vector<T> x, dy;
      double by_mean = 0, by_stddev = 0, magnitude = 0;
      for (std::size_t i = 0; i < count; ++i) {
        x.push_back(static_cast<T>(std::sin(static_cast<double>(i)) * 6));
        dy.push_back(static_cast<T>(std::cos(static_cast<double>(3 * i))));
        const exact_results right = exact(x.back(), rounded<T>(p));
        by_mean += dy.back() * right.by_mean.to_double();
        by_stddev += dy.back() * right.by_stddev.to_double();
        magnitude += std::fabs(right.by_mean.to_double()) + std::fabs(right.by_stddev.to_double());
      }
      const auto got = act::gelu_normal_fn{p.mean, p.stddev}.parameter_backward(x, dy);
      const double bound = magnitude * (sizeof(T) == 4 ? 0x1p-34 : 0x1p-49);
      CHECK(std::fabs(got.mean - by_mean) <= bound);
      CHECK(std::fabs(got.stddev - by_stddev) <= bound);
    }
  }
}

TEST_CASE("the gradients of the parameters have the same bits however the work is cut", "[gelu_normal]") {
  const std::vector<float> x = contract::upstream_gradients<float>(300'001);
  const act::gelu_normal_fn f{0.2, 0.9};
  const auto expected = f.parameter_backward(x, x);
  for (const std::size_t chunk : {1u, 3u, 40u}) {
    const auto got = f.parameter_backward(contract::odd_chunks_on_threads{chunk}, x, x);
    contract::require_same_bits(std::array{got.mean, got.stddev}, std::array{expected.mean, expected.stddev});
  }
  refuses("act::gelu_normal.parameter_backward: x has 300001 elements but dy has 3",
          [&] { f.parameter_backward(x, std::vector<float>(3)); });
}

TEST_CASE("gelu_normal says what its parameters may be", "[gelu_normal]") {
  const double infinity = contract::infinity<double>, nan = contract::not_a_number<double>;
  for (const auto& [stddev, text] : {std::pair{0.0, "0"}, {-1.0, "-1"}, {infinity, "inf"}, {nan, "nan"}})
    refuses(std::string("act::gelu_normal: stddev must be finite and > 0, not ") + text, [s = stddev] {
      act::gelu_normal_fn{0, s};
    });
  for (const auto& [mean, text] : {std::pair{infinity, "inf"}, {-infinity, "-inf"}, {nan, "nan"}})
    refuses(std::string("act::gelu_normal: mean must be finite, not ") + text, [m = mean] {
      act::gelu_normal_fn{m, 1};
    });
}
