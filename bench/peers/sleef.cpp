// SLEEF has the functions; the loops over its vectors are written here.

#include "peers.hpp"
#include "sleef_lanes.hpp"

#include <numbers>

namespace bench {
namespace {

template <class Lanes>
struct formulas {
  using scalar = typename Lanes::scalar;
  using vector = typename Lanes::vector;

  static constexpr scalar half = scalar(0.5), cubic = scalar(0.044715), quick = scalar(1.702);
  static constexpr scalar inverse_sqrt_2 = 1 / std::numbers::sqrt2_v<scalar>;
  static constexpr scalar inverse_sqrt_2pi = std::numbers::inv_sqrtpi_v<scalar> * inverse_sqrt_2;
  static constexpr scalar tanh_scale = 2 * inverse_sqrt_2pi;

  static vector sigmoid(vector x) { return scalar(1) / (scalar(1) + Lanes::exp(-x)); }
  static vector u(vector x) { return tanh_scale * (x + cubic * x * x * x); }
  static vector du(vector x) { return tanh_scale * (scalar(1) + scalar(3) * cubic * x * x); }
  static vector x_times_density(vector x) { return x * inverse_sqrt_2pi * Lanes::exp(-half * x * x); }

  struct gelu {
    static vector value(vector x) { return half * x * (scalar(1) + Lanes::erf(x * inverse_sqrt_2)); }
    static vector derivative(vector x) {
      return half * (scalar(1) + Lanes::erf(x * inverse_sqrt_2)) + x_times_density(x);
    }
  };
  struct gelu_with_erfc {
    static vector value(vector x) { return half * x * Lanes::erfc(-x * inverse_sqrt_2); }
    static vector derivative(vector x) { return half * Lanes::erfc(-x * inverse_sqrt_2) + x_times_density(x); }
  };
  struct gelu_tanh {
    static vector value(vector x) { return half * x * (scalar(1) + Lanes::tanh(u(x))); }
    static vector derivative(vector x) {
      const vector t = Lanes::tanh(u(x));
      return half * (scalar(1) + t) + half * x * (scalar(1) - t * t) * du(x);
    }
  };
  struct gelu_tanh_with_sigmoid {
    static vector value(vector x) { return x * sigmoid(scalar(2) * u(x)); }
    static vector derivative(vector x) {
      const vector s = sigmoid(scalar(2) * u(x));
      return s + scalar(2) * x * s * (scalar(1) - s) * du(x);
    }
  };
  struct gelu_sigmoid {
    static vector value(vector x) { return x * sigmoid(quick * x); }
    static vector derivative(vector x) {
      const vector s = sigmoid(quick * x);
      return s + quick * x * s * (scalar(1) - s);
    }
  };
  struct silu {
    static vector value(vector x) { return x * sigmoid(x); }
    static vector derivative(vector x) {
      const vector s = sigmoid(x);
      return s + x * s * (scalar(1) - s);
    }
  };
  struct relu {
    static vector value(vector x) { return x > scalar(0) ? x : vector{}; }
    static vector derivative(vector x) { return x > scalar(0) ? vector{} + scalar(1) : vector{}; }
  };
  struct elu {
    static vector value(vector x) { return x > scalar(0) ? x : Lanes::expm1(x); }
    static vector derivative(vector x) { return x > scalar(0) ? vector{} + scalar(1) : Lanes::exp(x); }
  };
};

template <class Lanes, class Formula>
call over_arrays(direction d, const arrays<typename Lanes::scalar>& a) {
  if (d == direction::forward) {
    return [a] {
      for (std::size_t i = 0; i < a.count; i += Lanes::count) {
        Lanes::store(a.y + i, Formula::value(Lanes::load(a.x + i)));
      }
    };
  }
  return [a] {
    for (std::size_t i = 0; i < a.count; i += Lanes::count) {
      Lanes::store(a.y + i, Lanes::load(a.dy + i) * Formula::derivative(Lanes::load(a.x + i)));
    }
  };
}

template <class Lanes>
call prepare(function f, direction d, const arrays<typename Lanes::scalar>& a) {
  using has = formulas<Lanes>;
  switch (f) {
    case function::gelu:
      return over_arrays<Lanes, typename has::gelu>(d, a);
    case function::gelu_tanh:
      return over_arrays<Lanes, typename has::gelu_tanh>(d, a);
    case function::gelu_sigmoid:
      return over_arrays<Lanes, typename has::gelu_sigmoid>(d, a);
    case function::silu:
      return over_arrays<Lanes, typename has::silu>(d, a);
    case function::relu:
      return over_arrays<Lanes, typename has::relu>(d, a);
    case function::elu:
      return over_arrays<Lanes, typename has::elu>(d, a);
  }
  return {};
}

template <class Lanes>
call prepare_other_form(function f, direction d, const arrays<typename Lanes::scalar>& a) {
  using has = formulas<Lanes>;
  if (f == function::gelu) return over_arrays<Lanes, typename has::gelu_with_erfc>(d, a);
  if (f == function::gelu_tanh) return over_arrays<Lanes, typename has::gelu_tanh_with_sigmoid>(d, a);
  return {};
}

}  // namespace

std::vector<peer> sleef() {
  const std::string version = std::to_string(SLEEF_VERSION_MAJOR) + "." + std::to_string(SLEEF_VERSION_MINOR) + "." +
                              std::to_string(SLEEF_VERSION_PATCHLEVEL);
  return {{"SLEEF", version, {prepare<float_lanes>, prepare<double_lanes>}},
          {"SLEEF (erfc, σ)", version, {prepare_other_form<float_lanes>, prepare_other_form<double_lanes>}}};
}

}  // namespace bench
