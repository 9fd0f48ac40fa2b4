#pragma once

#include <Eigen/Core>

#include <random>

namespace learning {

/// Dropout of Srivastava et al., JMLR 15 (2014): in training an element becomes zero, or is kept with some probability
/// and divided by it, so that inference needs no dropout at all.
template <class T>
class dropout {
 public:
  using matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;

  explicit dropout(double probability) : keep_probability_(1 - probability) {}

  bool is_random() const { return keep_probability_ < 1; }
  void forward(matrix& activations, std::mt19937_64& generator);
  void backward(matrix& gradient) const;

 private:
  double keep_probability_;
  matrix factors_;
};

extern template class dropout<float>;
extern template class dropout<double>;

}  // namespace learning
