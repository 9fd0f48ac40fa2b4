#pragma once

/// \file forms.hpp
/// What the forms of one activation have to do with one another.

#include "bits.hpp"
#include "scalar_results.hpp"

#include <act/activation.hpp>

#include <array>
#include <thread>

namespace contract {

/// The joint form has the bits of the two apart, and backward those of the product.
template <class T, act::activation F>
void forms_agree(const F& f) {
  const scalar_results<T> expected(f, 500);
  for (std::size_t i = 0; i < expected.x.size(); ++i) {
    const auto both = f.value_and_derivative(expected.x[i]);
    const volatile T product = expected.dy[i] * expected.derivative[i];
    require_same_bits(std::array{both.value, both.derivative, expected.dx[i]},
                      std::array{expected.value[i], expected.derivative[i], static_cast<T>(product)});
  }
}

/// A batch has in each lane what the scalar call gives, whatever stands beside it.
template <class T, act::activation F>
void batches_agree(const F& f) {
  if constexpr (lanes < T >> 1) {
    using batch = act::simd::native<T>;
    const scalar_results<T> expected(f, 40 * lanes<T>);
    for (std::size_t i = 0; i + lanes<T> <= expected.x.size(); ++i) {
      const batch x = batch::load_unaligned(&expected.x[i]), dy = batch::load_unaligned(&expected.dy[i]);
      const auto both = f.value_and_derivative(x);
      std::array<std::array<T, lanes<T>>, 4> got;
      f(x).store_unaligned(got[0].data());
      both.value.store_unaligned(got[1].data());
      both.derivative.store_unaligned(got[2].data());
      f.backward(x, dy).store_unaligned(got[3].data());
      require_same_bits(got[0], std::span(expected.value).subspan(i, lanes<T>));
      require_same_bits(got[1], std::span(expected.value).subspan(i, lanes<T>));
      require_same_bits(got[2], std::span(expected.derivative).subspan(i, lanes<T>));
      require_same_bits(got[3], std::span(expected.dx).subspan(i, lanes<T>));
      f.derivative(x).store_unaligned(got[0].data());
      require_same_bits(got[0], std::span(expected.derivative).subspan(i, lanes<T>));
    }
  }
}

/// Every kind of contiguous range, and temporaries that outlive the call.
template <class T, act::activation F>
void takes_every_range(const F& f) {
  const scalar_results<T> expected(f, 4);
  const T c_array[4] = {expected.x[0], expected.x[1], expected.x[2], expected.x[3]};
  const std::array<T, 4> array = {c_array[0], c_array[1], c_array[2], c_array[3]};
  T to_c_array[4];
  std::array<T, 4> to_array;
  std::vector<T> to_vector(4), to_span(4);
  f(c_array, to_c_array);
  f(array, to_array);
  f(std::vector<T>(array.begin(), array.end()), to_vector);
  f(std::span<const T>(array), std::span<T>(to_span));
  require_same_bits(to_c_array, expected.value);
  require_same_bits(to_array, expected.value);
  require_same_bits(to_vector, expected.value);
  require_same_bits(to_span, expected.value);
}

/// An output that is exactly an input.
template <class T, act::activation F>
void works_in_place(const F& f) {
  const scalar_results<T> expected(f, 11 * lanes<T> + 3);
  const auto& x = expected.x;
  std::vector<T> in_place = x, other(x.size());
  f(in_place, in_place);
  require_same_bits(in_place, expected.value);
  in_place = x;
  f.derivative(in_place, in_place);
  require_same_bits(in_place, expected.derivative);
  in_place = x;
  f.value_and_derivative(in_place, in_place, other);
  require_same_bits(in_place, expected.value);
  require_same_bits(other, expected.derivative);
  in_place = x;
  f.value_and_derivative(in_place, other, in_place);
  require_same_bits(other, expected.value);
  require_same_bits(in_place, expected.derivative);
  in_place = x;
  f.backward(in_place, expected.dy, in_place);
  require_same_bits(in_place, expected.dx);
  in_place = expected.dy;
  f.backward(x, in_place, in_place);
  require_same_bits(in_place, expected.dx);
}

/// The inputs of a backward pass may overlap one another.
template <class T, act::activation F>
void inputs_may_overlap(const F& f) {
  const scalar_results<T> expected(f, 101);
  const std::span<const T> all(expected.x);
  std::vector<T> dx(100), expected_dx(100);
  f.backward(all.first(100), all.last(100), dx);
  for (std::size_t i = 0; i < 100; ++i) expected_dx[i] = f.backward(all[i], all[i + 1]);
  require_same_bits(dx, expected_dx);
  f.backward(all, all, std::span(dx = std::vector<T>(101)));
  REQUIRE(same_bits(dx[0], f.backward(all[0], all[0])));
}

/// Cuts the work into chunks of an odd size, one thread each.
struct odd_chunks_on_threads {
  std::size_t chunk;

  template <class Work>
  void operator()(std::size_t count, std::size_t, Work&& work) const {
    std::vector<std::thread> threads;
    for (std::size_t begin = 0; begin < count; begin += chunk)
      threads.emplace_back([&work, begin, end = std::min(count, begin + chunk)] { work(begin, end); });
    for (std::thread& thread : threads) thread.join();
  }
};

template <class T, act::activation F>
void executors_change_nothing(const F& f) {
  const scalar_results<T> expected(f, 1000);
  for (const std::size_t chunk : {1000u, 617u, 127u, 61u}) {
    const odd_chunks_on_threads executor{chunk};
    std::vector<T> y(1000), dydx(1000), value(1000), derivative(1000), dx(1000);
    f(executor, expected.x, y);
    f.derivative(executor, expected.x, dydx);
    f.value_and_derivative(executor, expected.x, value, derivative);
    f.backward(executor, expected.x, expected.dy, dx);
    require_same_bits(y, expected.value);
    require_same_bits(dydx, expected.derivative);
    require_same_bits(value, expected.value);
    require_same_bits(derivative, expected.derivative);
    require_same_bits(dx, expected.dx);
  }
}

/// Integers are promoted to double.
template <act::activation F>
void promotes_integers(const F& f) {
  static_assert(std::is_same_v<decltype(f(1)), double> && std::is_same_v<decltype(f(1.0f)), float>);
  static_assert(std::is_same_v<decltype(f.derivative(1)), double>);
  static_assert(std::is_same_v<decltype(f.value_and_derivative(1).value), double>);
  static_assert(std::is_same_v<decltype(f.backward(1, 2)), double>);
  for (const int x : {-3, -1, 0, 1, 2, 40}) {
    require_same_bits(std::array{f(x), f.derivative(x), f.value_and_derivative(x).value, f.backward(x, 3)},
                      std::array{f(double(x)), f.derivative(double(x)), f(double(x)), f.backward(double(x), 3.0)});
  }
}

}  // namespace contract
