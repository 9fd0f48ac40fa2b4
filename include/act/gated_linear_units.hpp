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
  F gate_activation{};

  /// gated(): an executor if wanted, gate, value, y.
  template <class... Arguments>
  requires requires(const F& f, Arguments&&... arguments) { f.gated(arguments...); }
  void operator()(Arguments&&... arguments) const { gate_activation.gated(arguments...); }

  /// gated_backward(): an executor if wanted, gate, value, dy, dgate, dvalue.
  template <class... Arguments>
  requires requires(const F& f, Arguments&&... arguments) { f.gated_backward(arguments...); }
  void backward(Arguments&&... arguments) const { gate_activation.gated_backward(arguments...); }

  /// gated_packed(): an executor if wanted, gate_and_value, columns, y, and a row stride if wanted.
  template <class... Arguments>
  requires requires(const F& f, Arguments&&... arguments) { f.gated_packed(arguments...); }
  void packed(Arguments&&... arguments) const { gate_activation.gated_packed(arguments...); }

  /// gated_packed_backward(): an executor if wanted, gate_and_value, columns, dy, dgate_and_dvalue, and a row stride if
  /// wanted.
  template <class... Arguments>
  requires requires(const F& f, Arguments&&... arguments) { f.gated_packed_backward(arguments...); }
  void packed_backward(Arguments&&... arguments) const { gate_activation.gated_packed_backward(arguments...); }
};

/// gelu(gate) value
inline constexpr gated_linear_unit<gelu_fn> geglu{};
/// silu(gate) value
inline constexpr gated_linear_unit<silu_fn> swiglu{};
/// relu(gate) value
inline constexpr gated_linear_unit<relu_fn> reglu{};

ACT_NAMESPACE_END
