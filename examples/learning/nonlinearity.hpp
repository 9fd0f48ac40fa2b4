#pragma once

// What stands between two layers of a network, by its name: one of act's activations, or the GELU paper's random map
// to zero or identity, of which the GELU is the expectation.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace learning {

template <class T>
class nonlinearity {
 public:
  virtual ~nonlinearity() = default;

  virtual void infer(std::span<const T> sums, std::span<T> activations) const = 0;

  /// In training. What is random depends on the elements' positions: `position` is the first one's.
  virtual void forward(std::span<const T> sums, std::span<T> activations, std::uint64_t position) = 0;

  /// After forward(sums, ...). In place, if wanted.
  virtual void backward(std::span<const T> sums, std::span<const T> dy, std::span<T> dx) const = 0;

  virtual bool is_random() const = 0;
};

/// act's activations, under all their names.
std::vector<std::string> activation_names();

inline constexpr const char* stochastic_gelu = "stochastic_gelu";

/// The name is stochastic_gelu or one of activation_names(), or std::invalid_argument says so. The seed is of what is
/// random.
template <class T>
std::unique_ptr<nonlinearity<T>> make_nonlinearity(const std::string& name, std::uint32_t seed);

extern template std::unique_ptr<nonlinearity<float>> make_nonlinearity(const std::string&, std::uint32_t);
extern template std::unique_ptr<nonlinearity<double>> make_nonlinearity(const std::string&, std::uint32_t);

}  // namespace learning
