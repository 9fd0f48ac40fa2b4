// The feed-forward block of a transformer in bfloat16, with a gated SiLU (SwiGLU) and with GELU: one step forward and
// backward with act's fused forms and with the same in several passes, held against the formulas in double.

#include "block.hpp"

#include <act/act.hpp>

#include <CLI/CLI.hpp>

#include <cstdio>
#include <functional>

namespace {

using transformer_mlp::bfloat16_matrix;
using transformer_mlp::gradients;
using wide_matrix = transformer_mlp::matrix_of<double>;

struct options {
  Eigen::Index tokens = 256, width = 256, hidden = 1024;
  int repetitions = 5;
};

struct exact_results {
  wide_matrix output, input, first_weights, second_weights;
};

exact_results exactly(const transformer_mlp::swiglu_block& block, const wide_matrix& x, const wide_matrix& dy) {
  const wide_matrix first = block.first.as<double>(), second = block.second.as<double>(), both = x * first;
  const Eigen::Index hidden = second.rows();
  const wide_matrix gate = both.leftCols(hidden), value = both.rightCols(hidden);
  const wide_matrix activated = gate.unaryExpr([](double t) { return act::silu(t); });
  const wide_matrix slope = gate.unaryExpr([](double t) { return act::silu.derivative(t); });
  const wide_matrix product = activated.cwiseProduct(value), dproduct = dy * second.transpose();
  wide_matrix dboth(both.rows(), both.cols());
  dboth << dproduct.cwiseProduct(value).cwiseProduct(slope), dproduct.cwiseProduct(activated);
  return {product * second, dboth * first.transpose(), x.transpose() * dboth, product.transpose() * dy};
}

exact_results exactly(const transformer_mlp::gelu_block& block, const wide_matrix& x, const wide_matrix& dy) {
  const wide_matrix first = block.first.as<double>(), second = block.second.as<double>();
  const bfloat16_matrix bias{1, static_cast<Eigen::Index>(block.bias.size()), block.bias};
  const wide_matrix sums = (x * first).rowwise() + bias.as<double>().row(0);
  const wide_matrix hidden = sums.unaryExpr([](double t) { return act::gelu(t); });
  const wide_matrix slope = sums.unaryExpr([](double t) { return act::gelu.derivative(t); });
  const wide_matrix dsums = (dy * second.transpose()).cwiseProduct(slope);
  return {hidden * second, dsums * first.transpose(), x.transpose() * dsums, hidden.transpose() * dy};
}

/// The norm of the difference over the norm.
double relative_error(const bfloat16_matrix& got, const wide_matrix& exact) {
  return (got.as<double>() - exact).norm() / exact.norm();
}

double worst_error(const gradients& got, const exact_results& exact) {
  return std::max({relative_error(got.output, exact.output), relative_error(got.input, exact.input),
                   relative_error(got.first_weights, exact.first_weights),
                   relative_error(got.second_weights, exact.second_weights)});
}

/// Whether all errors are what rounding to bfloat16 explains.
template <class Block>
bool report(const char* name, const Block& block, const options& chosen) {
  const auto x = transformer_mlp::normal_numbers(chosen.tokens, chosen.width, 1, 7);
  const auto dy = transformer_mlp::normal_numbers(chosen.tokens, chosen.width, 1, 8);
  const exact_results exact = exactly(block, x.as<double>(), dy.as<double>());
  bool is_right = true;
  for (const bool fused : {true, false}) {
    examples::stopwatch all, activations;
    gradients got;
    for (int i = 0; i < chosen.repetitions; ++i) all.time([&] { got = block.run(x, dy, fused, activations); });
    const double error = worst_error(got, exact);
    is_right = is_right && error < 0.01;
    std::printf("%-7s %-10s  error %.4f  %7.2f ms a step, %4.1f %% of it in activations\n", name,
                fused ? "fused" : "in passes", error, 1000 * all.seconds() / chosen.repetitions,
                100 * activations.seconds() / all.seconds());
  }
  return is_right;
}

}  // namespace

int main(int argc, char** argv) {
  options chosen;
  CLI::App app("The feed-forward block of a transformer in bfloat16, forward and backward.");
  app.add_option("--tokens", chosen.tokens, "rows of the input")->check(CLI::PositiveNumber)->capture_default_str();
  app.add_option("--width", chosen.width, "columns of the input")->check(CLI::PositiveNumber)->capture_default_str();
  app.add_option("--hidden", chosen.hidden, "units inside")->check(CLI::PositiveNumber)->capture_default_str();
  app.add_option("--repetitions", chosen.repetitions, "steps")->check(CLI::PositiveNumber)->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  std::printf("%td tokens, %td -> %td -> %td; errors against double, relative to the norm\n", chosen.tokens,
              chosen.width, chosen.hidden, chosen.width);
  const bool swiglu = report("SwiGLU", transformer_mlp::swiglu_block(chosen.width, chosen.hidden, 1), chosen);
  const bool gelu = report("GELU", transformer_mlp::gelu_block(chosen.width, chosen.hidden, 4), chosen);
  return swiglu && gelu ? 0 : 1;
}
