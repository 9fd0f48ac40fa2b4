#pragma once

/// \file stochastic.hpp
/// Gates that let an element pass or make it zero, at random: Hendrycks & Gimpel, arXiv:1606.08415, section 2.

#include "gelu.hpp"
#include "sampling.hpp"
#include "silu.hpp"

ACT_NAMESPACE_BEGIN

/// With which probability the gate of an activation x F(x) lets x pass: F(x).
template <class Activation>
struct gate_probability;
/// Phi.
template <>
struct gate_probability<gelu_fn> : kernels::normal_probability {};
/// sigma.
template <>
struct gate_probability<silu_fn> : kernels::logistic_probability {};

/// The zero-or-identity map of an activation x F(x): y = x m, m ~ Bernoulli(F(x)), F the normal distribution function
/// for gelu and the logistic one for silu, which is adaptive dropout. Networks can be trained with it as their only
/// nonlinearity; the expectation of y is the activation.
///
/// m[i] is a function of the seed, of offset + i and of x[i] alone: the same in every chunk, on every thread and
/// instruction set. Give each call of a training run an offset of its own, the number of elements sampled before. P(m =
/// 1) is F(x) within 2^-32. Random numbers are Philox4x32-10's: its counter is made of offset + i, its key is the seed.
///
/// x +-0, -inf and what F makes zero give a zero with x's sign, +inf gives +inf, NaN NaN. y may be x itself. 16-bit
/// ranges may be sampled to float and back; nothing but that is rounded.
template <auto Activation>
class stochastic_gate {
 public:
  /// The type of the activation.
  using activation_type = std::remove_cv_t<decltype(Activation)>;
  static constexpr const char* name = "stochastic_gate";

  /// Gates of equal seeds draw the same numbers.
  constexpr explicit stochastic_gate(std::uint64_t seed) : seed_(seed) {}

  /// y[i] = x[i] m[i].
  template <input_range X, output_range_for<element_of<X>> Y>
  void sample(const X& x, Y&& y, std::uint64_t offset = 0) const {
    sample(detail::calling_thread{}, x, y, offset);
  }
  template <class E, input_range X, output_range_for<element_of<X>> Y>
  requires executor<E>
  void sample(E&& execute, const X& x, Y&& y, std::uint64_t offset = 0) const {
    sample_groups(execute, detail::read(x), detail::written(y), {}, offset);
  }

  /// And m[i] in bit i % 64 of mask[i / 64]; bits behind the last element are zero.
  template <input_range X, output_range_for<element_of<X>> Y>
  void sample(const X& x, Y&& y, std::span<std::uint64_t> mask, std::uint64_t offset = 0) const {
    sample(detail::calling_thread{}, x, y, mask, offset);
  }
  template <class E, input_range X, output_range_for<element_of<X>> Y>
  requires executor<E>
  void sample(E&& execute, const X& x, Y&& y, std::span<std::uint64_t> mask, std::uint64_t offset = 0) const {
    const detail::argument in = detail::read(x).described_as("x");
    detail::check_mask(name, ".sample", described(mask), in);
    sample_groups(execute, detail::read(x), detail::written(y), mask, offset);
  }

  /// dx[i] = dy[i] m[i].
  template <input_range DY, output_range_for<element_of<DY>> DX>
  void backward(std::span<const std::uint64_t> mask, const DY& dy, DX&& dx) const {
    backward(detail::calling_thread{}, mask, dy, dx);
  }
  template <class E, input_range DY, output_range_for<element_of<DY>> DX>
  requires executor<E>
  void backward(E&& execute, std::span<const std::uint64_t> mask, const DY& dy, DX&& dx) const {
    const auto in = detail::read(dy);
    const auto out = detail::written(dx);
    detail::check(name, ".backward", std::array{in.described_as("dy")}, std::array{out.described_as("dx")});
    detail::check_mask(name, ".backward", described(mask), in.described_as("dy"));
    detail::check_overlaps(name, ".backward", std::array{described(mask)}, std::array{out.described_as("dx")});
    detail::for_groups(execute, in.size, [&](std::size_t begin, std::size_t end) {
      for (std::size_t k = begin; k < end; ++k) {
        const std::size_t i = k * detail::group_size;
        detail::keep_elements(mask[k], in.data + i, out.data + i, std::min(detail::group_size, in.size - i));
      }
    });
  }

  /// For inference: the activation itself.
  template <input_range X, output_range_for<element_of<X>> Y>
  void expectation(const X& x, Y&& y) const {
    Activation(x, y);
  }
  template <class E, input_range X, output_range_for<element_of<X>> Y>
  requires executor<E>
  void expectation(E&& execute, const X& x, Y&& y) const { Activation(execute, x, y); }

  /// As it was given.
  constexpr std::uint64_t seed() const { return seed_; }

 private:
  using probability = gate_probability<activation_type>;

  template <class Word>
  static detail::argument described(std::span<Word> mask) {
    return {"mask", mask.data(), mask.size(), mask.size_bytes()};
  }

  template <class Executor, class In, class Out>
  void sample_groups(Executor& execute, detail::elements<const In> x, detail::elements<Out> y,
                     std::span<std::uint64_t> mask, std::uint64_t offset) const {
    detail::check(name, ".sample", std::array{x.described_as("x")}, std::array{y.described_as("y")});
    detail::check_overlaps(name, ".sample", std::array{x.described_as("x")},
                           std::array{y.described_as("y"), described(mask)});
    const detail::sampled<In, Out> memory{x, y.data, mask.data(), offset};
    detail::for_groups(execute, x.size, [&](std::size_t begin, std::size_t end) {
      detail::sample_groups<probability>(seed_, memory, begin, end);
    });
  }

  std::uint64_t seed_;
};

ACT_NAMESPACE_END
