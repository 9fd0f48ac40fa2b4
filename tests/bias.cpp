#include <act/act.hpp>

#include "contract/forms.hpp"
#include "refuses.hpp"

#include <vector>

namespace {

/// The worst error of dbias, in ulp of the sum of the magnitudes of what was added.
template <class T>
double worst_error_of_dbias(std::size_t rows, std::size_t columns) {
  const std::vector<T> x(rows * columns, T(1)), bias(columns, T(0)), dy = contract::upstream_gradients<T>(x.size());
  std::vector<T> dx(x.size()), dbias(columns);
  act::silu.bias_backward(x, bias, dy, dx, dbias);
  double worst = 0;
  for (std::size_t c = 0; c < columns; ++c) {
    long double exact = 0, magnitude = 0;
    for (std::size_t r = 0; r < rows; ++r) {
      exact += dx[r * columns + c];
      magnitude += std::fabs(dx[r * columns + c]);
    }
    const double ulp = std::ldexp(1.0, std::ilogb(magnitude) - std::numeric_limits<T>::digits + 1);
    worst = std::max(worst, static_cast<double>(std::fabs(dbias[c] - exact)) / ulp);
  }
  return worst;
}

}  // namespace

TEMPLATE_TEST_CASE("the gradient of a bias is as exact as it says", "[bias]", float, double) {
  for (const std::size_t rows : {1u, 2u, 15u, 16u, 17u, 241u, 257u, 1000u, 4097u, 20000u}) {
    INFO(rows << " rows");
    CHECK(worst_error_of_dbias<TestType>(rows, 19) <= 2 * std::log2(rows));
  }
}

TEST_CASE("the gradient of a bias has the same bits however the columns are cut", "[bias]") {
  const std::size_t rows = 100, columns = 333;
  const std::vector<float> x = contract::upstream_gradients<float>(rows * columns), bias(columns, 0.25f);
  std::vector<float> dx(x.size()), expected(columns), dbias(columns);
  act::gelu.bias_backward(x, bias, x, dx, expected);
  for (const std::size_t chunk : {3u, 7u, 64u, 200u}) {
    act::gelu.bias_backward(contract::odd_chunks_on_threads{chunk}, x, bias, x, dx, dbias);
    contract::require_same_bits(dbias, expected);
  }
}

TEST_CASE("the gradient of a bias without rows is zero, and overwrites", "[bias]") {
  std::vector<float> nothing, dbias(3, 9.0f);
  act::gelu.bias_backward(nothing, std::vector<float>(3), nothing, nothing, dbias);
  CHECK(dbias == std::vector<float>(3, 0.0f));
}

TEST_CASE("a bias that does not fit is refused", "[bias]") {
  std::vector<float> x(6, 1.0f), y(6), three(3), four(4), five(5), one(1), none;
  refuses("act::gelu.bias: x has 6 elements, not a multiple of bias's 4", [&] { act::gelu.bias(x, four, y); });
  refuses("act::gelu.bias: x has 6 elements, not a multiple of bias's 0", [&] { act::gelu.bias(x, none, y); });
  refuses("act::gelu.bias: x has 6 elements but y has 5", [&] { act::gelu.bias(x, three, five); });
  refuses("act::gelu.bias_backward: x has 6 elements, not a multiple of bias's 5",
          [&] { act::gelu.bias_backward(x, five, x, y, five); });
  refuses("act::gelu.bias_backward: x has 6 elements but dy has 5",
          [&] { act::gelu.bias_backward(x, three, five, y, three); });
  refuses("act::gelu.bias_backward: x has 6 elements but dx has 5",
          [&] { act::gelu.bias_backward(x, three, x, five, three); });
  refuses("act::gelu.bias_backward: bias has 3 elements but dbias has 4",
          [&] { act::gelu.bias_backward(x, three, x, y, four); });
  refuses("act::gelu.bias: x has 1 element, not a multiple of bias's 3", [&] { act::gelu.bias(one, three, one); });
  CHECK_NOTHROW(act::gelu.bias(none, none, none));
  CHECK_NOTHROW(act::gelu.bias_backward(none, none, none, none, none));
  CHECK(y == std::vector<float>(6));
}

TEST_CASE("with a bias, outputs that overlap are refused", "[bias]") {
  std::vector<float> memory(32, 1.0f);
  const std::span<float> all(memory);
  const auto x = all.first(8), bias = all.subspan(12, 4), y = all.subspan(20, 8);
  refuses("act::relu.bias: y (8 elements) overlaps bias (4 elements) and is not the same range",
          [&] { act::relu.bias(x, bias, all.subspan(9, 8)); });
  refuses("act::relu.bias: y (8 elements) overlaps x (8 elements) and is not the same range",
          [&] { act::relu.bias(x, bias, all.subspan(4, 8)); });
  refuses("act::relu.bias_backward: dbias (4 elements) overlaps x (8 elements) and is not the same range",
          [&] { act::relu.bias_backward(x, bias, x, y, all.first(4)); });
  refuses("act::relu.bias_backward: dbias (4 elements) overlaps dx (8 elements)",
          [&] { act::relu.bias_backward(x, bias, x, y, all.subspan(20, 4)); });
  CHECK_NOTHROW(act::relu.bias(x.first(0), bias, bias.subspan(2, 0)));  // nothing overlaps nothing
  CHECK(memory == std::vector<float>(32, 1.0f));
}

TEST_CASE("with a bias, an output of another type and size is not in place", "[bias]") {
  alignas(float) act::float16 memory[8] = {};
  std::vector<act::float16> bias(4), dx(8);
  // as many bytes at the same address, but rows of dbias lie on top of elements of x that are still to be read
  const std::span<float> dbias(reinterpret_cast<float*>(memory), 4);
  refuses("act::silu.bias_backward: dbias (4 elements) overlaps x (8 elements) and is not the same range",
          [&] { act::silu.bias_backward(memory, bias, memory, dx, dbias); });
}
