// Eigen: array expressions, which it evaluates in one pass.

#include "peers.hpp"

#include <Eigen/Core>
#include <unsupported/Eigen/SpecialFunctions>

#include <numbers>

namespace bench {
namespace {

template <class T>
using input = Eigen::Map<const Eigen::Array<T, Eigen::Dynamic, 1>>;
template <class T>
using output = Eigen::Map<Eigen::Array<T, Eigen::Dynamic, 1>>;

template <class T>
constexpr T inverse_sqrt_2 = 1 / std::numbers::sqrt2_v<T>;
template <class T>
constexpr T inverse_sqrt_2pi = std::numbers::inv_sqrtpi_v<T>* inverse_sqrt_2<T>;
template <class T>
constexpr T tanh_scale = 2 * inverse_sqrt_2pi<T>;

template <class T>
call forward(function f, const input<T>& x, output<T> y) {
  switch (f) {
    case function::gelu:
      return [=]() mutable { y = T(0.5) * x * (T(1) + (x * inverse_sqrt_2<T>).erf()); };
    case function::gelu_tanh:
      return [=]() mutable { y = T(0.5) * x * (T(1) + (tanh_scale<T> * (x + T(0.044715) * x * x * x)).tanh()); };
    case function::gelu_sigmoid:
      return [=]() mutable { y = x * (T(1.702) * x).logistic(); };
    case function::silu:
      return [=]() mutable { y = x * x.logistic(); };
    case function::relu:
      return [=]() mutable { y = x.max(T(0)); };
    case function::elu:
      return [=]() mutable { y = (x > T(0)).select(x, x.expm1()); };
  }
  return {};
}

template <class T>
call backward(function f, const input<T>& x, const input<T>& dy, output<T> dx) {
  switch (f) {
    case function::gelu:
      return [=]() mutable {
        dx = dy *
             (T(0.5) * (T(1) + (x * inverse_sqrt_2<T>).erf()) + x * inverse_sqrt_2pi<T> * (T(-0.5) * x.square()).exp());
      };
    case function::gelu_tanh:  // the tanh goes through dx: within one expression it would be computed twice
      return [=]() mutable {
        dx = (tanh_scale<T> * (x + T(0.044715) * x * x * x)).tanh();
        dx = dy * (T(0.5) * (T(1) + dx) +
                   T(0.5) * x * (T(1) - dx.square()) * tanh_scale<T> * (T(1) + T(3 * 0.044715) * x.square()));
      };
    case function::gelu_sigmoid:
      return [=]() mutable {
        dx = (T(1.702) * x).logistic();
        dx = dy * (dx + T(1.702) * x * dx * (T(1) - dx));
      };
    case function::silu:
      return [=]() mutable {
        dx = x.logistic();
        dx = dy * (dx + x * dx * (T(1) - dx));
      };
    case function::relu:
      return [=]() mutable { dx = (x > T(0)).select(dy, T(0)); };
    case function::elu:
      return [=]() mutable { dx = (x > T(0)).select(dy, dy * x.exp()); };
  }
  return {};
}

template <class T>
call prepare(function f, direction d, const arrays<T>& a) {
  const auto count = static_cast<Eigen::Index>(a.count);
  const input<T> x(a.x, count), dy(a.dy, count);
  const output<T> y(a.y, count);
  return d == direction::forward ? forward<T>(f, x, y) : backward<T>(f, x, dy, y);
}

}  // namespace

std::vector<peer> eigen() {
  const std::string version = std::to_string(EIGEN_WORLD_VERSION) + "." + std::to_string(EIGEN_MAJOR_VERSION) + "." +
                              std::to_string(EIGEN_MINOR_VERSION);
  return {{"Eigen", version, {prepare<float>, prepare<double>}}};
}

}  // namespace bench
