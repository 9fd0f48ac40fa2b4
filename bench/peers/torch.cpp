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
at::Tensor tensor(const T* data, std::size_t count) {
  return at::from_blob(const_cast<T*>(data), {static_cast<std::int64_t>(count)},
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

template <class T>
call prepare(function f, direction d, const arrays<T>& a) {
  const at::Tensor x = tensor(a.x, a.count), dy = tensor(a.dy, a.count), y = tensor(a.y, a.count);
  const call operation = d == direction::forward ? forward(f, x, y) : backward(f, x, dy, y);
  if (!operation) return {};
  return [=] {
    const c10::InferenceMode guard;
    operation();
  };
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
  return {{"torch", TORCH_VERSION, prepare<float>, prepare<double>, prepare<act::float16>, prepare<act::bfloat16>},
          {.name = "torch (without oneDNN)", .version = TORCH_VERSION, .in_float = prepare_without_onednn}};
}

}  // namespace bench
