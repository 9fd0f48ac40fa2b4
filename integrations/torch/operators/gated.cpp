// The gated linear units, y = f(gate) value:
//
//     NAME(gate, value), NAME_backward(dy, gate, value)    gates and values in two tensors
//     NAME_packed(x), NAME_packed_backward(dy, x)          in the two halves of x's last dimension, gates first

#include "activation_operators.hpp"

#include <act/gated_linear_units.hpp>

namespace act_torch {
namespace {

struct geglu {
  static constexpr const char* name = "geglu";
  static constexpr const auto& unit = act::geglu;
};
struct reglu {
  static constexpr const char* name = "reglu";
  static constexpr const auto& unit = act::reglu;
};
struct swiglu {
  static constexpr const char* name = "swiglu";
  static constexpr const auto& unit = act::swiglu;
};

using two_tensors = std::tuple<Tensor, Tensor>;

template <class Unit>
struct gated_on_cpu {
  static Tensor value(const Tensor& gate, const Tensor& values) {
    check_alike(Unit::name, "gate", gate, "value", values);
    const Tensor y = at::empty_like(gate), in = in_order_of(y, gate), factors = in_order_of(y, values);
    with_element_type<Unit>(gate, [&](auto type) {
      using T = decltype(type);
      Unit::unit(torch_threads{}, read<T>(in), read<T>(factors), written<T>(y));
    });
    return y;
  }

  static two_tensors backward(const Tensor& dy, const Tensor& gate, const Tensor& values) {
    check_alike(Unit::name, "gate", gate, "value", values);
    check_alike(Unit::name, "gate", gate, "dy", dy);
    const Tensor dgate = at::empty_like(gate), dvalue = at::empty_like(gate), in = in_order_of(dgate, gate),
                 factors = in_order_of(dgate, values), up = in_order_of(dgate, dy);
    with_element_type<Unit>(gate, [&](auto type) {
      using T = decltype(type);
      Unit::unit.backward(torch_threads{}, read<T>(in), read<T>(factors), read<T>(up), written<T>(dgate),
                          written<T>(dvalue));
    });
    return {dgate, dvalue};
  }

  static Tensor packed(const Tensor& x) {
    const std::int64_t columns = columns_of(x);
    std::vector<std::int64_t> sizes = x.sizes().vec();
    sizes.back() = columns;
    const Tensor y = at::empty(sizes, x.options()), in = x.contiguous();
    with_element_type<Unit>(x, [&](auto type) {
      using T = decltype(type);
      Unit::unit.packed(torch_threads{}, read<T>(in), static_cast<std::size_t>(columns), written<T>(y));
    });
    return y;
  }

  static Tensor packed_backward(const Tensor& dy, const Tensor& x) {
    const std::int64_t columns = columns_of(x);
    check_alike(Unit::name, "the gates of x", x.narrow(-1, 0, columns), "dy", dy);
    const Tensor dx = at::empty(x.sizes(), x.options()), in = x.contiguous(), up = dy.contiguous();
    with_element_type<Unit>(x, [&](auto type) {
      using T = decltype(type);
      Unit::unit.packed_backward(torch_threads{}, read<T>(in), static_cast<std::size_t>(columns), read<T>(up),
                                 written<T>(dx));
    });
    return dx;
  }

 private:
  static std::int64_t columns_of(const Tensor& x) {
    TORCH_CHECK(x.dim() > 0 && x.size(-1) % 2 == 0, "act::", Unit::name,
                "_packed: expected x to have a last dimension of even size, the gates and the values, but got ",
                x.sizes());
    return x.size(-1) / 2;
  }
};

template <class Unit>
struct gated_operators {
  static std::string named(const char* suffix) { return std::string(Unit::name) + suffix; }

  static Tensor value(const Tensor& gate, const Tensor& values) {
    static const auto operation = find_operator<Tensor(const Tensor&, const Tensor&)>(Unit::name);
    return operation.call(gate, values);
  }
  static two_tensors backward(const Tensor& dy, const Tensor& gate, const Tensor& values) {
    static const auto operation =
        find_operator<two_tensors(const Tensor&, const Tensor&, const Tensor&)>(named("_backward"));
    return operation.call(dy, gate, values);
  }
  static Tensor packed(const Tensor& x) {
    static const auto operation = find_operator<Tensor(const Tensor&)>(named("_packed"));
    return operation.call(x);
  }
  static Tensor packed_backward(const Tensor& dy, const Tensor& x) {
    static const auto operation = find_operator<Tensor(const Tensor&, const Tensor&)>(named("_packed_backward"));
    return operation.call(dy, x);
  }
};

template <class Unit>
struct differentiable_gated : torch::autograd::Function<differentiable_gated<Unit>> {
  static Tensor forward(AutogradContext* context, const Tensor& gate, const Tensor& values) {
    context->save_for_backward({gate, values});
    const at::AutoDispatchBelowADInplaceOrView guard;
    return gated_operators<Unit>::value(gate, values);
  }
  static variable_list backward(AutogradContext* context, const variable_list& dy) {
    const variable_list saved = context->get_saved_variables();
    const auto [dgate, dvalue] = gated_operators<Unit>::backward(dy[0], saved[0], saved[1]);
    return {dgate, dvalue};
  }
};

template <class Unit>
struct differentiable_gated_backward : torch::autograd::Function<differentiable_gated_backward<Unit>> {
  using activation = activation_operators<std::remove_cvref_t<decltype(Unit::unit.gate_activation)>>;

  static variable_list forward(AutogradContext* context, const Tensor& dy, const Tensor& gate, const Tensor& values) {
    context->save_for_backward({dy, gate, values});
    const at::AutoDispatchBelowADInplaceOrView guard;
    const auto [dgate, dvalue] = gated_operators<Unit>::backward(dy, gate, values);
    return {dgate, dvalue};
  }
  /// Of dgate = dy v f'(g) and dvalue = dy f(g).
  static variable_list backward(AutogradContext* context, const variable_list& upstream) {
    const variable_list saved = context->get_saved_variables();
    const Tensor &dy = saved[0], &g = saved[1], &v = saved[2], &ddgate = upstream[0], &ddvalue = upstream[1];
    return {activation::backward(ddgate * v, g) + ddvalue * activation::value(g),
            ddgate * dy * v * activation::second_derivative(g) + activation::backward(ddvalue * dy, g),
            activation::backward(ddgate * dy, g)};
  }
};

template <class Unit>
struct differentiable_packed : torch::autograd::Function<differentiable_packed<Unit>> {
  using operators = gated_operators<Unit>;

  static Tensor forward(AutogradContext* context, const Tensor& x) {
    context->save_for_backward({x});
    const at::AutoDispatchBelowADInplaceOrView guard;
    return operators::packed(x);
  }
  /// In parts where it is to be differentiated itself.
  static variable_list backward(AutogradContext* context, const variable_list& dy) {
    const Tensor x = context->get_saved_variables()[0];
    if (!is_differentiated(dy[0], x)) return {operators::packed_backward(dy[0], x)};
    const std::vector<Tensor> halves = x.chunk(2, -1);
    const auto [dgate, dvalue] = operators::backward(dy[0], halves[0], halves[1]);
    return {at::cat({dgate, dvalue}, -1)};
  }
};

template <class Unit>
struct gated_in_autograd {
  using operators = gated_operators<Unit>;

  static Tensor value(const Tensor& gate, const Tensor& values) {
    if (is_differentiated(gate, values)) return differentiable_gated<Unit>::apply(gate, values);
    const at::AutoDispatchBelowADInplaceOrView guard;
    return operators::value(gate, values);
  }
  static two_tensors backward(const Tensor& dy, const Tensor& gate, const Tensor& values) {
    if (is_differentiated(dy, gate, values)) {
      const variable_list both = differentiable_gated_backward<Unit>::apply(dy, gate, values);
      return {both[0], both[1]};
    }
    const at::AutoDispatchBelowADInplaceOrView guard;
    return operators::backward(dy, gate, values);
  }
  static Tensor packed(const Tensor& x) {
    if (is_differentiated(x)) return differentiable_packed<Unit>::apply(x);
    const at::AutoDispatchBelowADInplaceOrView guard;
    return operators::packed(x);
  }
};

template <class F>
void for_each_unit(const F& f) {
  f.template operator()<geglu>();
  f.template operator()<reglu>();
  f.template operator()<swiglu>();
}

template <class Kernels, class Unit>
void implement_gated(torch::Library& library) {
  const std::string name = Unit::name;
  library.impl(name.c_str(), &Kernels::value);
  library.impl((name + "_backward").c_str(), &Kernels::backward);
  library.impl((name + "_packed").c_str(), &Kernels::packed);
}

TORCH_LIBRARY_FRAGMENT(act, library) {
  for_each_unit([&]<class Unit>() {
    const std::string name = Unit::name;
    library.def((name + "(Tensor gate, Tensor value) -> Tensor").c_str());
    library.def((name + "_backward(Tensor dy, Tensor gate, Tensor value) -> (Tensor dgate, Tensor dvalue)").c_str());
    library.def((name + "_packed(Tensor x) -> Tensor").c_str());
    library.def((name + "_packed_backward(Tensor dy, Tensor x) -> Tensor").c_str());
  });
}

TORCH_LIBRARY_IMPL(act, CPU, library) {
  for_each_unit([&]<class Unit>() {
    implement_gated<gated_on_cpu<Unit>, Unit>(library);
    library.impl((std::string(Unit::name) + "_packed_backward").c_str(), &gated_on_cpu<Unit>::packed_backward);
  });
}

TORCH_LIBRARY_IMPL(act, Autograd, library) {
  for_each_unit([&]<class Unit>() {
    implement_gated<gated_in_autograd<Unit>, Unit>(library);
    library.impl((std::string(Unit::name) + "_packed_backward").c_str(),
                 torch::autograd::autogradNotImplementedFallback());
  });
}

}  // namespace
}  // namespace act_torch
