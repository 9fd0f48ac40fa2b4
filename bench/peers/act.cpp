#include "peers.hpp"

#include <act/act.hpp>

namespace bench {
namespace {

template <auto F, class T>
call range_call(direction d, const arrays<T>& a) {
  const std::span<const T> x(a.x, a.count), dy(a.dy, a.count);
  const std::span<T> y(a.y, a.count);
  if (d == direction::forward) return [=] { F(x, y); };
  return [=] { F.backward(x, dy, y); };
}

template <auto F, class T>
call range_call(fused_form form, const fused_arrays<T>& a) {
  const std::size_t count = a.rows * a.columns;
  const std::span<const T> x(a.x, count), dy(a.dy, count), value(a.other, count), bias(a.other, a.columns);
  const std::span<T> y(a.y, count), dvalue(a.dother, count), dbias(a.dother, a.columns);
  switch (form) {
    case fused_form::bias:
      return [=] { F.bias(x, bias, y); };
    case fused_form::bias_backward:
      return [=] { F.bias_backward(x, bias, dy, y, dbias); };
    case fused_form::gated:
      return [=] { F.gated(x, value, y); };
    case fused_form::gated_backward:
      return [=] { F.gated_backward(x, value, dy, y, dvalue); };
  }
  return {};
}

template <class T, class Form = direction, template <class> class Arrays = arrays>
call prepare(function f, Form form, const Arrays<T>& a) {
  switch (f) {
    case function::gelu:
      return range_call<act::gelu>(form, a);
    case function::gelu_tanh:
      return range_call<act::gelu_tanh>(form, a);
    case function::gelu_sigmoid:
      return range_call<act::gelu_sigmoid>(form, a);
    case function::silu:
      return range_call<act::silu>(form, a);
    case function::relu:
      return range_call<act::relu>(form, a);
    case function::elu:
      return range_call<act::elu>(form, a);
  }
  return {};
}

}  // namespace

std::vector<peer> act_itself() {
  constexpr int version[] = {ACT_VERSION_MAJOR, ACT_VERSION_MINOR, ACT_VERSION_PATCH};
  const std::string text =
      std::to_string(version[0]) + "." + std::to_string(version[1]) + "." + std::to_string(version[2]);
  return {{"act",
           text,
           {prepare<float>, prepare<double>, prepare<act::float16>, prepare<act::bfloat16>},
           {prepare<float, fused_form, fused_arrays>, prepare<double, fused_form, fused_arrays>,
            prepare<act::float16, fused_form, fused_arrays>, prepare<act::bfloat16, fused_form, fused_arrays>}}};
}

}  // namespace bench
