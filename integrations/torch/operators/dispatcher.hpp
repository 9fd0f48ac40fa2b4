#pragma once

/// \file dispatcher.hpp
/// act's operators as torch's dispatcher and its autograd know them.

#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/csrc/autograd/custom_function.h>

#include <string>

namespace act_torch {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// The operator act::`name`, which chooses its kernel by the arguments of a call.
template <class Signature>
c10::TypedOperatorHandle<Signature> find_operator(const std::string& name) {
  return c10::Dispatcher::singleton().findSchemaOrThrow(("act::" + name).c_str(), "").typed<Signature>();
}

/// Whether a call is to be recorded, or refused, for the sake of a derivative.
template <class... Tensors>
bool is_differentiated(const Tensors&... inputs) {
  return (at::GradMode::is_enabled() && (inputs.requires_grad() || ...)) || (inputs._fw_grad(0).defined() || ...);
}

}  // namespace act_torch
