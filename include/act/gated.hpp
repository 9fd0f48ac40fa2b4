#pragma once

/// \file gated.hpp
/// The loops of the gated forms whose gates and values lie side by side in the rows of one array.

#include "apply.hpp"

ACT_NAMESPACE_BEGIN
namespace detail {

[[noreturn]] ACT_OUT_OF_LINE inline void fail_packed(const char* activation, const char* form, const argument& packed,
                                                     std::size_t columns, std::size_t row_stride,
                                                     const argument& unpacked) {
  fail(std::string("act::") + activation + form + ": " + packed.name + " has " + counted_elements(packed.size) +
       " and " + unpacked.name + " has " + std::to_string(unpacked.size) +
       ", which do not go together with columns = " + std::to_string(columns) +
       " and row_stride = " + std::to_string(row_stride));
}

/// `packed` is rows of 2 `columns` elements, `row_stride` apart, `unpacked` as many rows of `columns`, side by side.
inline void check_packed(const char* activation, const char* form, const argument& packed, std::size_t columns,
                         std::size_t row_stride, const argument& unpacked) {
  const std::size_t rows = columns == 0 ? 0 : unpacked.size / columns;
  const bool rows_are_apart = row_stride / 2 >= columns;
  const bool rows_fit = rows < 2 || row_stride <= packed.size / (rows - 1);  // so that nothing below overflows
  const std::size_t least = rows == 0 ? 0 : (rows - 1) * row_stride + 2 * columns;
  const bool all_rows = packed.size == least || packed.size == rows * row_stride;
  if (rows * columns != unpacked.size || !rows_are_apart || !rows_fit || !all_rows)
    fail_packed(activation, form, packed, columns, row_stride, unpacked);
}

template <class Activation, class Executor, class In, class Out>
void apply_gated_packed(const Activation& activation, Executor&& execute, elements<const In> gate_and_value,
                        std::size_t columns, elements<Out> y, std::size_t row_stride) {
  static constexpr const char* name = ".gated_packed";
  const argument packed = gate_and_value.described_as("gate_and_value"), y_ = y.described_as("y");
  check_packed(activation.name, name, packed, columns, row_stride, y_);
  check_overlaps(activation.name, name, std::array{packed}, std::array{y_});
  if (y.size == 0) return;

  using memory = arrays<In, Out, 2, 1>;
  run<forms::gated>(activation, execute, y.size,
                    matrix<memory>{memory{{gate_and_value.data, gate_and_value.data + columns}, {y.data}},
                                   columns,
                                   {row_stride, row_stride},
                                   columns});
}

template <class Activation, class Executor, class In, class Out>
void apply_gated_packed_backward(const Activation& activation, Executor&& execute, elements<const In> gate_and_value,
                                 std::size_t columns, elements<const In> dy, elements<Out> dgate_and_dvalue,
                                 std::size_t row_stride) {
  static constexpr const char* name = ".gated_packed_backward";
  const argument packed = gate_and_value.described_as("gate_and_value"), dy_ = dy.described_as("dy"),
                 packed_gradient = dgate_and_dvalue.described_as("dgate_and_dvalue");
  check_packed(activation.name, name, packed, columns, row_stride, dy_);
  check_packed(activation.name, name, packed_gradient, columns, row_stride, dy_);
  check_overlaps(activation.name, name, std::array{packed, dy_}, std::array{packed_gradient});
  if (dy.size == 0) return;

  using memory = arrays<In, Out, 3, 2>;
  run<forms::gated_backward>(activation, execute, dy.size,
                             matrix<memory>{memory{{gate_and_value.data, gate_and_value.data + columns, dy.data},
                                                   {dgate_and_dvalue.data, dgate_and_dvalue.data + columns}},
                                            columns,
                                            {row_stride, row_stride, columns},
                                            row_stride});
}

}  // namespace detail
ACT_NAMESPACE_END
