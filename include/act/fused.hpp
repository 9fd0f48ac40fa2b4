#pragma once

/// \file fused.hpp
/// The forms that do in one pass what else takes an activation and elementwise operators: with a bias, and gated.

#include "bias_backward.hpp"
#include "gated.hpp"

#include <optional>

ACT_NAMESPACE_BEGIN

/// The fused forms of every activation. In float and double they have the bits of their parts, computed one after the
/// other in the order written here, each rounded. As all range forms they throw std::invalid_argument, before anything
/// is written, where sizes do not go together, where an output overlaps an input without being exactly the same range,
/// or where two outputs overlap; and all take an executor first.
template <class Self>
struct fused_forms {
  /// y = f(t), t = x + bias, for rows of bias.size() elements. x.size() is a multiple of bias.size().
  template <input_range X, input_range_of<element_of<X>> B, output_range_for<element_of<X>> Y>
  void bias(const X& x, const B& bias, Y&& y) const {
    this->bias(detail::calling_thread{}, x, bias, y);
  }
  template <class E, input_range X, input_range_of<element_of<X>> B, output_range_for<element_of<X>> Y>
  requires executor<E>
  void bias(E&& execute, const X& x, const B& bias, Y&& y) const {
    detail::apply_bias(self(), execute, detail::read(x), detail::read(bias), detail::written(y));
  }

  /// dx = dy f'(x + bias), and dbias the sum of the rows of dx, in 16 bits before these are rounded. Whatever dbias
  /// held is overwritten. Its error is at most 2 ulp log2(rows) of the sum of the magnitudes of dx's column, in 16 bits
  /// in float, and then rounded; the order of its additions depends on the number of rows alone. The executor is given
  /// columns.
  template <input_range X, input_range_of<element_of<X>> B, input_range_of<element_of<X>> DY,
            output_range_for<element_of<X>> DX, output_range_for<element_of<X>> DB>
  void bias_backward(const X& x, const B& bias, const DY& dy, DX&& dx, DB&& dbias) const {
    bias_backward(detail::calling_thread{}, x, bias, dy, dx, dbias);
  }
  template <class E, input_range X, input_range_of<element_of<X>> B, input_range_of<element_of<X>> DY,
            output_range_for<element_of<X>> DX, output_range_for<element_of<X>> DB>
  requires executor<E>
  void bias_backward(E&& execute, const X& x, const B& bias, const DY& dy, DX&& dx, DB&& dbias) const {
    detail::apply_bias_backward(self(), execute, detail::read(x), detail::read(bias), detail::read(dy),
                                detail::written(dx), detail::written(dbias));
  }

  /// y[i] = f(gate[i]) value[i]: with gelu GEGLU, with silu SwiGLU, with relu ReGLU. Shazeer, arXiv:2002.05202.
  template <input_range G, input_range_of<element_of<G>> X, output_range_for<element_of<G>> Y>
  void gated(const G& gate, const X& value, Y&& y) const {
    gated(detail::calling_thread{}, gate, value, y);
  }
  template <class E, input_range G, input_range_of<element_of<G>> X, output_range_for<element_of<G>> Y>
  requires executor<E>
  void gated(E&& execute, const G& gate, const X& value, Y&& y) const {
    detail::apply<detail::forms::gated>(self(), execute, {detail::read(gate), detail::read(value)},
                                        {detail::written(y)});
  }

  /// dgate[i] = (dy[i] value[i]) f'(gate[i]) and dvalue[i] = dy[i] f(gate[i]).
  template <input_range G, input_range_of<element_of<G>> X, input_range_of<element_of<G>> DY,
            output_range_for<element_of<G>> DG, output_range_of<element_of<DG>> DX>
  void gated_backward(const G& gate, const X& value, const DY& dy, DG&& dgate, DX&& dvalue) const {
    gated_backward(detail::calling_thread{}, gate, value, dy, dgate, dvalue);
  }
  template <class E, input_range G, input_range_of<element_of<G>> X, input_range_of<element_of<G>> DY,
            output_range_for<element_of<G>> DG, output_range_of<element_of<DG>> DX>
  requires executor<E>
  void gated_backward(E&& execute, const G& gate, const X& value, const DY& dy, DG&& dgate, DX&& dvalue) const {
    detail::apply<detail::forms::gated_backward>(self(), execute,
                                                 {detail::read(gate), detail::read(value), detail::read(dy)},
                                                 {detail::written(dgate), detail::written(dvalue)});
  }

  /// gated(), with rows of 2 `columns` elements, first the gates, then the values, that are `row_stride` elements
  /// apart: 2 `columns` unless given. y is as many rows of `columns` elements, side by side.
  template <input_range X, output_range_for<element_of<X>> Y>
  void gated_packed(const X& gate_and_value, std::size_t columns, Y&& y,
                    std::optional<std::size_t> row_stride = {}) const {
    gated_packed(detail::calling_thread{}, gate_and_value, columns, y, row_stride);
  }
  template <class E, input_range X, output_range_for<element_of<X>> Y>
  requires executor<E>
  void gated_packed(E&& execute, const X& gate_and_value, std::size_t columns, Y&& y,
                    std::optional<std::size_t> row_stride = {}) const {
    detail::apply_gated_packed(self(), execute, detail::read(gate_and_value), columns, detail::written(y),
                               row_stride.value_or(2 * columns));
  }

  /// gated_backward(), with both gradients laid out as gate_and_value is.
  template <input_range X, input_range_of<element_of<X>> DY, output_range_for<element_of<X>> DX>
  void gated_packed_backward(const X& gate_and_value, std::size_t columns, const DY& dy, DX&& dgate_and_dvalue,
                             std::optional<std::size_t> row_stride = {}) const {
    gated_packed_backward(detail::calling_thread{}, gate_and_value, columns, dy, dgate_and_dvalue, row_stride);
  }
  template <class E, input_range X, input_range_of<element_of<X>> DY, output_range_for<element_of<X>> DX>
  requires executor<E>
  void gated_packed_backward(E&& execute, const X& gate_and_value, std::size_t columns, const DY& dy,
                             DX&& dgate_and_dvalue, std::optional<std::size_t> row_stride = {}) const {
    detail::apply_gated_packed_backward(self(), execute, detail::read(gate_and_value), columns, detail::read(dy),
                                        detail::written(dgate_and_dvalue), row_stride.value_or(2 * columns));
  }

  friend constexpr bool operator==(const fused_forms&, const fused_forms&) = default;

 private:
  constexpr const Self& self() const { return static_cast<const Self&>(*this); }
};

ACT_NAMESPACE_END
