#pragma once

// The feed-forward block of a transformer, forward and backward, in its two usual forms. Weights, activations and
// gradients are bfloat16; products are summed in float. `fused` chooses act's fused forms, or the same in several
// passes, which round to bfloat16 in between.

#include "../stopwatch.hpp"
#include "matrix.hpp"

namespace transformer_mlp {

struct gradients {
  bfloat16_matrix output, input, first_weights, second_weights;
  std::vector<float> bias;  // of the GELU block
};

/// y = (silu(x G) * (x U)) D, with G and U side by side in `first`.
struct swiglu_block {
  bfloat16_matrix first, second;

  swiglu_block(Eigen::Index width, Eigen::Index hidden, std::uint32_t seed);
  gradients run(const bfloat16_matrix& x, const bfloat16_matrix& dy, bool fused,
                examples::stopwatch& activations) const;
};

/// y = gelu(x A + bias) B.
struct gelu_block {
  bfloat16_matrix first, second;
  std::vector<act::bfloat16> bias;

  gelu_block(Eigen::Index width, Eigen::Index hidden, std::uint32_t seed);
  gradients run(const bfloat16_matrix& x, const bfloat16_matrix& dy, bool fused,
                examples::stopwatch& activations) const;
};

}  // namespace transformer_mlp
