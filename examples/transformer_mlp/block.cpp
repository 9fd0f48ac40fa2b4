#include "block.hpp"

#include <act/act.hpp>

#include <cmath>

namespace transformer_mlp {
namespace {

bfloat16_matrix product(const bfloat16_matrix& a, const bfloat16_matrix& b) {
  return rounded(a.as<float>() * b.as<float>());
}
bfloat16_matrix product_with_transposed(const bfloat16_matrix& a, const bfloat16_matrix& b) {
  return rounded(a.as<float>() * b.as<float>().transpose());
}
bfloat16_matrix product_of_transposed(const bfloat16_matrix& a, const bfloat16_matrix& b) {
  return rounded(a.as<float>().transpose() * b.as<float>());
}

void multiply(const bfloat16_matrix& a, const bfloat16_matrix& b, bfloat16_matrix& c) {
  for (std::size_t i = 0; i < c.elements.size(); ++i)
    c.elements[i] = act::bfloat16(static_cast<float>(a.elements[i]) * static_cast<float>(b.elements[i]));
}

/// The left or the right half of the columns.
bfloat16_matrix half(const bfloat16_matrix& both, Eigen::Index first_column) {
  return rounded(both.as<float>().middleCols(first_column, both.columns / 2));
}

bfloat16_matrix side_by_side(const bfloat16_matrix& left, const bfloat16_matrix& right) {
  matrix_of<float> both(left.rows, left.columns + right.columns);
  both << left.as<float>(), right.as<float>();
  return rounded(both);
}

void swiglu_in_passes(const bfloat16_matrix& gate_and_value, bfloat16_matrix& hidden) {
  bfloat16_matrix gate = half(gate_and_value, 0);
  act::silu(gate.elements, gate.elements);
  multiply(gate, half(gate_and_value, hidden.columns), hidden);
}

bfloat16_matrix swiglu_backward_in_passes(const bfloat16_matrix& gate_and_value, const bfloat16_matrix& dhidden) {
  const bfloat16_matrix gate = half(gate_and_value, 0), value = half(gate_and_value, dhidden.columns);
  bfloat16_matrix dgate = dhidden, dvalue = dhidden, activated = dhidden;
  act::silu(gate.elements, activated.elements);
  multiply(dhidden, activated, dvalue);
  multiply(dhidden, value, dgate);
  act::silu.backward(gate.elements, dgate.elements, dgate.elements);
  return side_by_side(dgate, dvalue);
}

void add_to_rows(bfloat16_matrix& x, const std::vector<act::bfloat16>& bias) {
  for (std::size_t i = 0; i < x.elements.size(); ++i)
    x.elements[i] = act::bfloat16(static_cast<float>(x.elements[i]) + static_cast<float>(bias[i % bias.size()]));
}

std::vector<float> sums_of_columns(const bfloat16_matrix& x) {
  const Eigen::RowVectorXf sums = x.as<float>().colwise().sum();
  return {sums.begin(), sums.end()};
}

}  // namespace

swiglu_block::swiglu_block(Eigen::Index width, Eigen::Index hidden, std::uint32_t seed)
    : first(normal_numbers(width, 2 * hidden, 2 / std::sqrt(static_cast<double>(width)), seed)),
      second(normal_numbers(hidden, width, 1 / std::sqrt(static_cast<double>(hidden)), seed + 1)) {}

gradients swiglu_block::run(const bfloat16_matrix& x, const bfloat16_matrix& dy, bool fused,
                            examples::stopwatch& activations) const {
  gradients result;
  const bfloat16_matrix gate_and_value = product(x, first);
  bfloat16_matrix hidden{x.rows, second.rows};
  const auto columns = static_cast<std::size_t>(hidden.columns);
  activations.time([&] {
    if (fused) {
      act::swiglu.packed(gate_and_value.elements, columns, hidden.elements);
    } else {
      swiglu_in_passes(gate_and_value, hidden);
    }
  });
  result.output = product(hidden, second);

  result.second_weights = product_of_transposed(hidden, dy);
  const bfloat16_matrix dhidden = product_with_transposed(dy, second);
  bfloat16_matrix dgate_and_dvalue = gate_and_value;
  activations.time([&] {
    if (fused) {
      act::swiglu.packed_backward(dgate_and_dvalue.elements, columns, dhidden.elements, dgate_and_dvalue.elements);
    } else {
      dgate_and_dvalue = swiglu_backward_in_passes(gate_and_value, dhidden);
    }
  });
  result.first_weights = product_of_transposed(x, dgate_and_dvalue);
  result.input = product_with_transposed(dgate_and_dvalue, first);
  return result;
}

gelu_block::gelu_block(Eigen::Index width, Eigen::Index hidden, std::uint32_t seed)
    : first(normal_numbers(width, hidden, 2 / std::sqrt(static_cast<double>(width)), seed)),
      second(normal_numbers(hidden, width, 1 / std::sqrt(static_cast<double>(hidden)), seed + 1)),
      bias(normal_numbers(1, hidden, 0.5, seed + 2).elements) {}

gradients gelu_block::run(const bfloat16_matrix& x, const bfloat16_matrix& dy, bool fused,
                          examples::stopwatch& activations) const {
  gradients result;
  const bfloat16_matrix sums = product(x, first);
  bfloat16_matrix hidden = sums;
  activations.time([&] {
    if (fused) {
      act::gelu.bias(hidden.elements, bias, hidden.elements);
    } else {
      add_to_rows(hidden, bias);
      act::gelu(hidden.elements, hidden.elements);
    }
  });
  result.output = product(hidden, second);

  result.second_weights = product_of_transposed(hidden, dy);
  bfloat16_matrix dhidden = product_with_transposed(dy, second);
  result.bias.resize(bias.size());
  activations.time([&] {
    if (fused) {
      act::gelu.bias_backward(sums.elements, bias, dhidden.elements, dhidden.elements, result.bias);
    } else {
      bfloat16_matrix biased = sums;
      add_to_rows(biased, bias);
      act::gelu.backward(biased.elements, dhidden.elements, dhidden.elements);
      result.bias = sums_of_columns(dhidden);
    }
  });
  result.first_weights = product_of_transposed(x, dhidden);
  result.input = product_with_transposed(dhidden, first);
  return result;
}

}  // namespace transformer_mlp
