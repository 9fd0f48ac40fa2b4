#include "network.hpp"

#include <cmath>
#include <random>
#include <span>
#include <utility>

namespace train {
namespace {

std::span<const float> elements(const Eigen::MatrixXf& matrix) {
  return {matrix.data(), static_cast<std::size_t>(matrix.size())};
}
std::span<float> elements(Eigen::MatrixXf& matrix) { return {matrix.data(), static_cast<std::size_t>(matrix.size())}; }

}  // namespace

network::network(const std::vector<Eigen::Index>& widths, const named_activation& activation, std::uint32_t seed)
    : activation_(activation) {
  Eigen::Index size = 0;
  for (std::size_t i = 0; i + 1 < widths.size(); ++i) {
    layers_.push_back({widths[i], widths[i + 1], size, {}, {}});
    size += (widths[i] + 1) * widths[i + 1];
  }
  parameters_ = Eigen::VectorXf::Zero(size);
  gradient_ = Eigen::VectorXf::Zero(size);

  std::mt19937_64 generator(seed);
  for (const layer& l : layers_) {
    std::normal_distribution<float> normal(0, std::sqrt(2 / static_cast<float>(l.inputs)));
    for (float& weight : l.weights(parameters_).reshaped()) weight = normal(generator);
  }
}

const Eigen::MatrixXf& network::forward(const Eigen::MatrixXf& input) {
  const Eigen::MatrixXf* in = &input;
  for (layer& l : layers_) {
    l.sums.noalias() = l.weights(parameters_) * *in;
    l.sums.colwise() += l.bias(parameters_);
    if (&l == &layers_.back()) break;
    l.activations.resizeLike(l.sums);
    time_in_activations_.time([&] { activation_.value(elements(std::as_const(l.sums)), elements(l.activations)); });
    in = &l.activations;
  }
  return layers_.back().sums;
}

void network::backward(const Eigen::MatrixXf& input, const Eigen::MatrixXf& logits_gradient) {
  sums_gradient_ = logits_gradient;
  for (std::size_t i = layers_.size(); i-- > 0;) {
    const layer& l = layers_[i];
    const Eigen::MatrixXf& in = i == 0 ? input : layers_[i - 1].activations;
    l.weights(gradient_).noalias() = sums_gradient_ * in.transpose();
    l.bias(gradient_) = sums_gradient_.rowwise().sum();
    if (i == 0) break;
    activations_gradient_.noalias() = l.weights(parameters_).transpose() * sums_gradient_;
    time_in_activations_.time([&] {  // in place
      activation_.backward(elements(std::as_const(layers_[i - 1].sums)), elements(std::as_const(activations_gradient_)),
                           elements(activations_gradient_));
    });
    sums_gradient_.swap(activations_gradient_);
  }
}

}  // namespace train
