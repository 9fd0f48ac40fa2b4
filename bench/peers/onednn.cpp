// oneDNN: eltwise primitives, made once.

#include "peers.hpp"

#include <oneapi/dnnl/dnnl.hpp>

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

template <class T>
call prepare(function f, direction d, const arrays<T>& a) {
  const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  dnnl::stream stream(engine);
  const dnnl::memory::desc shape({static_cast<dnnl::memory::dim>(a.count)}, data_type<T>, dnnl::memory::format_tag::a);
  const auto memory = [&](const T* data) { return dnnl::memory(shape, engine, const_cast<T*>(data)); };
  const auto [algorithm, alpha] = operation_of(f);
  const bool is_forward = d == direction::forward;
  const auto kind = is_forward ? dnnl::prop_kind::forward_inference : dnnl::prop_kind::forward_training;
  const dnnl::primitive_attr usual;
  const dnnl::eltwise_forward::primitive_desc forward(engine, kind, algorithm, shape, shape, alpha, 0, usual, true);
  if (!forward) return {};  // not for this type and these instructions
  if (is_forward) {
    const dnnl::eltwise_forward primitive(forward);
    const std::unordered_map<int, dnnl::memory> of{{DNNL_ARG_SRC, memory(a.x)}, {DNNL_ARG_DST, memory(a.y)}};
    return [=]() mutable { primitive.execute(stream, of); };
  }
  const dnnl::eltwise_backward::primitive_desc backward(engine, algorithm, shape, shape, shape, alpha, 0, forward,
                                                        usual, true);
  if (!backward) return {};
  const dnnl::eltwise_backward primitive(backward);
  const std::unordered_map<int, dnnl::memory> of{
      {DNNL_ARG_SRC, memory(a.x)}, {DNNL_ARG_DIFF_DST, memory(a.dy)}, {DNNL_ARG_DIFF_SRC, memory(a.y)}};
  return [=]() mutable { primitive.execute(stream, of); };
}

}  // namespace

std::vector<peer> onednn() {
  const dnnl::version_t* version = dnnl::version();
  const std::string text =
      std::to_string(version->major) + "." + std::to_string(version->minor) + "." + std::to_string(version->patch);
  return {{.name = "oneDNN",
           .version = text,
           .in_float = prepare<float>,
           .in_float16 = prepare<act::float16>,
           .in_bfloat16 = prepare<act::bfloat16>}};
}

}  // namespace bench
