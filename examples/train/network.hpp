#pragma once

// A multi-layer perceptron: Eigen's matrix products, act's activations.

#include "activation_by_name.hpp"
#include "../stopwatch.hpp"

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace train {

class network {
 public:
  /// widths: of the input, of each hidden layer, of the output. He initialisation.
  network(const std::vector<Eigen::Index>& widths, const named_activation& activation, std::uint32_t seed);

  /// The logits of a batch, one column for each of input's.
  const Eigen::MatrixXf& forward(const Eigen::MatrixXf& input);

  /// After forward(input): from the loss's gradient on the logits to the one on the parameters.
  void backward(const Eigen::MatrixXf& input, const Eigen::MatrixXf& logits_gradient);

  Eigen::VectorXf& parameters() { return parameters_; }
  const Eigen::VectorXf& gradient() const { return gradient_; }
  const examples::stopwatch& time_in_activations() const { return time_in_activations_; }

 private:
  using matrix_map = Eigen::Map<Eigen::MatrixXf>;
  using vector_map = Eigen::Map<Eigen::VectorXf>;

  /// A dense layer: where its weights, and behind them its bias, stand among all parameters; and its last results.
  struct layer {
    Eigen::Index inputs, outputs, offset;
    Eigen::MatrixXf sums, activations;

    matrix_map weights(Eigen::VectorXf& of) const { return {of.data() + offset, outputs, inputs}; }
    vector_map bias(Eigen::VectorXf& of) const { return {of.data() + offset + outputs * inputs, outputs}; }
  };

  named_activation activation_;
  std::vector<layer> layers_;
  Eigen::VectorXf parameters_, gradient_;
  Eigen::MatrixXf sums_gradient_, activations_gradient_;
  examples::stopwatch time_in_activations_;
};

}  // namespace train
