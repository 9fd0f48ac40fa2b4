#include "nonlinearity.hpp"

#include <act/act.hpp>
#include <act/stochastic.hpp>

namespace learning {
namespace {

template <class T, class Activation>
class activation final : public nonlinearity<T> {
 public:
  void infer(std::span<const T> sums, std::span<T> activations) const override { Activation{}(sums, activations); }
  void forward(std::span<const T> sums, std::span<T> activations, std::uint64_t) override { infer(sums, activations); }
  void backward(std::span<const T> sums, std::span<const T> dy, std::span<T> dx) const override {
    Activation{}.backward(sums, dy, dx);
  }
  bool is_random() const override { return false; }
};

template <class T>
class zero_or_identity final : public nonlinearity<T> {
 public:
  explicit zero_or_identity(std::uint32_t seed) : gate_{seed} {}

  void infer(std::span<const T> sums, std::span<T> activations) const override { gate_.expectation(sums, activations); }
  void forward(std::span<const T> sums, std::span<T> activations, std::uint64_t position) override {
    mask_.resize((sums.size() + 63) / 64);
    gate_.sample(sums, activations, mask_, position);
  }
  void backward(std::span<const T>, std::span<const T> dy, std::span<T> dx) const override {
    gate_.backward(mask_, dy, dx);
  }
  bool is_random() const override { return true; }

 private:
  act::stochastic_gate<act::gelu> gate_;
  std::vector<std::uint64_t> mask_;
};

}  // namespace

std::vector<std::string> activation_names() {
  std::vector<std::string> names;
  for (const act::activation_name& known : act::activation_names) names.emplace_back(known.name);
  return names;
}

template <class T>
std::unique_ptr<nonlinearity<T>> make_nonlinearity(const std::string& name, std::uint32_t seed) {
  if (name == stochastic_gelu) return std::make_unique<zero_or_identity<T>>(seed);
  return act::with_activation(
      name, [](auto f) -> std::unique_ptr<nonlinearity<T>> { return std::make_unique<activation<T, decltype(f)>>(); });
}

template std::unique_ptr<nonlinearity<float>> make_nonlinearity(const std::string&, std::uint32_t);
template std::unique_ptr<nonlinearity<double>> make_nonlinearity(const std::string&, std::uint32_t);

}  // namespace learning
