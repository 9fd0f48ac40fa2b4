#pragma once

/// \file gated_linear_units.hpp

#include "gelu.hpp"
#include "relu.hpp"
#include "silu.hpp"

ACT_NAMESPACE_BEGIN

/// A gated linear unit by its name in the literature: the gated forms of an activation, with the same arguments.
/// Shazeer, arXiv:2002.05202.
template <activation F>
struct gated_linear_unit {
  /// What the gates go through.
  F gate_activation{};

  /// gated(): an executor if wanted, gate, value, y.
  template <class... Arguments>
  requires requires(const F& f, Arguments&&... arguments) { f.gated(arguments...); }
  void operator()(Arguments&&... arguments) const { gate_activation.gated(arguments...); }

  /// gated_backward(): an executor if wanted, gate, value, dy, dgate, dvalue.
  template <class... Arguments>
  requires requires(const F& f, Arguments&&... arguments) { f.gated_backward(arguments...); }
  void backward(Arguments&&... arguments) const { gate_activation.gated_backward(arguments...); }

  /// gated_packed(), with the same arguments.
  template <input_range X, output_range_for<element_of<X>> Y>
  void packed(const X& gate_and_value, std::size_t columns, Y&& y, std::optional<std::size_t> row_stride = {}) const {
    gate_activation.gated_packed(gate_and_value, columns, y, row_stride);
  }
  template <class E, input_range X, output_range_for<element_of<X>> Y>
  requires executor<E>
  void packed(E&& execute, const X& gate_and_value, std::size_t columns, Y&& y,
              std::optional<std::size_t> row_stride = {}) const {
    gate_activation.gated_packed(execute, gate_and_value, columns, y, row_stride);
  }

  /// gated_packed_backward(), with the same arguments.
  template <input_range X, input_range_of<element_of<X>> DY, output_range_for<element_of<X>> DX>
  void packed_backward(const X& gate_and_value, std::size_t columns, const DY& dy, DX&& dgate_and_dvalue,
                       std::optional<std::size_t> row_stride = {}) const {
    gate_activation.gated_packed_backward(gate_and_value, columns, dy, dgate_and_dvalue, row_stride);
  }
  template <class E, input_range X, input_range_of<element_of<X>> DY, output_range_for<element_of<X>> DX>
  requires executor<E>
  void packed_backward(E&& execute, const X& gate_and_value, std::size_t columns, const DY& dy, DX&& dgate_and_dvalue,
                       std::optional<std::size_t> row_stride = {}) const {
    gate_activation.gated_packed_backward(execute, gate_and_value, columns, dy, dgate_and_dvalue, row_stride);
  }
};

/// gelu(gate) value
inline constexpr gated_linear_unit<gelu_fn> geglu{};
/// silu(gate) value
inline constexpr gated_linear_unit<silu_fn> swiglu{};
/// relu(gate) value
inline constexpr gated_linear_unit<relu_fn> reglu{};

ACT_NAMESPACE_END
