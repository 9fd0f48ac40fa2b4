// The GELU with a mean and a standard deviation that can be learned:
//
//     gelu_normal(x, mean, stddev)
//     gelu_normal_backward(dy, x, mean, stddev, of_parameters)    dx, and the sums dmean and dstddev or zeros
//     gelu_normal_second_derivative(x, mean, stddev)

#include "dispatcher.hpp"
#include "elements.hpp"
#include "torch_threads.hpp"

#include <torch/csrc/autograd/autograd_not_implemented_fallback.h>
#include <torch/library.h>
#include <act/gelu_normal.hpp>

#include <numbers>

namespace act_torch {
namespace {

using three_tensors = std::tuple<Tensor, Tensor, Tensor>;

double parameter(const char* name, const Tensor& value) {
  TORCH_CHECK(value.numel() == 1 && value.is_floating_point(), "act::gelu_normal: expected ", name,
              " to be one floating-point number, but got ", value.sizes(), " of ", value.scalar_type());
  return value.item<double>();
}

act::gelu_normal_fn with_parameters(const Tensor& mean, const Tensor& stddev) {
  return {parameter("mean", mean), parameter("stddev", stddev)};
}

Tensor value_on_cpu(const Tensor& x, const Tensor& mean, const Tensor& stddev) {
  const act::gelu_normal_fn f = with_parameters(mean, stddev);
  const Tensor y = at::empty_like(x), in = in_order_of(y, x);
  with_element_type<act::gelu_normal_fn>(x, [&](auto type) {
    using T = decltype(type);
    f(torch_threads{}, read<T>(in), written<T>(y));
  });
  return y;
}

three_tensors backward_on_cpu(const Tensor& dy, const Tensor& x, const Tensor& mean, const Tensor& stddev,
                              bool of_parameters) {
  const act::gelu_normal_fn f = with_parameters(mean, stddev);
  check_alike("gelu_normal", "x", x, "dy", dy);
  const Tensor dx = at::empty_like(x), in = in_order_of(dx, x), up = in_order_of(dx, dy);
  act::normal_parameter_gradients sums{};
  with_element_type<act::gelu_normal_fn>(x, [&](auto type) {
    using T = decltype(type);
    f.backward(torch_threads{}, read<T>(in), read<T>(up), written<T>(dx));
    if (of_parameters) sums = f.parameter_backward(torch_threads{}, read<T>(in), read<T>(up));
  });
  return {dx, at::full_like(mean, sums.mean), at::full_like(stddev, sums.stddev)};
}

Tensor second_derivative_on_cpu(const Tensor& x, const Tensor& mean, const Tensor& stddev) {
  const act::gelu_normal_fn f = with_parameters(mean, stddev);
  const Tensor d2ydx2 = at::empty_like(x), in = in_order_of(d2ydx2, x);
  with_element_type<act::gelu_normal_fn>(x, [&](auto type) {
    using T = decltype(type);
    f.second_derivative(torch_threads{}, read<T>(in), written<T>(d2ydx2));
  });
  return d2ydx2;
}

Tensor value(const Tensor& x, const Tensor& mean, const Tensor& stddev) {
  static const auto operation = find_operator<Tensor(const Tensor&, const Tensor&, const Tensor&)>("gelu_normal");
  return operation.call(x, mean, stddev);
}
three_tensors backward(const Tensor& dy, const Tensor& x, const Tensor& mean, const Tensor& stddev,
                       bool of_parameters) {
  static const auto operation =
      find_operator<three_tensors(const Tensor&, const Tensor&, const Tensor&, const Tensor&, bool)>(
          "gelu_normal_backward");
  return operation.call(dy, x, mean, stddev, of_parameters);
}
Tensor second_derivative(const Tensor& x, const Tensor& mean, const Tensor& stddev) {
  static const auto operation =
      find_operator<Tensor(const Tensor&, const Tensor&, const Tensor&)>("gelu_normal_second_derivative");
  return operation.call(x, mean, stddev);
}

struct differentiable_value : torch::autograd::Function<differentiable_value> {
  static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& mean, const Tensor& stddev) {
    context->save_for_backward({x, mean, stddev});
    const at::AutoDispatchBelowADInplaceOrView guard;
    return value(x, mean, stddev);
  }
  static variable_list backward(AutogradContext* context, const variable_list& dy) {
    const variable_list saved = context->get_saved_variables();
    const bool of_parameters = context->needs_input_grad(1) || context->needs_input_grad(2);
    const auto [dx, dmean, dstddev] = act_torch::backward(dy[0], saved[0], saved[1], saved[2], of_parameters);
    return {dx, dmean, dstddev};
  }
};

/// In a type that torch can compute with on every device.
Tensor computable(const Tensor& x) { return x.to(x.element_size() < 4 ? at::kFloat : x.scalar_type()); }

/// Of dx = dy f'(x), dmean = sum dy df/dmean and dstddev = sum dy df/dstddev, given the gradients of all three. With
/// z = (x - mean) / stddev, w = x / stddev and phi = phi(z), see act/gelu_normal.hpp:
variable_list second_backward(const Tensor& dy, const Tensor& x, const Tensor& mean, const Tensor& stddev,
                              const Tensor& ddx, const Tensor& ddmean, const Tensor& ddstddev) {
  const Tensor s = computable(stddev), wide_x = computable(x), wide_dy = computable(dy), a = computable(ddx),
               b = computable(ddmean), c = computable(ddstddev);
  const Tensor z = (wide_x - computable(mean)) / s, w = wide_x / s;
  const Tensor phi = at::exp(-0.5 * z * z) * (std::numbers::inv_sqrtpi / std::numbers::sqrt2);
  const Tensor by_mean = -w * phi, by_stddev = -w * z * phi, phi_s = phi / s;
  const Tensor x_mean = (w * z - 1) * phi_s, x_stddev = (w * z * z - w - z) * phi_s, mean_mean = -w * z * phi_s,
               mean_stddev = w * (1 - z * z) * phi_s, stddev_stddev = w * z * (2 - z * z) * phi_s;
  const Tensor x_x = computable(second_derivative(x, mean, stddev));
  const Tensor slope = computable(std::get<0>(act_torch::backward(at::ones_like(dy), x, mean, stddev, false)));
  return {
      (a * slope + b * by_mean + c * by_stddev).to(dy.scalar_type()),
      (wide_dy * (a * x_x + b * x_mean + c * x_stddev)).to(x.scalar_type()),
      (wide_dy * (a * x_mean + b * mean_mean + c * mean_stddev)).sum().to(mean.scalar_type()).view_as(mean),
      (wide_dy * (a * x_stddev + b * mean_stddev + c * stddev_stddev)).sum().to(stddev.scalar_type()).view_as(stddev)};
}

struct differentiable_backward : torch::autograd::Function<differentiable_backward> {
  static variable_list forward(AutogradContext* context, const Tensor& dy, const Tensor& x, const Tensor& mean,
                               const Tensor& stddev, bool of_parameters) {
    context->save_for_backward({dy, x, mean, stddev});
    const at::AutoDispatchBelowADInplaceOrView guard;
    const auto [dx, dmean, dstddev] = act_torch::backward(dy, x, mean, stddev, of_parameters);
    return {dx, dmean, dstddev};
  }
  static variable_list backward(AutogradContext* context, const variable_list& up) {
    const variable_list saved = context->get_saved_variables();
    variable_list all = second_backward(saved[0], saved[1], saved[2], saved[3], up[0], up[1], up[2]);
    all.emplace_back();
    return all;
  }
};

Tensor value_in_autograd(const Tensor& x, const Tensor& mean, const Tensor& stddev) {
  if (is_differentiated(x, mean, stddev)) return differentiable_value::apply(x, mean, stddev);
  const at::AutoDispatchBelowADInplaceOrView guard;
  return value(x, mean, stddev);
}

three_tensors backward_in_autograd(const Tensor& dy, const Tensor& x, const Tensor& mean, const Tensor& stddev,
                                   bool of_parameters) {
  if (is_differentiated(dy, x, mean, stddev)) {
    const variable_list all = differentiable_backward::apply(dy, x, mean, stddev, of_parameters);
    return {all[0], all[1], all[2]};
  }
  const at::AutoDispatchBelowADInplaceOrView guard;
  return backward(dy, x, mean, stddev, of_parameters);
}

TORCH_LIBRARY_FRAGMENT(act, library) {
  library.def("gelu_normal(Tensor x, Tensor mean, Tensor stddev) -> Tensor");
  library.def(
      "gelu_normal_backward(Tensor dy, Tensor x, Tensor mean, Tensor stddev, bool of_parameters=True) -> "
      "(Tensor dx, Tensor dmean, Tensor dstddev)");
  library.def("gelu_normal_second_derivative(Tensor x, Tensor mean, Tensor stddev) -> Tensor");
}

TORCH_LIBRARY_IMPL(act, CPU, library) {
  library.impl("gelu_normal", &value_on_cpu);
  library.impl("gelu_normal_backward", &backward_on_cpu);
  library.impl("gelu_normal_second_derivative", &second_derivative_on_cpu);
}

TORCH_LIBRARY_IMPL(act, Autograd, library) {
  library.impl("gelu_normal", &value_in_autograd);
  library.impl("gelu_normal_backward", &backward_in_autograd);
  library.impl("gelu_normal_second_derivative", torch::autograd::autogradNotImplementedFallback());
}

}  // namespace
}  // namespace act_torch
