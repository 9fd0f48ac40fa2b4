#pragma once

/// \file activation.hpp
/// The concept, and the one base that turns a kernel over vectors into the scalar, batch, range and executor forms.

#include "failure.hpp"
#include "transform.hpp"
#include "value_and_derivative.hpp"

#include <concepts>
#include <span>

ACT_NAMESPACE_BEGIN

/// What the elements of a range may be.
template <class T>
concept element = std::same_as<T, float> || std::same_as<T, double>;

/// What a scalar call takes: an element type, or an integer, which is promoted to double.
template <class T>
concept scalar = element<T> || std::integral<T>;

template <scalar T>
using promoted = std::conditional_t<element<T>, T, double>;

/// A contiguous range of elements to read: a span, a vector, an array, a C array.
template <class R>
concept input_range = std::ranges::contiguous_range<R> && std::ranges::sized_range<R> &&
    element<std::remove_cv_t<std::ranges::range_value_t<R>>>;

template <input_range R>
using element_of = std::remove_cv_t<std::ranges::range_value_t<R>>;

/// A contiguous range of T to write, which outlives the call: an lvalue, or a view such as a span.
template <class R, class T>
concept output_range_of = std::ranges::contiguous_range<R> && std::ranges::sized_range<R> &&
    std::ranges::borrowed_range<R> && std::same_as<std::remove_reference_t<std::ranges::range_reference_t<R>>, T>;

namespace detail {

struct any_chunk {
  void operator()(std::size_t, std::size_t) const {}
};

}  // namespace detail

/// executor(count, grain, f) calls f(begin, end) over disjoint chunks that make up [0, count), each but the last of a
/// multiple of `grain` elements where the executor cuts at all, and returns when all calls have returned.
template <class E>
concept executor = std::invocable<E&, std::size_t, std::size_t, detail::any_chunk>;

namespace detail {

/// The executor of the forms that were given none: one chunk, on the calling thread.
struct calling_thread {
  template <class F>
  void operator()(std::size_t count, std::size_t, F&& f) const {
    f(std::size_t{0}, count);
  }
};

/// Fewer elements than this are not worth handing to another thread; a multiple of every cache line.
inline constexpr std::size_t grain_bytes = std::size_t{1} << 16;

template <input_range R>
argument describe(const char* name, const R& range) {
  return {name, std::ranges::data(range), std::ranges::size(range), std::ranges::size(range) * sizeof(element_of<R>)};
}

template <class T, std::size_t Inputs, std::size_t Outputs, class Executor, class Kernel>
void run(Executor&& execute, std::size_t count, arrays<T, Inputs, Outputs> memory, const Kernel& kernel) {
  if (count == 0) return;
  hide_origin(memory);
  const bool streaming = bypasses_caches(memory, count);
  execute(count, grain_bytes / sizeof(T), [&memory, streaming, &kernel](std::size_t begin, std::size_t end) {
    transform<simd::native<T>>(memory, begin, end, streaming, kernel);
  });
}

}  // namespace detail

/// The base of every activation. Self has a `name`, a static or const member template `value(V)`, and `derivative(V)`
/// and optionally a joint `value_and_derivative(V)`, V being any vector: see act::simd::vector. As the names are also
/// those of the forms below, Self says `using activation_base::derivative;`, and likewise for the joint one.
///
/// Self may have a member template `with_kernel<V>(f)`, which calls f with a kernel: the loops over ranges then compute
/// with that one, chosen and prepared once. If it has two member types `common` and `everywhere`, kernels that need no
/// object, the loops use the second where `common::is_rare(x)` alone. All must agree with Self's own results.
///
/// The range forms throw std::invalid_argument, before anything is written, where sizes differ, where an output
/// overlaps an input without being exactly the same range, or where two outputs overlap.
template <class Self>
struct activation_base {
  /// f(x).
  template <scalar T>
  promoted<T> operator()(T x) const {
    return value_of(self(), simd::native<promoted<T>>(static_cast<promoted<T>>(x))).get(0);
  }
  template <class T, class A>
  xsimd::batch<T, A> operator()(const xsimd::batch<T, A>& x) const {
    return value_of(self(), x);
  }
  /// y[i] = f(x[i]).
  template <input_range X, output_range_of<element_of<X>> Y>
  void operator()(const X& x, Y&& y) const {
    (*this)(detail::calling_thread{}, x, y);
  }
  template <class E, input_range X, output_range_of<element_of<X>> Y>
  requires executor<E>
  void operator()(E&& execute, const X& x, Y&& y) const {
    using T = element_of<X>;
    detail::check(Self::name, "", {detail::describe("x", x)}, {detail::describe("y", y)});
    run(execute, std::ranges::size(x), detail::arrays<T, 1, 1>{{std::ranges::data(x)}, {std::ranges::data(y)}},
        [](const auto& kernel, const auto& in) ACT_INLINE_LAMBDA { return std::array{value_of(kernel, in[0])}; });
  }

  /// f'(x). No template takes the scalars, for a kernel of this name that takes any type would be as good a match.
  float derivative(float x) const { return derivative_of(self(), simd::native<float>(x)).get(0); }
  double derivative(double x) const { return derivative_of(self(), simd::native<double>(x)).get(0); }
  double derivative(int x) const { return derivative(static_cast<double>(x)); }
  double derivative(long x) const { return derivative(static_cast<double>(x)); }
  double derivative(long long x) const { return derivative(static_cast<double>(x)); }
  double derivative(unsigned x) const { return derivative(static_cast<double>(x)); }
  double derivative(unsigned long x) const { return derivative(static_cast<double>(x)); }
  double derivative(unsigned long long x) const { return derivative(static_cast<double>(x)); }
  void derivative(long double) const = delete;
  /// dydx[i] = f'(x[i]).
  template <input_range X, output_range_of<element_of<X>> D>
  void derivative(const X& x, D&& dydx) const {
    derivative(detail::calling_thread{}, x, dydx);
  }
  template <class E, input_range X, output_range_of<element_of<X>> D>
  requires executor<E>
  void derivative(E&& execute, const X& x, D&& dydx) const {
    using T = element_of<X>;
    detail::check(Self::name, ".derivative", {detail::describe("x", x)}, {detail::describe("dydx", dydx)});
    run(execute, std::ranges::size(x), detail::arrays<T, 1, 1>{{std::ranges::data(x)}, {std::ranges::data(dydx)}},
        [](const auto& kernel, const auto& in) ACT_INLINE_LAMBDA { return std::array{derivative_of(kernel, in[0])}; });
  }

  /// Both in one pass, with the bits of the two apart.
  act::value_and_derivative<float> value_and_derivative(float x) const { return both_of_scalar(x); }
  act::value_and_derivative<double> value_and_derivative(double x) const { return both_of_scalar(x); }
  act::value_and_derivative<double> value_and_derivative(int x) const {
    return value_and_derivative(static_cast<double>(x));
  }
  act::value_and_derivative<double> value_and_derivative(long x) const {
    return value_and_derivative(static_cast<double>(x));
  }
  act::value_and_derivative<double> value_and_derivative(long long x) const {
    return value_and_derivative(static_cast<double>(x));
  }
  act::value_and_derivative<double> value_and_derivative(unsigned x) const {
    return value_and_derivative(static_cast<double>(x));
  }
  act::value_and_derivative<double> value_and_derivative(unsigned long x) const {
    return value_and_derivative(static_cast<double>(x));
  }
  act::value_and_derivative<double> value_and_derivative(unsigned long long x) const {
    return value_and_derivative(static_cast<double>(x));
  }
  void value_and_derivative(long double) const = delete;
  template <class T, class A>
  act::value_and_derivative<xsimd::batch<T, A>> value_and_derivative(const xsimd::batch<T, A>& x) const {
    return both_of(self(), x);
  }
  template <input_range X, output_range_of<element_of<X>> Y, output_range_of<element_of<X>> D>
  void value_and_derivative(const X& x, Y&& y, D&& dydx) const {
    value_and_derivative(detail::calling_thread{}, x, y, dydx);
  }
  template <class E, input_range X, output_range_of<element_of<X>> Y, output_range_of<element_of<X>> D>
  requires executor<E>
  void value_and_derivative(E&& execute, const X& x, Y&& y, D&& dydx) const {
    using T = element_of<X>;
    detail::check(Self::name, ".value_and_derivative", {detail::describe("x", x)},
                  {detail::describe("y", y), detail::describe("dydx", dydx)});
    run(execute, std::ranges::size(x),
        detail::arrays<T, 1, 2>{{std::ranges::data(x)}, {std::ranges::data(y), std::ranges::data(dydx)}},
        [](const auto& kernel, const auto& in) ACT_INLINE_LAMBDA {
          const auto both = both_of(kernel, in[0]);
          return std::array{both.value, both.derivative};
        });
  }

  /// dy f'(x), the product rounded once.
  template <scalar T>
  promoted<T> backward(T x, T dy) const {
    using V = simd::native<promoted<T>>;
    return backward_of(self(), V(static_cast<promoted<T>>(x)), V(static_cast<promoted<T>>(dy))).get(0);
  }
  template <class T, class A>
  xsimd::batch<T, A> backward(const xsimd::batch<T, A>& x, const xsimd::batch<T, A>& dy) const {
    return backward_of(self(), x, dy);
  }
  /// dx[i] = dy[i] f'(x[i]).
  template <input_range X, input_range DY, output_range_of<element_of<X>> DX>
  requires std::same_as<element_of<X>, element_of<DY>>
  void backward(const X& x, const DY& dy, DX&& dx) const { backward(detail::calling_thread{}, x, dy, dx); }
  template <class E, input_range X, input_range DY, output_range_of<element_of<X>> DX>
  requires executor<E> && std::same_as<element_of<X>, element_of<DY>>
  void backward(E&& execute, const X& x, const DY& dy, DX&& dx) const {
    using T = element_of<X>;
    detail::check(Self::name, ".backward", {detail::describe("x", x), detail::describe("dy", dy)},
                  {detail::describe("dx", dx)});
    run(execute, std::ranges::size(x),
        detail::arrays<T, 2, 1>{{std::ranges::data(x), std::ranges::data(dy)}, {std::ranges::data(dx)}},
        [](const auto& kernel, const auto& in)
            ACT_INLINE_LAMBDA { return std::array{backward_of(kernel, in[0], in[1])}; });
  }

  friend constexpr bool operator==(const activation_base&, const activation_base&) = default;

 private:
  constexpr const Self& self() const { return static_cast<const Self&>(*this); }

  /// Calls f with what a loop computes with.
  template <simd::vector V, class F>
  void with_kernel_for_loops(const F& f) const {
    if constexpr (requires { self().template with_kernel<V>(f); }) {
      self().template with_kernel<V>(f);
    } else {
      f(self());
    }
  }

  /// form(kernel, in) for every element.
  template <class T, std::size_t Inputs, std::size_t Outputs, class Executor, class Form>
  void run(Executor&& execute, std::size_t count, const detail::arrays<T, Inputs, Outputs>& memory, Form) const {
    with_kernel_for_loops<simd::native<T>>(
        [&](const auto& kernel) { detail::run(execute, count, memory, looped<decltype(kernel), Form>{kernel}); });
  }

  template <class Kernel, class Form>
  struct looped {
    std::remove_cvref_t<Kernel> kernel;
    static constexpr bool leaves_lanes_out = requires { typename std::remove_cvref_t<Kernel>::common; };

    template <class Inputs, class Lanes>
    ACT_INLINE auto operator()(const Inputs& in, Lanes&& lanes) const {
      return Form{}(kernel_for(in[0], kernel, lanes), in);
    }
  };

  /// The kernel for the lanes that the loop asks for.
  template <simd::vector V, class Kernel>
  static ACT_INLINE const Kernel& kernel_for(V, const Kernel& kernel, simd::every_lane) {
    return kernel;
  }
  template <simd::vector V, class Kernel>
  static ACT_INLINE auto kernel_for(V x, const Kernel&, simd::common_lanes<V>& lanes) {
    lanes.leave_out(Kernel::common::is_rare(x));
    return typename Kernel::common{};
  }
  template <simd::vector V, class Kernel>
  static ACT_INLINE auto kernel_for(V, const Kernel&, simd::rare_lanes) {
    return typename Kernel::everywhere{};
  }

  // The explicit template argument leaves the kernels as the only candidates among what bears these names.
  template <simd::vector V, class Kernel>
  static ACT_INLINE V value_of(const Kernel& kernel, V x) {
    return kernel.template value<V>(x);
  }
  template <simd::vector V, class Kernel>
  static ACT_INLINE V derivative_of(const Kernel& kernel, V x) {
    return kernel.template derivative<V>(x);
  }
  template <simd::vector V, class Kernel>
  static ACT_INLINE act::value_and_derivative<V> both_of(const Kernel& kernel, V x) {
    if constexpr (requires { kernel.template value_and_derivative<V>(x); }) {
      return kernel.template value_and_derivative<V>(x);
    } else {
      return {value_of(kernel, x), derivative_of(kernel, x)};
    }
  }
  template <simd::vector V, class Kernel>
  static ACT_INLINE V backward_of(const Kernel& kernel, V x, V dy) {
    return simd::product(dy, derivative_of(kernel, x));
  }
  template <element T>
  act::value_and_derivative<T> both_of_scalar(T x) const {
    const auto both = both_of(self(), simd::native<T>(x));
    return {both.value.get(0), both.derivative.get(0)};
  }
};

/// A type derived from activation_base<itself>, with a name and with kernels that take any vector.
template <class F>
concept activation = std::derived_from<F, activation_base<F>> &&
    requires(const F& f, simd::native<float> x, simd::native<double> z) {
  { F::name } -> std::convertible_to<const char*>;
  { f.template value<simd::native<float>>(x) } -> std::same_as<simd::native<float>>;
  { f.template value<simd::native<double>>(z) } -> std::same_as<simd::native<double>>;
  { f.template derivative<simd::native<float>>(x) } -> std::same_as<simd::native<float>>;
  { f.template derivative<simd::native<double>>(z) } -> std::same_as<simd::native<double>>;
};

ACT_NAMESPACE_END
