#pragma once

/// \file activation.hpp
/// The concept, and the one base that turns a kernel over vectors into the scalar, batch, range and executor forms.

#include "fused.hpp"

ACT_NAMESPACE_BEGIN

// A form of every type of scalar. No template takes them, for a kernel of that name that takes any type would be as
// good a match.
#if defined(ACT_COMPILERS_FLOAT16)
#define ACT_FORM_OF_COMPILERS_FLOAT16(name, form, Result) \
  Result<ACT_COMPILERS_FLOAT16> name(ACT_COMPILERS_FLOAT16 x) const { return of_scalars<form>(x); }
#else
#define ACT_FORM_OF_COMPILERS_FLOAT16(name, form, Result)
#endif
#if defined(ACT_COMPILERS_BFLOAT16)
#define ACT_FORM_OF_COMPILERS_BFLOAT16(name, form, Result) \
  Result<ACT_COMPILERS_BFLOAT16> name(ACT_COMPILERS_BFLOAT16 x) const { return of_scalars<form>(x); }
#else
#define ACT_FORM_OF_COMPILERS_BFLOAT16(name, form, Result)
#endif
#define ACT_FORM_OF_SCALARS(name, form, Result)                                   \
  Result<float> name(float x) const { return of_scalars<form>(x); }               \
  Result<double> name(double x) const { return of_scalars<form>(x); }             \
  Result<double> name(int x) const { return of_scalars<form>(x); }                \
  Result<double> name(long x) const { return of_scalars<form>(x); }               \
  Result<double> name(long long x) const { return of_scalars<form>(x); }          \
  Result<double> name(unsigned x) const { return of_scalars<form>(x); }           \
  Result<double> name(unsigned long x) const { return of_scalars<form>(x); }      \
  Result<double> name(unsigned long long x) const { return of_scalars<form>(x); } \
  Result<float16> name(float16 x) const { return of_scalars<form>(x); }           \
  Result<bfloat16> name(bfloat16 x) const { return of_scalars<form>(x); }         \
  void name(long double) const = delete;                                          \
  ACT_FORM_OF_COMPILERS_FLOAT16(name, form, Result)                               \
  ACT_FORM_OF_COMPILERS_BFLOAT16(name, form, Result)

/// The base of every activation. Self has a `name`, a static or const member template `value(V)`, and `derivative(V)`
/// and optionally a joint `value_and_derivative(V)`, V being any vector: see act::simd::vector. As the names are also
/// those of the forms below, Self says `using activation_base::derivative;`, and likewise for the joint one.
///
/// Self may have a member template `with_kernel<V>(f)`, which calls f with a kernel: the loops over ranges then compute
/// with that one, chosen and prepared once. If it has two member types `common` and `everywhere`, kernels that need no
/// object, the loops use the second where `common::is_rare(x)` alone. All must agree with Self's own results. With a
/// second parameter, `with_kernel<V, Result>(f)`, it may choose kernels for ranges and scalars of float16 and bfloat16,
/// whose results are rounded to Result; others are rounded from those in float.
///
/// The range forms throw std::invalid_argument, before anything is written, where sizes differ, where an output
/// overlaps an input without being exactly the same range, or where two outputs overlap.
template <class Self>
struct activation_base : fused_forms<Self> {
  /// f(x).
  template <scalar T>
  promoted<T> operator()(T x) const {
    return of_scalars<detail::forms::value>(x);
  }
  template <class T, class A>
  ACT_FLATTEN xsimd::batch<T, A> operator()(const xsimd::batch<T, A>& x) const {
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

  /// f'(x).
  ACT_FORM_OF_SCALARS(derivative, detail::forms::derivative, std::type_identity_t)
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
  ACT_FORM_OF_SCALARS(value_and_derivative, detail::forms::both, act::value_and_derivative)
  template <class T, class A>
  ACT_FLATTEN act::value_and_derivative<xsimd::batch<T, A>> value_and_derivative(const xsimd::batch<T, A>& x) const {
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
    return of_scalars<detail::forms::backward>(x, dy);
  }
  template <class T, class A>
  ACT_FLATTEN xsimd::batch<T, A> backward(const xsimd::batch<T, A>& x, const xsimd::batch<T, A>& dy) const {
    return detail::forms::backward::of(self(), x, std::array{x, dy})[0];
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

  /// f''(x), where Self has a kernel `second_derivative(V)`. Its zeros apart, within a few ULP in float; see the
  /// activations.
  ACT_FORM_OF_SCALARS(second_derivative, detail::forms::second_derivative, std::type_identity_t)
  /// d2ydx2[i] = f''(x[i]).
  template <input_range X, output_range_for<element_of<X>> D>
  void second_derivative(const X& x, D&& d2ydx2) const {
    second_derivative(detail::calling_thread{}, x, d2ydx2);
  }
  template <class E, input_range X, output_range_for<element_of<X>> D>
  requires executor<E>
  void second_derivative(E&& execute, const X& x, D&& d2ydx2) const {
    detail::apply<detail::forms::second_derivative>(self(), execute, {detail::read(x)}, {detail::written(d2ydx2)});
  }

  /// backward(), from y = f(x) in place of x, where Self has a kernel `derivative_from_value(V y)`: for training in
  /// place, which has lost x.
  template <scalar T>
  promoted<T> backward_from_value(T y, T dy) const {
    return of_scalars<detail::forms::backward_from_value>(y, dy);
  }
  template <class T, class A>
  ACT_FLATTEN xsimd::batch<T, A> backward_from_value(const xsimd::batch<T, A>& y, const xsimd::batch<T, A>& dy) const {
    return detail::forms::backward_from_value::of(self(), y, std::array{y, dy})[0];
  }
  /// dx[i] = dy[i] f'(x[i]), y[i] = f(x[i]).
  template <input_range Y, input_range_of<element_of<Y>> DY, output_range_for<element_of<Y>> DX>
  void backward_from_value(const Y& y, const DY& dy, DX&& dx) const {
    backward_from_value(detail::calling_thread{}, y, dy, dx);
  }
  template <class E, input_range Y, input_range_of<element_of<Y>> DY, output_range_for<element_of<Y>> DX>
  requires executor<E>
  void backward_from_value(E&& execute, const Y& y, const DY& dy, DX&& dx) const {
    detail::apply<detail::forms::backward_from_value>(self(), execute, {detail::read(y), detail::read(dy)},
                                                      {detail::written(dx)});
  }

  friend constexpr bool operator==(const activation_base&, const activation_base&) = default;

 private:
  constexpr const Self& self() const { return static_cast<const Self&>(*this); }

  template <class Form, scalar... T>
  ACT_FLATTEN auto of_scalars(T... x) const {
    const auto y = detail::compute_scalars<Form>(self(), std::array{static_cast<promoted<T>>(x)...});
    if constexpr (y.size() == 1) {
      return y[0];
    } else {
      return act::value_and_derivative<typename decltype(y)::value_type>{y[0], y[1]};
    }
  }
};

#undef ACT_FORM_OF_SCALARS
#undef ACT_FORM_OF_COMPILERS_FLOAT16
#undef ACT_FORM_OF_COMPILERS_BFLOAT16

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
