#pragma once

/// \file ranges.hpp
/// What the arguments of the forms may be: elements, scalars, ranges, executors.

#include "failure.hpp"
#include "half.hpp"

#include <concepts>
#include <span>
#include <type_traits>

// libc++ before version 15 has the concepts of ranges in <ranges> alone; other libraries, in which that header takes
// long to compile, also in <span>.
#if defined(_LIBCPP_VERSION) && _LIBCPP_VERSION < 15000
#include <ranges>
#endif

ACT_NAMESPACE_BEGIN

/// What the elements of a range may be.
template <class T>
concept element = std::same_as<T, float> || std::same_as<T, double> || half<T>;

/// What a scalar call takes: an element type, or an integer, which is promoted to double.
template <class T>
concept scalar = element<T> || std::integral<T>;

/// What a scalar call returns: T itself, or double for an integer. Unconstrained, for clang 19 names the first template
/// that refuses a type, and `scalar` says more.
template <class T>
using promoted = std::conditional_t<element<T>, T, double>;

/// A contiguous range of elements to read: a span, a vector, an array, a C array.
template <class R>
concept input_range = std::ranges::contiguous_range<R> && std::ranges::sized_range<R> &&
    element<std::remove_cv_t<std::ranges::range_value_t<R>>>;

/// The type of a range's elements, without const.
template <input_range R>
using element_of = std::remove_cv_t<std::ranges::range_value_t<R>>;

/// An input_range of T.
template <class R, class T>
concept input_range_of = input_range<R> && std::same_as<element_of<R>, T>;

/// A contiguous range of T to write, which outlives the call: an lvalue, or a view such as a span.
template <class R, class T>
concept output_range_of = std::ranges::contiguous_range<R> && std::ranges::sized_range<R> &&
    std::ranges::borrowed_range<R> && std::same_as<std::remove_reference_t<std::ranges::range_reference_t<R>>, T>;

/// A range to write results to where the inputs are of T: it has T's elements too, or of float and a 16-bit type one is
/// read and the other written.
template <class R, class T>
concept output_range_for = output_range_of<R, T> ||(half<T>&& output_range_of<R, float>) ||
                           (std::same_as<T, float> && input_range<R> && half<element_of<R>> &&
                            output_range_of<R, element_of<R>>);

/// What elements are computed in.
template <element T>
using computed_in = std::conditional_t<half<T>, float, T>;

namespace detail {

template <element T>
ACT_INLINE auto widened_scalar(T x) {
  if constexpr (half<T>) {
    return to_float(x);
  } else {
    return x;
  }
}

template <element T, class Lane>
ACT_INLINE T narrowed_scalar(Lane x) {
  if constexpr (half<T>) {
    return from_float<T>(x);
  } else {
    return x;
  }
}

/// From the bits: under -ffast-math every number counts as finite.
constexpr bool is_finite(double x) {
  return (simd::bit_cast<std::uint64_t>(x) & double_format::infinity) != double_format::infinity;
}

struct any_chunk {
  void operator()(std::size_t, std::size_t) const {}
};

}  // namespace detail

/// What makes an executor of something that is none: see parallel.hpp.
template <class E>
struct executor_adapter;

/// executor(count, grain, f) calls f(begin, end) over disjoint chunks that make up [0, count), each but the last of a
/// multiple of `grain` elements where the executor cuts at all, and returns when all calls have returned. Or what
/// executor_adapter makes one of.
template <class E>
concept executor = std::invocable<E&, std::size_t, std::size_t, detail::any_chunk> || requires {
  sizeof(executor_adapter<std::remove_cvref_t<E>>);
};

namespace detail {

template <class E, class F>
void execute_chunks(E& execute, std::size_t count, std::size_t grain, const F& f) {
  if constexpr (std::invocable<E&, std::size_t, std::size_t, any_chunk>) {
    execute(count, grain, f);
  } else {
    executor_adapter<std::remove_cv_t<E>>{}(execute, count, grain, f);
  }
}

/// The executor of the forms that were given none: one chunk, on the calling thread.
struct calling_thread {
  template <class F>
  void operator()(std::size_t count, std::size_t, F&& f) const {
    f(std::size_t{0}, count);
  }
};

/// A range as a form works with it.
template <class T>
struct elements {
  T* data;
  std::size_t size;

  argument described_as(const char* name) const { return {name, data, size, size * sizeof(T)}; }
};

template <input_range R>
elements<const element_of<R>> read(const R& range) {
  return {std::ranges::data(range), std::ranges::size(range)};
}

template <input_range R>
elements<element_of<R>> written(R&& range) {
  return {std::ranges::data(range), std::ranges::size(range)};
}

}  // namespace detail
ACT_NAMESPACE_END
