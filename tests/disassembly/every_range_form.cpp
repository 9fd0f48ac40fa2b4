// The kernels of every activation in loops and in scalar calls: the object that the test looks into.

#include <act/act.hpp>

namespace {

template <class T, act::activation F>
void every_form(const F& f, std::span<const T> x, std::span<const T> dy, std::span<T> y, std::span<T> dx) {
  f(x, y);
  f.derivative(x, dx);
  f.value_and_derivative(x, y, dx);
  f.backward(x, dy, dx);
  y[0] = f(x[0]);
  dx[0] = f.derivative(x[0]);
  y[1] = f.value_and_derivative(x[1]).value;
  dx[1] = f.backward(x[1], dy[1]);
}

}  // namespace

template <class T>
void every_form_of_every_activation(std::span<const T> x, std::span<const T> dy, std::span<T> y, std::span<T> dx,
                                    double alpha) {
  every_form(act::gelu, x, dy, y, dx);
  every_form(act::gelu_tanh, x, dy, y, dx);
  every_form(act::gelu_sigmoid, x, dy, y, dx);
  every_form(act::silu, x, dy, y, dx);
  every_form(act::relu, x, dy, y, dx);
  every_form(act::elu, x, dy, y, dx);
  every_form(act::elu_fn{alpha}, x, dy, y, dx);
  every_form(act::cauchy_gate, x, dy, y, dx);
  every_form(act::gelu_normal_fn{alpha, 2}, x, dy, y, dx);
  every_form(act::normal_cdf, x, dy, y, dx);
  every_form(act::logistic, x, dy, y, dx);
}

template void every_form_of_every_activation(std::span<const float>, std::span<const float>, std::span<float>,
                                             std::span<float>, double);
template void every_form_of_every_activation(std::span<const double>, std::span<const double>, std::span<double>,
                                             std::span<double>, double);
