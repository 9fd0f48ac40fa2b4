// act on Eigen's arrays and matrices: whole ones as spans of their elements, and single elements within an expression.

#include <act/act.hpp>

#include <Eigen/Core>

#include <iostream>
#include <span>

namespace {

// Row by row, as act's fused forms take matrices; Eigen's own default is column by column.
using matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// All elements of an array, vector or matrix, in the order in which they lie in memory.
template <class Derived>
auto elements(Eigen::PlainObjectBase<Derived>& whole) {
  return std::span(whole.data(), static_cast<std::size_t>(whole.size()));
}
template <class Derived>
auto elements(const Eigen::PlainObjectBase<Derived>& whole) {
  return std::span(whole.data(), static_cast<std::size_t>(whole.size()));
}

void show_arrays() {
  const Eigen::ArrayXf x = Eigen::ArrayXf::LinSpaced(7, -3, 3);
  Eigen::ArrayXf y(x.size()), dydx(x.size());
  act::gelu.value_and_derivative(elements(x), elements(y), elements(dydx));
  std::cout << "x       " << x.transpose() << "\ngelu    " << y.transpose() << "\nslope   " << dydx.transpose() << '\n';

  // Part of a larger expression, an element at a time: the same bits, but a vector's work for each of them.
  const Eigen::ArrayXf within = x.unaryExpr([](float element) { return act::gelu(element); });
  std::cout << "unaryExpr gives the same: " << ((within == y).all() ? "yes" : "no") << '\n';
}

// One dense layer, h = gelu(x W + b), and its gradients for dh = 1.
void show_layer() {
  const matrix x = matrix::Constant(4, 3, 0.5f), weights = matrix::Identity(3, 5);
  const Eigen::RowVectorXf bias = Eigen::RowVectorXf::LinSpaced(5, -1, 1);
  const matrix before = x * weights, dh = matrix::Ones(4, 5);
  matrix h(4, 5), d_before(4, 5);
  Eigen::RowVectorXf d_bias(5);
  act::gelu.bias(elements(before), elements(bias), elements(h));
  act::gelu.bias_backward(elements(before), elements(bias), elements(dh), elements(d_before), elements(d_bias));
  const matrix d_weights = x.transpose() * d_before;
  std::cout << "layer   " << h.row(0) << "\nd_bias  " << d_bias << "\nd_W     " << d_weights.row(0) << '\n';
  const bool agree = (d_before.colwise().sum() - d_bias).cwiseAbs().maxCoeff() < 1e-5f;
  std::cout << "d_bias is the sum of d_before's rows: " << (agree ? "yes" : "no") << '\n';
}

}  // namespace

int main() {
  show_arrays();
  show_layer();
}
