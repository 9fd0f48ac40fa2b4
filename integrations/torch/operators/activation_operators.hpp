#pragma once

/// \file activation_operators.hpp
/// The operators of an activation f, their kernels and their derivatives:
///
///     NAME(x), NAME_(x)                f(x), and in place
///     NAME_backward(dy, x)             dy f'(x)
///     NAME_second_derivative(x)        f''(x), which has no derivative
///     NAME_backward_from_value(dy, y)  dy f'(x) from y = f(x), which is all that an operator in place leaves behind

#include "activation_on_cpu.hpp"
#include "dispatcher.hpp"

#include <torch/csrc/autograd/VariableTypeUtils.h>
#include <torch/csrc/autograd/autograd_not_implemented_fallback.h>
#include <torch/library.h>
#include <act/elu.hpp>
#include <act/relu.hpp>

#include <utility>
#include <vector>

namespace act_torch {

/// Whether f'(x) is known from y = f(x), and its derivative by y where y <= 0; elsewhere that is 0.
template <class Activation>
struct derivative_from_value : std::false_type {};
template <>
struct derivative_from_value<act::relu_fn> : std::true_type {
  static constexpr double slope = 0;
};
template <>
struct derivative_from_value<act::elu_fn> : std::true_type {
  static constexpr double slope = 1;
};

/// The operators as torch's dispatcher calls them.
template <class Activation, class... Parameters>
struct activation_operators {
  static std::string named(const char* suffix) { return std::string(Activation::name) + suffix; }

  static Tensor value(const Tensor& x, Parameters... parameters) {
    static const auto operation = find_operator<Tensor(const Tensor&, Parameters...)>(Activation::name);
    return operation.call(x, parameters...);
  }
  static Tensor& value_in_place(Tensor& x, Parameters... parameters) {
    static const auto operation = find_operator<Tensor&(Tensor&, Parameters...)>(named("_"));
    return operation.call(x, parameters...);
  }
  static Tensor backward(const Tensor& dy, const Tensor& x, Parameters... parameters) {
    static const auto operation = find_operator<of_two>(named("_backward"));
    return operation.call(dy, x, parameters...);
  }
  static Tensor backward_from_value(const Tensor& dy, const Tensor& y, Parameters... parameters) {
    static const auto operation = find_operator<of_two>(named("_backward_from_value"));
    return operation.call(dy, y, parameters...);
  }
  static Tensor second_derivative(const Tensor& x, Parameters... parameters) {
    static const auto operation = find_operator<Tensor(const Tensor&, Parameters...)>(named("_second_derivative"));
    return operation.call(x, parameters...);
  }

 private:
  using of_two = Tensor(const Tensor&, const Tensor&, Parameters...);
};

/// What a backward pass is given of the activation's parameters.
template <class... Parameters>
struct kept_parameters {
  static void keep([[maybe_unused]] AutogradContext* context, Parameters... parameters) {
    if constexpr (sizeof...(Parameters) != 0) context->saved_data["parameters"] = std::vector<double>{parameters...};
  }
  /// f(parameters...).
  template <class F>
  static auto call([[maybe_unused]] AutogradContext* context, const F& f) {
    if constexpr (sizeof...(Parameters) == 0) {
      return f();
    } else {
      const std::vector<double> kept = context->saved_data["parameters"].toDoubleVector();
      return [&]<std::size_t... k>(std::index_sequence<k...>) { return f(kept[k]...); }
      (std::index_sequence_for<Parameters...>{});
    }
  }
  /// The gradients of an operator's tensors, behind which its parameters have none.
  static variable_list gradients(std::initializer_list<Tensor> of_tensors) {
    variable_list all(of_tensors);
    all.resize(of_tensors.size() + sizeof...(Parameters));
    return all;
  }
};

template <class Activation, class... Parameters>
struct differentiable_value : torch::autograd::Function<differentiable_value<Activation, Parameters...>> {
  using operators = activation_operators<Activation, Parameters...>;
  using kept = kept_parameters<Parameters...>;

  static Tensor forward(AutogradContext* context, const Tensor& x, Parameters... parameters) {
    context->save_for_backward({x});
    kept::keep(context, parameters...);
    const at::AutoDispatchBelowADInplaceOrView guard;
    return operators::value(x, parameters...);
  }
  static variable_list backward(AutogradContext* context, const variable_list& dy) {
    const Tensor x = context->get_saved_variables()[0];
    return kept::call(context, [&](Parameters... parameters) {
      return kept::gradients({operators::backward(dy[0], x, parameters...)});
    });
  }
};

template <class Activation, class... Parameters>
struct differentiable_value_in_place
    : torch::autograd::Function<differentiable_value_in_place<Activation, Parameters...>> {
  using operators = activation_operators<Activation, Parameters...>;
  using kept = kept_parameters<Parameters...>;
  static constexpr bool keeps_value = derivative_from_value<Activation>::value;

  /// What x was, differentiable by x, which it would not be if forward() copied it; nothing where the value will do. No
  /// tensor as an argument of its own, which would have to have a gradient.
  static std::vector<Tensor> to_keep(const Tensor& x) {
    if (keeps_value) return {};
    return {x.clone()};
  }

  static Tensor forward(AutogradContext* context, Tensor x, const std::vector<Tensor>& kept_x,
                        Parameters... parameters) {
    if (keeps_value) {
      context->save_for_backward({x});
    } else {
      context->saved_data["x"] = kept_x[0];
    }
    context->mark_dirty({x});
    kept::keep(context, parameters...);
    const at::AutoDispatchBelowADInplaceOrView guard;
    return operators::value_in_place(x, parameters...);
  }
  static variable_list backward(AutogradContext* context, const variable_list& dy) {
    return kept::call(context, [&](Parameters... parameters) {
      if constexpr (keeps_value) {
        const Tensor y = context->get_saved_variables()[0];
        return kept::gradients({operators::backward_from_value(dy[0], y, parameters...), Tensor()});
      } else {
        const Tensor x = context->saved_data["x"].toTensor();
        return kept::gradients({operators::backward(dy[0], x, parameters...), Tensor()});
      }
    });
  }
};

template <class Activation, class... Parameters>
struct differentiable_backward : torch::autograd::Function<differentiable_backward<Activation, Parameters...>> {
  using operators = activation_operators<Activation, Parameters...>;
  using kept = kept_parameters<Parameters...>;

  static Tensor forward(AutogradContext* context, const Tensor& dy, const Tensor& x, Parameters... parameters) {
    context->save_for_backward({dy, x});
    kept::keep(context, parameters...);
    const at::AutoDispatchBelowADInplaceOrView guard;
    return operators::backward(dy, x, parameters...);
  }
  static variable_list backward(AutogradContext* context, const variable_list& ddx) {
    const variable_list saved = context->get_saved_variables();
    const Tensor &dy = saved[0], &x = saved[1];
    return kept::call(context, [&](Parameters... parameters) {
      const Tensor of_x =
          context->needs_input_grad(1) ? ddx[0] * dy * operators::second_derivative(x, parameters...) : Tensor();
      return kept::gradients({operators::backward(ddx[0], x, parameters...), of_x});
    });
  }
};

template <class Activation, class... Parameters>
struct differentiable_backward_from_value
    : torch::autograd::Function<differentiable_backward_from_value<Activation, Parameters...>> {
  using operators = activation_operators<Activation, Parameters...>;
  using kept = kept_parameters<Parameters...>;

  static Tensor forward(AutogradContext* context, const Tensor& dy, const Tensor& y, Parameters... parameters) {
    context->save_for_backward({dy, y});
    kept::keep(context, parameters...);
    const at::AutoDispatchBelowADInplaceOrView guard;
    return operators::backward_from_value(dy, y, parameters...);
  }
  static variable_list backward(AutogradContext* context, const variable_list& ddx) {
    const variable_list saved = context->get_saved_variables();
    const Tensor &dy = saved[0], &y = saved[1];
    return kept::call(context, [&](Parameters... parameters) {
      const Tensor of_y = ddx[0] * dy * y.le(0) * derivative_from_value<Activation>::slope;
      return kept::gradients({operators::backward_from_value(ddx[0], y, parameters...), of_y});
    });
  }
};

/// The kernels of torch's autograd, which stand before those of any device.
template <class Activation, class... Parameters>
struct activation_in_autograd {
  using operators = activation_operators<Activation, Parameters...>;

  static Tensor value(const Tensor& x, Parameters... parameters) {
    if (is_differentiated(x)) return differentiable_value<Activation, Parameters...>::apply(x, parameters...);
    const at::AutoDispatchBelowADInplaceOrView guard;
    return operators::value(x, parameters...);
  }

  static Tensor& value_in_place(Tensor& x, Parameters... parameters) {
    if (is_differentiated(x)) {
      using in_place = differentiable_value_in_place<Activation, Parameters...>;
      torch::autograd::check_inplace(x, x.requires_grad());
      in_place::apply(x, in_place::to_keep(x), parameters...);
      return x;
    }
    const at::AutoDispatchBelowAutograd guard;  // what is below counts the changes of x
    return operators::value_in_place(x, parameters...);
  }

  static Tensor backward(const Tensor& dy, const Tensor& x, Parameters... parameters) {
    if (is_differentiated(dy, x))
      return differentiable_backward<Activation, Parameters...>::apply(dy, x, parameters...);
    const at::AutoDispatchBelowADInplaceOrView guard;
    return operators::backward(dy, x, parameters...);
  }

  static Tensor backward_from_value(const Tensor& dy, const Tensor& y, Parameters... parameters) {
    if (is_differentiated(dy, y))
      return differentiable_backward_from_value<Activation, Parameters...>::apply(dy, y, parameters...);
    const at::AutoDispatchBelowADInplaceOrView guard;
    return operators::backward_from_value(dy, y, parameters...);
  }
};

/// The schemas. The activation's parameters, all of them double, are written as ", float alpha=1.0".
template <class Activation>
void define(torch::Library& library, const std::string& parameters = "") {
  const std::string name = Activation::name;
  const auto define_one = [&](const std::string& before, const std::string& after) {
    library.def((name + before + parameters + after).c_str());
  };
  define_one("(Tensor x", ") -> Tensor");
  define_one("_(Tensor(a!) x", ") -> Tensor(a!)");
  define_one("_backward(Tensor dy, Tensor x", ") -> Tensor");
  define_one("_second_derivative(Tensor x", ") -> Tensor");
  if (derivative_from_value<Activation>::value) define_one("_backward_from_value(Tensor dy, Tensor y", ") -> Tensor");
}

/// Kernels is activation_on_cpu or activation_in_autograd.
template <class Kernels, class Activation>
void implement(torch::Library& library) {
  const std::string name = Activation::name;
  library.impl(name.c_str(), &Kernels::value);
  library.impl((name + "_").c_str(), &Kernels::value_in_place);
  library.impl((name + "_backward").c_str(), &Kernels::backward);
  if constexpr (derivative_from_value<Activation>::value)
    library.impl((name + "_backward_from_value").c_str(), &Kernels::backward_from_value);
}

template <class Activation, class... Parameters>
void implement_on_cpu(torch::Library& library) {
  using kernels = activation_on_cpu<Activation, Parameters...>;
  implement<kernels, Activation>(library);
  library.impl((std::string(Activation::name) + "_second_derivative").c_str(), &kernels::second_derivative);
}

template <class Activation, class... Parameters>
void implement_in_autograd(torch::Library& library) {
  implement<activation_in_autograd<Activation, Parameters...>, Activation>(library);
  library.impl((std::string(Activation::name) + "_second_derivative").c_str(),
               torch::autograd::autogradNotImplementedFallback());
}

/// What counts the changes of tensors in place.
template <class Activation>
void implement_in_place_counters(torch::Library& library) {
  library.impl((std::string(Activation::name) + "_").c_str(),
               torch::autograd::autogradNotImplementedInplaceOrViewFallback());
}

}  // namespace act_torch
