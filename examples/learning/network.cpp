#include "network.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace learning {
namespace {

template <class Matrix>
auto elements(Matrix& matrix) {
  return std::span(matrix.data(), static_cast<std::size_t>(matrix.size()));
}

}  // namespace

template <class T>
network<T>::network(const architecture& shape, std::uint32_t seed) {
  Eigen::Index size = 0;
  for (std::size_t i = 0; i + 1 < shape.widths.size(); ++i) {
    const Eigen::Index inputs = shape.widths[i], outputs = shape.widths[i + 1];
    auto activation = make_nonlinearity<T>(shape.activation, seed);
    layers_.push_back({inputs, outputs, size, std::move(activation), dropout<T>(shape.dropout), {}, {}});
    size += (inputs + 1) * outputs;
  }
  parameters_ = vector::Zero(size);
  gradient_ = vector::Zero(size);
  initialise(shape.weights, seed);
}

template <class T>
void network<T>::initialise(initialisation weights, std::uint32_t seed) {
  std::mt19937_64 generator(seed);
  for (const layer& l : layers_) {
    std::normal_distribution<T> normal(0, std::sqrt(2 / static_cast<T>(l.inputs)));
    matrix_map of_layer = l.weights(parameters_);
    for (T& weight : of_layer.reshaped()) weight = normal(generator);
    if (weights == initialisation::unit_norm_rows) of_layer.rowwise().normalize();
  }
}

template <class T>
template <class Activate>
auto network<T>::run_layers(const matrix& input, Activate&& activate) -> const matrix& {
  const matrix* in = &input;
  for (layer& l : layers_) {
    l.sums.noalias() = l.weights(parameters_) * *in;
    l.sums.colwise() += l.bias(parameters_);
    if (&l == &layers_.back()) break;
    l.activations.resizeLike(l.sums);
    activate(l);
    in = &l.activations;
  }
  return layers_.back().sums;
}

template <class T>
auto network<T>::infer(const matrix& input) -> const matrix& {
  return run_layers(input, [&](layer& l) {
    time_in_activations_.time([&] { l.activation->infer(elements(std::as_const(l.sums)), elements(l.activations)); });
  });
}

template <class T>
auto network<T>::forward(const matrix& input, randomness& random) -> const matrix& {
  return run_layers(input, [&](layer& l) {
    time_in_activations_.time(
        [&] { l.activation->forward(elements(std::as_const(l.sums)), elements(l.activations), random.position); });
    random.position += static_cast<std::uint64_t>(l.sums.size());
    l.drop.forward(l.activations, random.generator);
  });
}

template <class T>
void network<T>::backward(const matrix& input, const matrix& output_gradient) {
  sums_gradient_ = output_gradient;
  for (std::size_t i = layers_.size(); i-- > 0;) {
    const layer& l = layers_[i];
    const matrix& in = i == 0 ? input : layers_[i - 1].activations;
    l.weights(gradient_).noalias() = sums_gradient_ * in.transpose();
    l.bias(gradient_) = sums_gradient_.rowwise().sum();
    if (i == 0) break;
    const layer& before = layers_[i - 1];
    activations_gradient_.noalias() = l.weights(parameters_).transpose() * sums_gradient_;
    before.drop.backward(activations_gradient_);
    time_in_activations_.time([&] {  // in place
      before.activation->backward(elements(before.sums), elements(std::as_const(activations_gradient_)),
                                  elements(activations_gradient_));
    });
    sums_gradient_.swap(activations_gradient_);
  }
}

template <class T>
bool network<T>::is_random() const {
  return std::any_of(layers_.begin(), layers_.end() - 1,
                     [](const layer& l) { return l.activation->is_random() || l.drop.is_random(); });
}

template class network<float>;
template class network<double>;

}  // namespace learning
