// libtorch's operators, with the output given.

#include "peers.hpp"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/api/include/torch/version.h>

namespace bench {
namespace {

template <class T>
constexpr at::ScalarType scalar_type = c10::CppTypeToScalarType<T>::value;
template <>
constexpr at::ScalarType scalar_type<act::float16> = at::kHalf;
template <>
constexpr at::ScalarType scalar_type<act::bfloat16> = at::kBFloat16;

template <class T>
at::Tensor tensor(const T* data, std::initializer_list<std::size_t> sizes) {
  return at::from_blob(const_cast<T*>(data), std::vector<std::int64_t>(sizes.begin(), sizes.end()),
                       at::TensorOptions().dtype(scalar_type<T>));
}

call forward(function f, const at::Tensor& x, at::Tensor y) {
  switch (f) {
    case function::gelu:
      return [=]() mutable { at::gelu_out(y, x, "none"); };
    case function::gelu_tanh:
      return [=]() mutable { at::gelu_out(y, x, "tanh"); };
    case function::gelu_sigmoid:
      return [=, quick = at::scalar_tensor(1.702, x.options())]() mutable {
        at::mul_out(y, x, quick);
        at::sigmoid_out(y, y);
        at::mul_out(y, x, y);
      };
    case function::silu:
      return [=]() mutable { at::silu_out(y, x); };
    case function::relu:  // relu_out would make an array and copy it
      return [=]() mutable { at::clamp_min_out(y, x, 0); };
    case function::elu:
      return [=]() mutable { at::elu_out(y, x); };
  }
  return {};
}

call backward(function f, const at::Tensor& x, const at::Tensor& dy, at::Tensor dx) {
  switch (f) {
    case function::gelu:
      return [=]() mutable { at::gelu_backward_out(dx, dy, x, "none"); };
    case function::gelu_tanh:
      return [=]() mutable { at::gelu_backward_out(dx, dy, x, "tanh"); };
    case function::gelu_sigmoid:
      return {};
    case function::silu:
      return [=]() mutable { at::silu_backward_out(dx, dy, x); };
    case function::relu:
      return [=]() mutable { at::threshold_backward_out(dx, dy, x, 0); };
    case function::elu:
      return [=]() mutable { at::elu_backward_out(dx, dy, 1, 1, 1, false, x); };
  }
  return {};
}

/// Records nothing for a backward pass.
call in_inference_mode(const call& operation) {
  if (!operation) return {};
  return [=] {
    const c10::InferenceMode guard;
    operation();
  };
}

template <class T>
call prepare(function f, direction d, const arrays<T>& a) {
  const at::Tensor x = tensor(a.x, {a.count}), dy = tensor(a.dy, {a.count}), y = tensor(a.y, {a.count});
  return in_inference_mode(d == direction::forward ? forward(f, x, y) : backward(f, x, dy, y));
}

/// One operator after the other: torch has none that is fused.
template <class T>
call prepare_composition(function f, fused_form form, const fused_arrays<T>& a) {
  const auto matrix = [&](const T* data) { return tensor(data, {a.rows, a.columns}); };
  const bool has_bias = form == fused_form::bias || form == fused_form::bias_backward;
  const auto row_or_matrix = [&](const T* data) { return has_bias ? tensor(data, {a.columns}) : matrix(data); };
  at::Tensor x = matrix(a.x), dy = matrix(a.dy), y = matrix(a.y), between = at::empty_like(x);
  at::Tensor other = row_or_matrix(a.other), dother = row_or_matrix(a.dother);
  switch (form) {
    case fused_form::bias:
      return [=, value = forward(f, between, y)]() mutable { at::add_out(between, x, other), value(); };
    case fused_form::bias_backward: {
      const call derivative = backward(f, between, dy, y);
      if (!derivative) return {};
      return [=]() mutable { at::add_out(between, x, other), derivative(), at::sum_out(dother, y, 0); };
    }
    case fused_form::gated:
      return [=, value = forward(f, x, y)]() mutable { value(), y.mul_(other); };
    case fused_form::gated_backward: {
      const call derivative = backward(f, x, between, y), value = forward(f, x, dother);
      if (!derivative) return {};
      return [=]() mutable { at::mul_out(between, dy, other), derivative(), value(), dother.mul_(dy); };
    }
  }
  return {};
}

template <class T>
call prepare_fused(function f, fused_form form, const fused_arrays<T>& a) {
  return in_inference_mode(prepare_composition(f, form, a));
}

/// torch hands gelu in float to oneDNN; this is its own.
call prepare_without_onednn(function f, direction d, const arrays<float>& a) {
  if (f != function::gelu) return {};
  const call operation = prepare(f, d, a);
  return [=] {
    at::globalContext().setUserEnabledMkldnn(false);
    operation();
    at::globalContext().setUserEnabledMkldnn(true);
  };
}

}  // namespace

std::vector<peer> torch() {
  at::set_num_threads(1);
  return {{"torch",
           TORCH_VERSION,
           {prepare<float>, prepare<double>, prepare<act::float16>, prepare<act::bfloat16>},
           {prepare_fused<float>, prepare_fused<double>, prepare_fused<act::float16>, prepare_fused<act::bfloat16>}},
          {.name = "torch (without oneDNN)", .version = TORCH_VERSION, .plain = {.in_float = prepare_without_onednn}}};
}

}  // namespace bench
