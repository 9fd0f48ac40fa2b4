#pragma once

/// \file half_logistic_gate.hpp
/// The kernel of x sigma(w(x)) for each vector and for what its results are rounded to.

#include "../half.hpp"
#include "half_gate.hpp"
#include "half_tables.hpp"
#include "logistic_gate.hpp"

ACT_NAMESPACE_BEGIN
namespace kernels {

/// The tables, and the ties that a sweep of all numbers found the kernel in float to miss on any instruction set
/// without tables of 32 entries.
template <class Argument>
struct half_logistic_gate;

template <>
struct half_logistic_gate<tanh_argument> {
  struct float16_ties {
    static constexpr std::array value{near_tie{0x1p-24f, 0x1p-46f}, near_tie{0x1.5fp-10f, -0x1p-32f},
                                      near_tie{0x1.69cp-2f, 0x1p-24f}};
    static constexpr std::array<near_tie, 0> derivative{};
  };
  using float16_value = float16_tables::gelu_tanh_root;
  using float16_derivative = float16_tables::gelu_tanh_derivative;
  using bfloat16_value = bfloat16_tables::gelu_tanh_value;
  using bfloat16_derivative = bfloat16_tables::gelu_tanh_derivative;
};

template <>
struct half_logistic_gate<sigmoid_argument> {
  struct float16_ties {
    static constexpr std::array value{near_tie{0x1p-24f, 0x1p-46f}};
    static constexpr std::array<near_tie, 0> derivative{};
  };
  using float16_value = float16_tables::gelu_sigmoid_value;
  using float16_derivative = float16_tables::gelu_sigmoid_derivative;
  using bfloat16_value = bfloat16_tables::gelu_sigmoid_value;
  using bfloat16_derivative = bfloat16_tables::gelu_sigmoid_derivative;
};

template <>
struct half_logistic_gate<identity_argument> {
  /// Near zero the derivative is 1/2 + x/2, often a tie, less a little.
  struct float16_ties {
    static constexpr std::array value{near_tie{0x1p-24f, 0x1p-46f}, near_tie{0x1.5ccp+1f, 0x1p-24f}};
    static constexpr std::array derivative{near_tie{0x1p-11f, -0x1p-23f}, near_tie{0x1.8p-10f, -0x1p-23f},
                                           near_tie{0x1p-7f, -0x1p-24f, true}, near_tie{0x1.748p+0f, 0x1p-26f}};
  };
  using float16_value = float16_tables::silu_value;
  using float16_derivative = float16_tables::silu_derivative;
  using bfloat16_value = bfloat16_tables::silu_value;
  using bfloat16_derivative = bfloat16_tables::silu_derivative;
};

template <class Argument, simd::vector V, class Result>
struct logistic_gate_for {
  using type = logistic_gate<Argument, V>;
};
template <class Argument, simd::vector V>
struct logistic_gate_for<Argument, V, float16> {
  using half = half_logistic_gate<Argument>;
  using type = gate_for_float16<typename half::float16_value, typename half::float16_derivative,
                                logistic_gate<Argument, V>, typename half::float16_ties, V>;
};
template <class Argument, simd::vector V>
struct logistic_gate_for<Argument, V, bfloat16> {
  using half = half_logistic_gate<Argument>;
  using type = gate_for_bfloat16<typename half::bfloat16_value, typename half::bfloat16_derivative,
                                 logistic_gate<Argument, V>, logistic_gate_everywhere<Argument, V>, V>;
};

}  // namespace kernels
ACT_NAMESPACE_END
