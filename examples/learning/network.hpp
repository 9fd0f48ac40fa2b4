#pragma once

// A multi-layer perceptron: Eigen's matrix products, act's activations.

#include "../stopwatch.hpp"
#include "dropout.hpp"
#include "nonlinearity.hpp"

#include <Eigen/Core>

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace learning {

/// Of the weights; biases begin at zero.
enum class initialisation { he, unit_norm_rows };

struct architecture {
  std::vector<Eigen::Index> widths;  // of the input, of each hidden layer, of the output
  std::string activation;            // a name that make_nonlinearity() knows
  initialisation weights = initialisation::he;
  double dropout = 0;  // the probability that an element behind a hidden layer is dropped
};

/// Where training takes its random numbers from: a copy repeats them.
struct randomness {
  std::mt19937_64 generator;
  std::uint64_t position = 0;  // of the next element that a random nonlinearity meets
};

template <class T>
class network {
 public:
  using matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;
  using vector = Eigen::Matrix<T, Eigen::Dynamic, 1>;

  network(const architecture& shape, std::uint32_t seed);

  /// The outputs of a batch, one column for each of input's.
  const matrix& infer(const matrix& input);

  /// The same in training, with dropout and what else is random.
  const matrix& forward(const matrix& input, randomness& random);

  /// After forward(input, ...): from the loss's gradient on the outputs to the one on the parameters.
  void backward(const matrix& input, const matrix& output_gradient);

  /// Whether forward() differs from infer().
  bool is_random() const;

  vector& parameters() { return parameters_; }
  const vector& gradient() const { return gradient_; }
  const examples::stopwatch& time_in_activations() const { return time_in_activations_; }

 private:
  using matrix_map = Eigen::Map<matrix>;
  using vector_map = Eigen::Map<vector>;

  /// A dense layer: where its weights, and behind them its bias, stand among all parameters; its last results; and, but
  /// for the last layer, what follows it.
  struct layer {
    Eigen::Index inputs, outputs, offset;
    std::unique_ptr<nonlinearity<T>> activation;
    dropout<T> drop;
    matrix sums, activations;

    matrix_map weights(vector& of) const { return {of.data() + offset, outputs, inputs}; }
    vector_map bias(vector& of) const { return {of.data() + offset + outputs * inputs, outputs}; }
  };

  void initialise(initialisation weights, std::uint32_t seed);
  /// activate(layer) makes a layer's activations of its sums.
  template <class Activate>
  const matrix& run_layers(const matrix& input, Activate&& activate);

  std::vector<layer> layers_;
  vector parameters_, gradient_;
  matrix sums_gradient_, activations_gradient_;
  examples::stopwatch time_in_activations_;
};

extern template class network<float>;
extern template class network<double>;

}  // namespace learning
