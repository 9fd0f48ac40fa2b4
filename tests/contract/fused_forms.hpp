#pragma once

/// \file fused_forms.hpp
/// The fused forms have the bits of their parts, computed one after the other.

#include "forms.hpp"

namespace contract {

/// The sums of two numbers, or their products, each rounded.
template <class T>
std::vector<T> sums(std::span<const T> a, std::span<const T> b) {
  std::vector<T> results(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    const volatile T sum = a[i] + b[i];
    results[i] = sum;
  }
  return results;
}
template <class T>
std::vector<T> products(std::span<const T> a, std::span<const T> b) {
  std::vector<T> results(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    const volatile T product = a[i] * b[i];
    results[i] = product;
  }
  return results;
}

/// A matrix, what else the fused forms take, and what they must return.
template <class T>
struct fused_case {
  std::size_t rows, columns;
  std::vector<T> x, bias, repeated_bias, dy;

  fused_case(std::size_t rows_, std::size_t columns_)
      : rows(rows_),
        columns(columns_),
        x(mixed_inputs<T>(rows * columns)),
        bias(upstream_gradients<T>(columns)),
        repeated_bias(rows * columns),
        dy(upstream_gradients<T>(rows * columns)) {
    std::reverse(bias.begin(), bias.end());
    for (std::size_t i = 0; i < repeated_bias.size(); ++i) repeated_bias[i] = bias[i % columns];
  }
};

/// On the calling thread, or in chunks on threads: one type, so that every form is compiled once.
struct chosen_executor {
  std::size_t chunk;  // 0: all of it, here

  template <class Work>
  void operator()(std::size_t count, std::size_t grain, Work&& work) const {
    if (chunk == 0) return work(std::size_t{0}, count);
    odd_chunks_on_threads{chunk}(count, grain, work);
  }
};

template <class T, act::activation F>
void bias_agrees(const F& f, const fused_case<T>& given, const chosen_executor& executor) {
  const std::vector<T> biased = sums<T>(given.x, given.repeated_bias);
  std::vector<T> expected(biased.size()), got(biased.size());
  f(biased, expected);
  f.bias(executor, given.x, given.bias, got);
  require_same_bits(got, expected);
  got = given.x;
  f.bias(executor, got, given.bias, got);
  require_same_bits(got, expected);

  f.backward(biased, given.dy, expected);
  std::vector<T> dbias(given.columns, T(7)), in_place = given.dy, sums_in_place = given.bias;
  f.bias_backward(executor, given.x, given.bias, given.dy, got, dbias);
  require_same_bits(got, expected);
  f.bias_backward(executor, given.x, sums_in_place, in_place, in_place, sums_in_place);
  require_same_bits(in_place, expected);
  require_same_bits(sums_in_place, dbias);
}

template <class T, act::activation F>
void gated_agrees(const F& f, const fused_case<T>& given, const chosen_executor& executor) {
  const std::vector<T>&gate = given.x, &value = given.repeated_bias, &dy = given.dy;
  const std::size_t count = gate.size();
  std::vector<T> activated(count), slope(count);
  f.value_and_derivative(gate, activated, slope);
  const auto expected = products<T>(activated, value), dgate = products<T>(products<T>(dy, value), slope),
             dvalue = products<T>(dy, activated);

  std::vector<T> y(count), got_dgate = gate, got_dvalue = value;
  f.gated(executor, gate, value, y);
  require_same_bits(y, expected);
  f.gated_backward(executor, got_dgate, got_dvalue, dy, got_dgate, got_dvalue);
  require_same_bits(got_dgate, dgate);
  require_same_bits(got_dvalue, dvalue);

  for (const std::size_t gap : {0u, 5u}) {
    const std::size_t stride = 2 * given.columns + gap;
    const auto packed = [&](const std::vector<T>& first, const std::vector<T>& second) {
      std::vector<T> rows(given.rows * stride, T(3));
      for (std::size_t i = 0; i < count; ++i) {
        rows[i / given.columns * stride + i % given.columns] = first[i];
        rows[i / given.columns * stride + given.columns + i % given.columns] = second[i];
      }
      return rows;
    };
    std::vector<T> gate_and_value = packed(gate, value);
    y.assign(count, T(0));
    f.gated_packed(executor, gate_and_value, given.columns, y, stride);
    require_same_bits(y, expected);
    f.gated_packed_backward(executor, gate_and_value, given.columns, dy, gate_and_value, stride);
    require_same_bits(gate_and_value, packed(dgate, dvalue));
  }
}

/// Matrices of many shapes, by one thread and by several.
template <class T, act::activation F>
void fused_forms_agree(const F& f) {
  using shape = std::array<std::size_t, 2>;
  for (const auto& [rows, columns] : {shape{0, 3}, shape{1, 1}, shape{33, 1}, shape{700, 3}, shape{5, 17},
                                      shape{40, 64}, shape{3, 300}, shape{35, 131}}) {
    INFO(rows << " rows of " << columns << " columns");
    const fused_case<T> given(rows, columns);
    for (const std::size_t chunk : {std::size_t{0}, given.x.size() / 3}) {
      if (chunk == 0 || given.x.size() > 1000) {
        bias_agrees(f, given, chosen_executor{chunk});
        gated_agrees(f, given, chosen_executor{chunk});
      }
    }
  }
}

}  // namespace contract
