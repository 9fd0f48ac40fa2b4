// XNNPACK: operators, made once. It has no SiLU and no sigmoid GELU: those are its sigmoid between its products.

#include "peers.hpp"

#include <xnnpack.h>

#include <limits>
#include <memory>
#include <stdexcept>

namespace bench {
namespace {

using operation = std::shared_ptr<xnn_operator>;

void require(xnn_status status) {
  if (status != xnn_status_success) throw std::runtime_error("XNNPACK failed with status " + std::to_string(status));
}

operation owned(xnn_operator_t made) { return {made, xnn_delete_operator}; }

operation unary(xnn_unary_operator kind, const xnn_unary_params* parameters, const float* x, float* y,
                std::size_t count) {
  xnn_operator_t made = nullptr;
  require(xnn_create_unary_elementwise_nc(kind, xnn_datatype_fp32, xnn_datatype_fp32, parameters, nullptr, nullptr, 0,
                                          &made));
  operation result = owned(made);
  require(xnn_reshape_unary_elementwise_nc(made, count, 1, 1, 1, nullptr));
  require(xnn_setup_unary_elementwise_nc(made, x, y));
  return result;
}

/// y = a b, of which b may be a single number.
operation product(const float* a, std::size_t count, const float* b, std::size_t b_count, float* y) {
  xnn_operator_t made = nullptr;
  require(
      xnn_create_binary_elementwise_nd(xnn_binary_multiply, xnn_datatype_fp32, nullptr, nullptr, nullptr, 0, &made));
  operation result = owned(made);
  require(xnn_reshape_binary_elementwise_nd(made, 1, &count, 1, &b_count, nullptr));
  require(xnn_setup_binary_elementwise_nd(made, a, b, y));
  return result;
}

void run(const operation& o) { require(xnn_run_operator(o.get(), nullptr)); }

call one(const operation& only) {
  return [=] { run(only); };
}

call prepare(function f, direction d, const arrays<float>& a) {
  if (d == direction::backward) return {};
  static constexpr float quick = 1.702f;
  xnn_unary_params parameters{};
  switch (f) {
    case function::gelu:
      return one(unary(xnn_unary_gelu, nullptr, a.x, a.y, a.count));
    case function::gelu_tanh:
      return {};
    case function::gelu_sigmoid: {
      const operation scaled = product(a.x, a.count, &quick, 1, a.y);
      const operation sigmoid = unary(xnn_unary_sigmoid, nullptr, a.y, a.y, a.count);
      const operation gated = product(a.x, a.count, a.y, a.count, a.y);
      return [=] { run(scaled), run(sigmoid), run(gated); };
    }
    case function::silu: {
      const operation sigmoid = unary(xnn_unary_sigmoid, nullptr, a.x, a.y, a.count);
      const operation gated = product(a.x, a.count, a.y, a.count, a.y);
      return [=] { run(sigmoid), run(gated); };
    }
    case function::relu:
      parameters.clamp = {0, std::numeric_limits<float>::infinity()};
      return one(unary(xnn_unary_clamp, &parameters, a.x, a.y, a.count));
    case function::elu:
      parameters.elu = {1};
      return one(unary(xnn_unary_elu, &parameters, a.x, a.y, a.count));
  }
  return {};
}

}  // namespace

std::vector<peer> xnnpack() {
#if !defined(__AVX2__)
  constexpr const char* wider = "avx2";
#elif !defined(__AVX512F__)
  constexpr const char* wider = "avx512f";
#endif
#if !defined(__AVX512F__)
  if (__builtin_cpu_supports(wider))
    return {{.name = "XNNPACK", .left_out_because = "it uses what the processor has, and cannot be told not to"}};
#endif
  require(xnn_initialize(nullptr));
  return {{.name = "XNNPACK", .version = ACT_XNNPACK_VERSION, .plain = {.in_float = prepare}}};
}

}  // namespace bench
