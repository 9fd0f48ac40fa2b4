#pragma once

/// \file activation.hpp
/// The activations as formulas, from which all tests take what is right: in MPFR, and for the exhaustive sweeps of
/// float in double precision, which certificate.cpp holds against MPFR. Nothing here shares code with include/act.

#include "in_double.hpp"
#include "real.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace reference {

struct activation {
  std::string name;
  /// The formula with real constants, in a form that does not cancel, at the precision of the calling thread.
  std::function<value_and_derivative<real>(const real& x)> formula;
  /// The same in double precision, for finite x, good to 2^-40 of the result; close to the derivative's sign change to
  /// 2^-45.
  std::function<void(std::span<const float> x, std::span<double> value, std::span<double> derivative)> in_double;
  /// Where the derivative is zero, and negative on the left of it.
  std::optional<double> sign_change = std::nullopt;

  /// The formula at one, for the sweep of doubles, which certificate.cpp holds to 2^-75 of the result; close to the
  /// derivative's sign change to 2^-75.
  value_and_derivative<real> nearly_exact(double x) const;

  /// The formula at two precisions, which must agree: throws std::logic_error where they do not.
  value_and_derivative<real> exact(double x) const;

  /// The double next to the derivative's sign change; where there is none, -1.
  double exact_sign_change() const;
};

activation gelu();
activation gelu_tanh();
activation gelu_sigmoid();
activation silu();
activation relu();
activation elu(double alpha);

/// Those that docs/accuracy.csv has rows of.
std::vector<activation> all_activations();

/// The alpha that stands for all others in docs/accuracy.csv.
inline constexpr double another_alpha = 1.67;

/// The derivative counts as close to its sign change within this distance, and is then held to an absolute error.
inline constexpr double sign_change_radius = 0.5;

inline bool is_near_sign_change(const activation& f, double x) {
  return f.sign_change && x >= *f.sign_change - sign_change_radius && x <= *f.sign_change + sign_change_radius;
}

}  // namespace reference
