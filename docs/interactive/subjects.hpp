#pragma once

/// \file subjects.hpp
/// What the page shows: each activation of act with its exact formula and the formula as people write it.

#define ACT_FAIL(message) (static_cast<void>(message), __builtin_trap())
#include <act/act.hpp>

#include "../../bench/textbook.hpp"
#include "exact.hpp"

namespace textbook {

using namespace bench::textbook;

struct elu {
  float alpha;

  float value(float x) const { return x > 0 ? x : alpha * std::expm1(x); }
  float derivative(float x) const { return x > 0 ? 1.0f : alpha * std::exp(x); }
};

struct gelu_normal {
  float mean, stddev;

  float probability(float x) const {
    return 0.5f * (1 + std::erf((x - mean) / (stddev * std::numbers::sqrt2_v<float>)));
  }
  float value(float x) const { return x * probability(x); }
  float derivative(float x) const {
    const float z = (x - mean) / stddev;
    return probability(x) + x / stddev * inverse_sqrt_2pi<float> * std::exp(-0.5f * z * z);
  }
};

struct cauchy_gate {
  float value(float x) const { return x * (0.5f + std::atan(x) * std::numbers::inv_pi_v<float>); }
  float derivative(float x) const {
    const float probability = 0.5f + std::atan(x) * std::numbers::inv_pi_v<float>;
    return probability + x * std::numbers::inv_pi_v<float> / (1 + x * x);
  }
};

}  // namespace textbook

struct subject_parameters {
  float alpha, mean, stddev;
};

template <class Activation, class Exact, class Textbook>
struct subject {
  Activation activation;
  Exact exact;  // for finite x
  Textbook textbook;
  /// Exact at -inf; at +inf all are +inf, and their derivatives 1.
  double at_minus_infinity, slope_at_minus_infinity;
};

template <class Activation, class Exact, class Textbook>
subject(Activation, Exact, Textbook, double, double) -> subject<Activation, Exact, Textbook>;

/// show(subject) for the one that the page calls by that number: its place in the list of page.js.
template <class Show>
void with_subject(int number, const subject_parameters& p, const Show& show) {
  using namespace reference::in_double;
  switch (number) {
    case 0:
      return show(subject{act::gelu, normal_gate, textbook::gelu{}, -0.0, -0.0});
    case 1:
      return show(subject{act::gelu_tanh, cubic_gate, textbook::gelu_tanh{}, -0.0, -0.0});
    case 2:
      return show(subject{act::gelu_sigmoid, sigmoid_gate, textbook::gelu_sigmoid{}, -0.0, -0.0});
    case 3:
      return show(subject{act::silu, [](double x) { return logistic_gate(x, x, x); }, textbook::silu{}, -0.0, -0.0});
    case 4:
      return show(subject{act::relu, rectifier, textbook::relu{}, 0.0, 0.0});
    case 5:
      return show(subject{act::elu_fn{p.alpha}, [p](double x) { return exponential_unit(x, p.alpha); },
                          textbook::elu{p.alpha}, -p.alpha, 0.0});
    case 6:
      return show(subject{act::gelu_normal_fn{p.mean, p.stddev},
                          [p](double x) { return exact::shifted_normal_gate(x, p.mean, p.stddev); },
                          textbook::gelu_normal{p.mean, p.stddev}, -0.0, -0.0});
    case 7:
      return show(subject{act::cauchy_gate, exact::cauchy_gate, textbook::cauchy_gate{}, -std::numbers::inv_pi, 0.0});
  }
}
