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

template <class T>
call prepare(function f, direction d, const arrays<T>& a) {
  switch (f) {
    case function::gelu:
      return range_call<act::gelu>(d, a);
    case function::gelu_tanh:
      return range_call<act::gelu_tanh>(d, a);
    case function::gelu_sigmoid:
      return range_call<act::gelu_sigmoid>(d, a);
    case function::silu:
      return range_call<act::silu>(d, a);
    case function::relu:
      return range_call<act::relu>(d, a);
    case function::elu:
      return range_call<act::elu>(d, a);
  }
  return {};
}

}  // namespace

std::vector<peer> act_itself() {
  constexpr int version[] = {ACT_VERSION_MAJOR, ACT_VERSION_MINOR, ACT_VERSION_PATCH};
  const std::string text =
      std::to_string(version[0]) + "." + std::to_string(version[1]) + "." + std::to_string(version[2]);
  return {{"act", text, prepare<float>, prepare<double>, prepare<act::float16>, prepare<act::bfloat16>}};
}

}  // namespace bench
