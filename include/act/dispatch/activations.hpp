#pragma once

/// \file activations.hpp
/// The activations whose range forms act::dispatch has loops for.

#include "kernel_table.hpp"

#include "../config.hpp"

ACT_NAMESPACE_BEGIN
namespace detail {

/// The type that stands for an activation in the names of its tables: the same in all translation units, which act's
/// own activations are not.
template <class Activation>
struct dispatch_key;

template <class Activation>
concept dispatched = requires {
  typename dispatch_key<Activation>::type;
};

/// Whether the range forms of an activation are called, not compiled, in this translation unit.
template <class Activation>
#if defined(ACT_DISPATCH) && !defined(ACT_DISPATCH_KERNELS)
inline constexpr bool goes_through_dispatch = dispatched<Activation>;
#else
inline constexpr bool goes_through_dispatch = false;
#endif

}  // namespace detail
ACT_NAMESPACE_END

// The keys are exported, for a function with a template argument that is not is hidden in a shared library.
#define ACT_DISPATCHED(name)               \
  namespace act::dispatch::keys {          \
  struct ACT_DISPATCH_EXPORT name;         \
  }                                        \
  ACT_NAMESPACE_BEGIN                      \
  struct name##_fn;                        \
  template <>                              \
  struct detail::dispatch_key<name##_fn> { \
    using type = dispatch::keys::name;     \
  };                                       \
  ACT_NAMESPACE_END

// The build reads this list too: it compiles act/NAME.hpp for each instruction set.
ACT_DISPATCHED(cauchy_gate)
ACT_DISPATCHED(elu)
ACT_DISPATCHED(gelu)
ACT_DISPATCHED(gelu_normal)
ACT_DISPATCHED(gelu_sigmoid)
ACT_DISPATCHED(gelu_tanh)
ACT_DISPATCHED(relu)
ACT_DISPATCHED(silu)

#undef ACT_DISPATCHED

/// For an activation of your own, at global scope, where its range forms are called and where they are defined (see
/// define.hpp): its range forms go through act::dispatch, where that is linked. A shared library that others call must
/// export the type.
#define ACT_DISPATCH_ACTIVATION(...)              \
  template <>                                     \
  struct act::detail::dispatch_key<__VA_ARGS__> { \
    using type = __VA_ARGS__;                     \
  };
