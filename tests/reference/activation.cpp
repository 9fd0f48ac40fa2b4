#include "activation.hpp"

#include <cmath>
#include <cstdio>
#include <limits>
#include <stdexcept>

namespace reference {
namespace {

value_and_derivative<real> normal_gate(const real& x) {
  const real probability = complementary_error_function(-x / square_root(2)) / 2;
  const real density = exponential(-(x * x) / 2) / square_root(real(2) * pi());
  return {x * probability, probability + x * density};
}

/// x sigma(w) and its derivative, given w and x w'.
value_and_derivative<real> logistic_gate(const real& x, const real& w, const real& slope_product) {
  const real left = real(1) / (real(1) + exponential(-w)), right = real(1) / (real(1) + exponential(w));
  return {x * left, left * (real(1) + slope_product * right)};
}

value_and_derivative<real> cubic_gate(const real& x) {
  const real scale = real(2) * square_root(real(2) / pi()), third = real("0.044715") * x * x * x;
  return logistic_gate(x, scale * (x + third), scale * (x + real(3) * third));
}

value_and_derivative<real> exponential_unit(const real& x, double alpha) {
  if (x > 0) return {x, 1};
  return {real(alpha) * exponential_minus_one(x), real(alpha) * exponential(x)};
}

/// formula(double) for every x. Formulas give {value, derivative}.
template <class Formula>
auto each_in_double(Formula formula) {
  return [formula](std::span<const float> x, std::span<double> value, std::span<double> derivative) {
    for (std::size_t i = 0; i < x.size(); ++i) {
      const value_and_derivative<double> both = formula(static_cast<double>(x[i]));
      value[i] = both.value;
      derivative[i] = both.derivative;
    }
  };
}

/// Throws unless the two agree to 2^-90; a zero is what underflowed even in MPFR.
void require_agreement(const activation& f, double x, const real& coarse, const real& fine) {
  if (absolute(coarse - fine) > scaled_by_power_of_two(absolute(fine), -90)) {
    char place[40];
    std::snprintf(place, sizeof place, "%a", x);
    throw std::logic_error("the reference of " + f.name + " does not agree with itself at " + place);
  }
}

std::string with_parameter(const char* name, double parameter) {
  char text[60];
  std::snprintf(text, sizeof text, "%s{%g}", name, parameter);
  return text;
}

}  // namespace

value_and_derivative<real> activation::nearly_exact(double x) const {
  const precision used(96);
  return formula(x);
}

value_and_derivative<real> activation::exact(double x) const {
  const auto at = [&](mpfr_prec_t bits) {
    const precision used(bits);
    return formula(x);
  };
  const auto coarse = at(160), fine = at(224);
  const precision used(224);
  require_agreement(*this, x, coarse.value, fine.value);
  require_agreement(*this, x, coarse.derivative, fine.derivative);
  return fine;
}

double activation::exact_sign_change() const {
  if (!sign_change) return -1;
  double low = *sign_change - 1e-4, high = *sign_change + 1e-4;
  for (int step = 0; step < 60; ++step) {
    const double middle = (low + high) / 2;
    (exact(middle).derivative < 0 ? low : high) = middle;
  }
  return high;
}

activation gelu() { return {"gelu", normal_gate, each_in_double(in_double::normal_gate), -0.75179}; }

activation gelu_tanh() { return {"gelu_tanh", cubic_gate, each_in_double(in_double::cubic_gate), -0.75246}; }

activation gelu_sigmoid() {
  const auto formula = [](const real& x) {
    const real w = real("1.702") * x;
    return logistic_gate(x, w, w);
  };
  return {"gelu_sigmoid", formula, each_in_double(in_double::sigmoid_gate), -0.75115};
}

activation silu() {
  return {"silu", [](const real& x) { return logistic_gate(x, x, x); },
          each_in_double([](double x) { return in_double::logistic_gate(x, x, x); }), -1.27846};
}

activation relu() {
  const auto formula = [](const real& x) {
    return x > 0 ? value_and_derivative<real>{x, 1} : value_and_derivative<real>{0, 0};
  };
  return {"relu", formula, each_in_double(in_double::rectifier)};
}

activation elu(double alpha) {
  return {alpha == 1 ? "elu" : with_parameter("elu_fn", alpha),
          [alpha](const real& x) { return exponential_unit(x, alpha); },
          each_in_double([alpha](double x) { return in_double::exponential_unit(x, alpha); })};
}

std::vector<activation> all_activations() {
  return {gelu(), gelu_tanh(), gelu_sigmoid(), silu(), relu(), elu(1), elu(another_alpha)};
}

}  // namespace reference
