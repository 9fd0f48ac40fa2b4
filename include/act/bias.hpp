#pragma once

/// \file bias.hpp
/// The loops of the forms with a bias: rows of x, the bias added to each.

#include "column_sums.hpp"

ACT_NAMESPACE_BEGIN
namespace detail {

/// A short bias, repeated as often as there is use for: one row of the loops is then several of the caller's.
template <class T>
class repeated_bias {
 public:
  repeated_bias(elements<const T> bias, std::size_t count) : bias_(bias) {
    if (bias.size == 0 || 2 * bias.size > most) return;
    const std::size_t whole = std::min(most, count) / bias.size * bias.size;
    if (whole <= bias.size) return;
    std::copy_n(bias.data, bias.size, repeated_);
    for (std::size_t filled = bias.size; filled < whole; filled += std::min(filled, whole - filled))
      std::copy_n(repeated_, std::min(filled, whole - filled), repeated_ + filled);
    bias_ = {repeated_, whole};
  }
  repeated_bias(const repeated_bias&) = delete;

  const T* data() const { return bias_.data; }
  std::size_t size() const { return bias_.size; }

 private:
  static constexpr std::size_t most = 8192 / sizeof(T);
  elements<const T> bias_;
  T repeated_[most];
};

/// x is whole rows of as many elements as the bias has.
inline void check_rows(const char* activation, const char* form, const argument& x, const argument& bias) {
  if (bias.size == 0 ? x.size != 0 : x.size % bias.size != 0) fail_multiple(activation, form, x, bias);
}

template <class Activation, class Executor, class In, class Out>
void apply_bias(const Activation& activation, Executor&& execute, elements<const In> x, elements<const In> bias,
                elements<Out> y) {
  using form = forms::bias;
  const argument x_ = x.described_as("x"), bias_ = bias.described_as("bias"), y_ = y.described_as("y");
  check_rows(activation.name, form::name, x_, bias_);
  check(activation.name, form::name, std::array{x_}, std::array{y_});
  check_overlaps(activation.name, form::name, std::array{bias_}, std::array{y_});

  const repeated_bias<In> row(bias, x.size);
  using memory = arrays<In, Out, 2, 1>;
  run<form>(activation, execute, x.size,
            matrix<memory>{memory{{x.data, row.data()}, {y.data}}, row.size(), {row.size(), 0}, {row.size()}});
}

template <class Activation, class Executor, class In, class Out, class Sum>
void apply_bias_backward(const Activation& activation, Executor&& execute, elements<const In> x,
                         elements<const In> bias, elements<const In> dy, elements<Out> dx, elements<Sum> dbias) {
  using form = forms::bias_backward;
  const argument x_ = x.described_as("x"), bias_ = bias.described_as("bias"), dy_ = dy.described_as("dy"),
                 dx_ = dx.described_as("dx"), dbias_ = dbias.described_as("dbias");
  check_rows(activation.name, form::name, x_, bias_);
  check(activation.name, form::name, std::array{x_, dy_}, std::array{dx_});
  check(activation.name, form::name, std::array{bias_}, std::array{dbias_});
  check_overlaps(activation.name, form::name, std::array{bias_, x_, dy_}, std::array{dx_, dbias_});

  if (bias.size == 0) return;
  using memory = arrays<In, Out, 3, 1>;
  const std::size_t columns = bias.size;
  sum_columns<form>(
      activation, execute, x.size / columns,
      matrix<memory>{memory{{x.data, bias.data, dy.data}, {dx.data}}, columns, {columns, 0, columns}, {columns}},
      dbias.data);
}

}  // namespace detail
ACT_NAMESPACE_END
