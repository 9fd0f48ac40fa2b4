// What a user's program does: every form, with warnings as errors. Succeeds where the results are right.

#include <act/act.hpp>

#include <cmath>
#include <span>
#include <vector>

namespace {

template <class T>
bool is_close(T got, double expected) {
  return std::fabs(static_cast<double>(got) - expected) < 1e-6;
}

template <class T, class F>
bool every_form_works(const F& f, double value_at_one, double derivative_at_one) {
  const std::vector<T> x(37, T(1)), dy(37, T(2));
  std::vector<T> y(37), dydx(37), dx(37);
  const auto serial = [](std::size_t count, std::size_t, auto&& work) { work(std::size_t{0}, count); };
  f(x, y);
  f(serial, x, std::span<T>(y));
  f.derivative(x, dydx);
  f.derivative(serial, x, dydx);
  f.value_and_derivative(x, y, dydx);
  f.value_and_derivative(serial, x, y, dydx);
  f.backward(x, dy, dx);
  f.backward(serial, x, dy, dx);
  return is_close(f(T(1)), value_at_one) && is_close(y[36], value_at_one) && is_close(dydx[36], derivative_at_one) &&
         is_close(dx[36], 2 * derivative_at_one) && is_close(f.value_and_derivative(1).value, value_at_one) &&
         is_close(f.backward(T(1), T(2)), 2 * f.derivative(1));
}

template <class T>
bool every_activation_works() {
  return every_form_works<T>(act::gelu, 0.8413447461, 1.0833154706) &&
         every_form_works<T>(act::gelu_tanh, 0.8411919906, 1.0829640838) &&
         every_form_works<T>(act::gelu_sigmoid, 0.8457957659, 1.0677796066) &&
         every_form_works<T>(act::silu, 0.7310585786, 0.9276705118) && every_form_works<T>(act::relu, 1, 1) &&
         every_form_works<T>(act::elu, 1, 1) && every_form_works<T>(act::elu_fn{0.5}, 1, 1);
}

}  // namespace

int main() {
  return every_activation_works<float>() && every_form_works<double>(act::silu, 0.7310585786, 0.9276705118) ? 0 : 1;
}
