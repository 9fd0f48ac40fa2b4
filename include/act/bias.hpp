#pragma once

/// \file bias.hpp
/// The loops over rows of x to each of which a bias is added.

#include "apply.hpp"

ACT_NAMESPACE_BEGIN
namespace detail {

/// Rows with a bias as the second of their inputs. Where they lie side by side but are no multiple of what the loop
/// takes at once, the bias is repeated, and several rows are one.
template <class Arrays>
class biased_rows {
 public:
  using T = typename Arrays::input;

  biased_rows(const matrix<Arrays>& rows, std::size_t row_count) : rows_(copied(rows)) {
    const std::size_t columns = rows.columns;
    if (columns % multiple == 0 || rows.in_stride[0] != columns) return;
    const std::size_t whole = std::min(most / columns, row_count) * columns;
    if (whole <= columns) return;
    std::copy_n(rows.first_row.in[1], columns, repeated_);
    for (std::size_t filled = columns; filled < whole; filled += std::min(filled, whole - filled))
      std::copy_n(repeated_, std::min(filled, whole - filled), repeated_ + filled);
    rows_.first_row.in[1] = repeated_;
    rows_.columns = rows_.out_stride = whole;
    for (std::size_t& stride : rows_.in_stride)
      if (stride != 0) stride = whole;
  }
  biased_rows(const biased_rows&) = delete;

  const matrix<Arrays>& rows() const { return rows_; }

 private:
  static constexpr std::size_t multiple = 32, most = 4096 / sizeof(T);
  matrix<Arrays> rows_;
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
  const std::array inputs{bias.described_as("bias"), x.described_as("x")};
  const std::array outputs{y.described_as("y")};
  const std::span<const argument> in(inputs), out(outputs);
  check_rows(activation.name, form::name, in[1], in[0]);
  check_sizes(activation.name, form::name, in.subspan(1), out);
  check_overlaps(activation.name, form::name, in, out);

  if (x.size == 0) return;
  using memory = arrays<In, Out, 2, 1>;
  const std::size_t columns = bias.size;
  const biased_rows<memory> biased(
      matrix<memory>{memory{{x.data, bias.data}, {y.data}}, columns, {columns, 0}, columns}, x.size / columns);
  run<form>(activation, execute, x.size, biased.rows());
}

}  // namespace detail
ACT_NAMESPACE_END
