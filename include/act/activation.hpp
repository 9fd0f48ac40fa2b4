#pragma once

/// \file activation.hpp
/// The concept, and the one base that turns a kernel over vectors into the scalar, batch, range and executor forms.

#include "fused.hpp"

ACT_NAMESPACE_BEGIN

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
struct activation_base : fused_forms<Self> {
  /// f(x).
  template <scalar T>
  promoted<T> operator()(T x) const {
    if constexpr (half<T>) {
      return detail::compute_scalars<detail::forms::value>(self(), std::array{x})[0];
    } else {
      return detail::value_of(self(), simd::native<promoted<T>>(static_cast<promoted<T>>(x))).get(0);
    }
  }
  template <class T, class A>
  xsimd::batch<T, A> operator()(const xsimd::batch<T, A>& x) const {
    return detail::value_of(self(), x);
  }
  /// y[i] = f(x[i]).
  template <input_range X, output_range_for<element_of<X>> Y>
  void operator()(const X& x, Y&& y) const {
    (*this)(detail::calling_thread{}, x, y);
  }
  template <class E, input_range X, output_range_for<element_of<X>> Y>
  requires executor<E>
  void operator()(E&& execute, const X& x, Y&& y) const {
    detail::apply<detail::forms::value>(self(), execute, {detail::read(x)}, {detail::written(y)});
  }

  /// f'(x). No template takes the scalars, for a kernel of this name that takes any type would be as good a match.
  float derivative(float x) const { return detail::derivative_of(self(), simd::native<float>(x)).get(0); }
  double derivative(double x) const { return detail::derivative_of(self(), simd::native<double>(x)).get(0); }
  double derivative(int x) const { return derivative(static_cast<double>(x)); }
  double derivative(long x) const { return derivative(static_cast<double>(x)); }
  double derivative(long long x) const { return derivative(static_cast<double>(x)); }
  double derivative(unsigned x) const { return derivative(static_cast<double>(x)); }
  double derivative(unsigned long x) const { return derivative(static_cast<double>(x)); }
  double derivative(unsigned long long x) const { return derivative(static_cast<double>(x)); }
  void derivative(long double) const = delete;
  float16 derivative(float16 x) const { return derivative_of_half(x); }
  bfloat16 derivative(bfloat16 x) const { return derivative_of_half(x); }
#if defined(ACT_COMPILERS_FLOAT16)
  ACT_COMPILERS_FLOAT16 derivative(ACT_COMPILERS_FLOAT16 x) const { return derivative_of_half(x); }
#endif
#if defined(ACT_COMPILERS_BFLOAT16)
  ACT_COMPILERS_BFLOAT16 derivative(ACT_COMPILERS_BFLOAT16 x) const { return derivative_of_half(x); }
#endif
  /// dydx[i] = f'(x[i]).
  template <input_range X, output_range_for<element_of<X>> D>
  void derivative(const X& x, D&& dydx) const {
    derivative(detail::calling_thread{}, x, dydx);
  }
  template <class E, input_range X, output_range_for<element_of<X>> D>
  requires executor<E>
  void derivative(E&& execute, const X& x, D&& dydx) const {
    detail::apply<detail::forms::derivative>(self(), execute, {detail::read(x)}, {detail::written(dydx)});
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
  act::value_and_derivative<float16> value_and_derivative(float16 x) const { return both_of_half(x); }
  act::value_and_derivative<bfloat16> value_and_derivative(bfloat16 x) const { return both_of_half(x); }
#if defined(ACT_COMPILERS_FLOAT16)
  act::value_and_derivative<ACT_COMPILERS_FLOAT16> value_and_derivative(ACT_COMPILERS_FLOAT16 x) const {
    return both_of_half(x);
  }
#endif
#if defined(ACT_COMPILERS_BFLOAT16)
  act::value_and_derivative<ACT_COMPILERS_BFLOAT16> value_and_derivative(ACT_COMPILERS_BFLOAT16 x) const {
    return both_of_half(x);
  }
#endif
  template <class T, class A>
  act::value_and_derivative<xsimd::batch<T, A>> value_and_derivative(const xsimd::batch<T, A>& x) const {
    return detail::both_of(self(), x);
  }
  template <input_range X, output_range_for<element_of<X>> Y, output_range_of<element_of<Y>> D>
  void value_and_derivative(const X& x, Y&& y, D&& dydx) const {
    value_and_derivative(detail::calling_thread{}, x, y, dydx);
  }
  template <class E, input_range X, output_range_for<element_of<X>> Y, output_range_of<element_of<Y>> D>
  requires executor<E>
  void value_and_derivative(E&& execute, const X& x, Y&& y, D&& dydx) const {
    detail::apply<detail::forms::both>(self(), execute, {detail::read(x)}, {detail::written(y), detail::written(dydx)});
  }

  /// dy f'(x), the product rounded once.
  template <scalar T>
  promoted<T> backward(T x, T dy) const {
    if constexpr (half<T>) {
      return detail::compute_scalars<detail::forms::backward>(self(), std::array{x, dy})[0];
    } else {
      using V = simd::native<promoted<T>>;
      return backward_of(V(static_cast<promoted<T>>(x)), V(static_cast<promoted<T>>(dy))).get(0);
    }
  }
  template <class T, class A>
  xsimd::batch<T, A> backward(const xsimd::batch<T, A>& x, const xsimd::batch<T, A>& dy) const {
    return backward_of(x, dy);
  }
  /// dx[i] = dy[i] f'(x[i]).
  template <input_range X, input_range_of<element_of<X>> DY, output_range_for<element_of<X>> DX>
  void backward(const X& x, const DY& dy, DX&& dx) const {
    backward(detail::calling_thread{}, x, dy, dx);
  }
  template <class E, input_range X, input_range_of<element_of<X>> DY, output_range_for<element_of<X>> DX>
  requires executor<E>
  void backward(E&& execute, const X& x, const DY& dy, DX&& dx) const {
    detail::apply<detail::forms::backward>(self(), execute, {detail::read(x), detail::read(dy)}, {detail::written(dx)});
  }

  friend constexpr bool operator==(const activation_base&, const activation_base&) = default;

 private:
  constexpr const Self& self() const { return static_cast<const Self&>(*this); }

  template <simd::vector V>
  V backward_of(V x, V dy) const {
    return detail::forms::backward::of(self(), x, std::array{x, dy})[0];
  }
  template <half T>
  T derivative_of_half(T x) const {
    return detail::compute_scalars<detail::forms::derivative>(self(), std::array{x})[0];
  }
  template <half T>
  act::value_and_derivative<T> both_of_half(T x) const {
    const auto [value, derivative] = detail::compute_scalars<detail::forms::both>(self(), std::array{x});
    return {value, derivative};
  }
  template <element T>
  act::value_and_derivative<T> both_of_scalar(T x) const {
    const auto both = detail::both_of(self(), simd::native<T>(x));
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
