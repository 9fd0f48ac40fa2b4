#include "dropout.hpp"

#include <cstdint>

namespace learning {

template <class T>
void dropout<T>::forward(matrix& activations, std::mt19937_64& generator) {
  if (!is_random()) return;
  const auto kept_below = static_cast<std::uint64_t>(keep_probability_ * 0x1p32);
  const T kept = static_cast<T>(1 / keep_probability_);
  factors_.resizeLike(activations);
  std::uint64_t bits = 0;
  for (Eigen::Index i = 0; i < factors_.size(); ++i) {
    bits = i % 2 == 0 ? generator() : bits >> 32;  // one number for two elements
    factors_.data()[i] = (bits & 0xffffffff) < kept_below ? kept : T(0);
  }
  activations.array() *= factors_.array();
}

template <class T>
void dropout<T>::backward(matrix& gradient) const {
  if (is_random()) gradient.array() *= factors_.array();
}

template class dropout<float>;
template class dropout<double>;

}  // namespace learning
