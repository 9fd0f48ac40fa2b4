#pragma once

/// \file elements.hpp
/// The elements of tensors as the ranges that act takes.

#include <ATen/ATen.h>
#include <ATen/Dispatch.h>
#include <act/half.hpp>

#include <span>
#include <type_traits>

namespace act_torch {

using at::Tensor;

/// act's type with the bits of torch's.
template <class T>
using element_type = std::conditional_t<std::is_same_v<T, c10::Half>, act::float16,
                                        std::conditional_t<std::is_same_v<T, c10::BFloat16>, act::bfloat16, T>>;

template <class T>
std::span<const T> read(const Tensor& x) {
  return {static_cast<const T*>(x.data_ptr()), static_cast<std::size_t>(x.numel())};
}
template <class T>
std::span<T> written(const Tensor& y) {
  return {static_cast<T*>(y.data_ptr()), static_cast<std::size_t>(y.numel())};
}

/// f(T{}), T being the type of x's elements; an error of torch's where act has no such type.
template <class Operator, class F>
void with_element_type(const Tensor& x, const F& f) {
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, x.scalar_type(), Operator::name,
                                  [&] { f(element_type<scalar_t>{}); });
}

/// x in the order in which the elements of `model`, which has no gaps, lie in memory: x itself, or else a copy.
inline Tensor in_order_of(const Tensor& model, const Tensor& x) {
  return x.strides() == model.strides() ? x : at::empty_like(model).copy_(x);
}

inline void check_alike(const char* name, const char* first_name, const Tensor& first, const char* second_name,
                        const Tensor& second) {
  TORCH_CHECK(first.scalar_type() == second.scalar_type(), "act::", name, ": expected ", first_name, " and ",
              second_name, " to have the same dtype, but got ", first.scalar_type(), " and ", second.scalar_type());
  TORCH_CHECK(first.sizes() == second.sizes(), "act::", name, ": expected ", first_name, " and ", second_name,
              " to have the same shape, but got ", first.sizes(), " and ", second.sizes());
}

}  // namespace act_torch
