// oneDNN: primitives, made once; what it fuses is a post-op of one of them.

#include "peers.hpp"

#include <oneapi/dnnl/dnnl.hpp>

#include <algorithm>
#include <unordered_map>

namespace bench {
namespace {

struct operation {
  dnnl::algorithm algorithm;
  float alpha;
};

operation operation_of(function f) {
  switch (f) {
    case function::gelu:
      return {dnnl::algorithm::eltwise_gelu_erf, 0};
    case function::gelu_tanh:
      return {dnnl::algorithm::eltwise_gelu_tanh, 0};
    case function::gelu_sigmoid:
      return {dnnl::algorithm::eltwise_swish, 1.702f};
    case function::silu:
      return {dnnl::algorithm::eltwise_swish, 1};
    case function::relu:
      return {dnnl::algorithm::eltwise_relu, 0};
    case function::elu:
      return {dnnl::algorithm::eltwise_elu, 1};
  }
  return {};
}

template <class T>
constexpr dnnl::memory::data_type data_type = dnnl::memory::data_type::f32;
template <>
constexpr dnnl::memory::data_type data_type<act::float16> = dnnl::memory::data_type::f16;
template <>
constexpr dnnl::memory::data_type data_type<act::bfloat16> = dnnl::memory::data_type::bf16;

/// A primitive and its arguments; no primitive where oneDNN has none for this type and these instructions.
struct step {
  dnnl::primitive primitive;
  std::unordered_map<int, dnnl::memory> arguments;
};

template <class Primitive>
step made(const typename Primitive::primitive_desc& description, std::unordered_map<int, dnnl::memory> arguments) {
  return {description ? Primitive(description) : dnnl::primitive(), std::move(arguments)};
}

/// Makes steps, all on one engine.
class primitives {
 public:
  template <class T>
  dnnl::memory memory(const T* data, const dnnl::memory::dims& sizes) const {
    const auto order = sizes.size() == 1 ? dnnl::memory::format_tag::a : dnnl::memory::format_tag::ab;
    return dnnl::memory({sizes, data_type<T>, order}, engine_, const_cast<T*>(data));
  }
  template <class T>
  dnnl::memory row_of_ones(dnnl::memory::dim count) const {
    const dnnl::memory ones({{1, count}, data_type<T>, dnnl::memory::format_tag::ab}, engine_);
    std::fill_n(static_cast<T*>(ones.get_data_handle()), count, T(1));
    return ones;
  }
  dnnl::memory scratch(const dnnl::memory& like) const { return dnnl::memory(like.get_desc(), engine_); }

  step value(function f, const dnnl::memory& x, const dnnl::memory& y) const {
    const auto description = forward(f, dnnl::prop_kind::forward_inference, x, y);
    return made<dnnl::eltwise_forward>(description, {{DNNL_ARG_SRC, x}, {DNNL_ARG_DST, y}});
  }
  step backward(function f, const dnnl::memory& x, const dnnl::memory& dy, const dnnl::memory& dx) const {
    const auto hint = forward(f, dnnl::prop_kind::forward_training, x, dx);
    if (!hint) return {};
    const auto [algorithm, alpha] = operation_of(f);
    const dnnl::eltwise_backward::primitive_desc description(engine_, algorithm, dx.get_desc(), dy.get_desc(),
                                                             x.get_desc(), alpha, 0, hint, {}, true);
    return made<dnnl::eltwise_backward>(description,
                                        {{DNNL_ARG_SRC, x}, {DNNL_ARG_DIFF_DST, dy}, {DNNL_ARG_DIFF_SRC, dx}});
  }
  /// y = f(x + bias).
  step biased(function f, const dnnl::memory& x, const dnnl::memory& bias, const dnnl::memory& y) const {
    const auto [algorithm, alpha] = operation_of(f);
    dnnl::post_ops activation;
    activation.append_eltwise(algorithm, alpha, 0);
    dnnl::primitive_attr attributes;
    attributes.set_post_ops(activation);
    return binary(dnnl::algorithm::binary_add, x, bias, y, attributes);
  }
  step sum(const dnnl::memory& a, const dnnl::memory& b, const dnnl::memory& y) const {
    return binary(dnnl::algorithm::binary_add, a, b, y, {});
  }
  step product(const dnnl::memory& a, const dnnl::memory& b, const dnnl::memory& y) const {
    return binary(dnnl::algorithm::binary_mul, a, b, y, {});
  }
  /// ones x, of which ones is a row: oneDNN's own sum of columns takes ten times as long.
  step sums_of_columns(const dnnl::memory& ones, const dnnl::memory& x, const dnnl::memory& sums) const {
    const dnnl::matmul::primitive_desc description(engine_, ones.get_desc(), x.get_desc(), sums.get_desc(), {}, true);
    return made<dnnl::matmul>(description, {{DNNL_ARG_SRC, ones}, {DNNL_ARG_WEIGHTS, x}, {DNNL_ARG_DST, sums}});
  }

  call in_turn(const std::vector<step>& steps) const {
    if (std::ranges::any_of(steps, [](const step& each) { return !each.primitive; })) return {};
    return [steps, stream = dnnl::stream(engine_)] {
      for (const step& each : steps) each.primitive.execute(stream, each.arguments);
    };
  }

 private:
  dnnl::eltwise_forward::primitive_desc forward(function f, dnnl::prop_kind kind, const dnnl::memory& x,
                                                const dnnl::memory& y) const {
    const auto [algorithm, alpha] = operation_of(f);
    return {engine_, kind, algorithm, x.get_desc(), y.get_desc(), alpha, 0, {}, true};
  }
  step binary(dnnl::algorithm algorithm, const dnnl::memory& a, const dnnl::memory& b, const dnnl::memory& y,
              const dnnl::primitive_attr& attributes) const {
    const dnnl::binary::primitive_desc description(engine_, algorithm, a.get_desc(), b.get_desc(), y.get_desc(),
                                                   attributes, true);
    return made<dnnl::binary>(description, {{DNNL_ARG_SRC_0, a}, {DNNL_ARG_SRC_1, b}, {DNNL_ARG_DST, y}});
  }

  dnnl::engine engine_{dnnl::engine::kind::cpu, 0};
};

template <class T>
call prepare(function f, direction d, const arrays<T>& a) {
  const primitives make;
  const auto array = [&](const T* data) { return make.memory(data, {static_cast<dnnl::memory::dim>(a.count)}); };
  const dnnl::memory x = array(a.x), y = array(a.y);
  if (d == direction::forward) return make.in_turn({make.value(f, x, y)});
  return make.in_turn({make.backward(f, x, array(a.dy), y)});
}

/// The bias in one primitive and its post-op, the others in several: a product as post-op of an activation takes
/// reference code, a hundred times as long, and backward nothing is fused.
template <class T>
call prepare_fused(function f, fused_form form, const fused_arrays<T>& a) {
  const primitives make;
  const auto rows = static_cast<dnnl::memory::dim>(a.rows), columns = static_cast<dnnl::memory::dim>(a.columns);
  const auto matrix = [&](const T* data) { return make.memory(data, {rows, columns}); };
  const auto row = [&](const T* data) { return make.memory(data, {1, columns}); };
  const dnnl::memory x = matrix(a.x), dy = matrix(a.dy), y = matrix(a.y), between = make.scratch(x);
  switch (form) {
    case fused_form::bias:
      return make.in_turn({make.biased(f, x, row(a.other), y)});
    case fused_form::bias_backward: {
      const dnnl::memory ones = make.row_of_ones<T>(rows);
      return make.in_turn({make.sum(x, row(a.other), between), make.backward(f, between, dy, y),
                           make.sums_of_columns(ones, y, row(a.dother))});
    }
    case fused_form::gated:
      return make.in_turn({make.value(f, x, y), make.product(y, matrix(a.other), y)});
    case fused_form::gated_backward: {
      const dnnl::memory dvalue = matrix(a.dother);
      return make.in_turn({make.product(dy, matrix(a.other), between), make.backward(f, x, between, y),
                           make.value(f, x, dvalue), make.product(dvalue, dy, dvalue)});
    }
  }
  return {};
}

}  // namespace

std::vector<peer> onednn() {
  const dnnl::version_t* version = dnnl::version();
  const std::string text =
      std::to_string(version->major) + "." + std::to_string(version->minor) + "." + std::to_string(version->patch);
  return {{.name = "oneDNN",
           .version = text,
           .plain = {.in_float = prepare<float>,
                     .in_float16 = prepare<act::float16>,
                     .in_bfloat16 = prepare<act::bfloat16>},
           .fused = {.in_float = prepare_fused<float>,
                     .in_float16 = prepare_fused<act::float16>,
                     .in_bfloat16 = prepare_fused<act::bfloat16>}}};
}

}  // namespace bench
