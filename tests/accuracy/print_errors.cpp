// Prints as CSV the worst errors of act's range forms, and of the textbook's formulas, in short pieces of each
// function's domain: what tools/draw_errors.py draws.

#include <act/act.hpp>

#include "../../bench/textbook.hpp"
#include "../reference/activation.hpp"
#include "../reference/ulp.hpp"

#include <cstdio>
#include <random>
#include <vector>

namespace {

constexpr int pieces = 240, inputs_in_piece = 256;

/// The worst errors in ULP.
struct errors {
  double value = 0, derivative = 0;

  template <class T>
  void note(T got_value, T got_derivative, const reference::value_and_derivative<reference::real>& exact) {
    value = std::max(value, reference::error_in_ulp(got_value, exact.value));
    derivative = std::max(derivative, reference::error_in_ulp(got_derivative, exact.derivative));
  }
};

template <class T>
std::vector<T> inputs_between(double low, double high, std::mt19937& random) {
  std::uniform_real_distribution<T> place(static_cast<T>(low), static_cast<T>(high));
  std::vector<T> x(inputs_in_piece);
  for (T& each : x) each = place(random);
  return x;
}

/// One function, given by act, by the formula, and exactly.
template <class T, class Activation, class Textbook>
void print_function(const Activation& activation, Textbook, const reference::activation& reference, double low,
                    double high) {
  std::mt19937 random(1);
  for (int piece = 0; piece < pieces; ++piece) {
    const double width = (high - low) / pieces, begin = low + piece * width;
    const std::vector<T> x = inputs_between<T>(begin, begin + width, random);
    std::vector<T> value(x.size()), derivative(x.size());
    activation(x, value);
    activation.derivative(x, derivative);
    errors of_act, of_textbook;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const auto exact = reference.nearly_exact(static_cast<double>(x[i]));
      of_act.note(value[i], derivative[i], exact);
      of_textbook.note(Textbook::value(x[i]), Textbook::derivative(x[i]), exact);
    }
    std::printf("%s,%s,%.5g,%.3g,%.3g,%.3g,%.3g\n", Activation::name, sizeof(T) == 4 ? "float" : "double",
                begin + width / 2, of_act.value, of_textbook.value, of_act.derivative, of_textbook.derivative);
  }
}

/// Left of these places every result is rounded to zero, or that of elu to -1.
struct domain {
  double of_floats, of_doubles;
};

template <class Activation, class Textbook>
void print_both(const Activation& activation, Textbook textbook, const reference::activation& reference, domain left) {
  constexpr double right = 6;
  print_function<float>(activation, textbook, reference, left.of_floats, right);
  print_function<double>(activation, textbook, reference, left.of_doubles, right);
}

}  // namespace

int main() {
  std::puts("function,type,x,act_value,textbook_value,act_derivative,textbook_derivative");
  print_both(act::gelu, bench::textbook::gelu{}, reference::gelu(), {-14.5, -39});
  print_both(act::gelu_tanh, bench::textbook::gelu_tanh{}, reference::gelu_tanh(), {-11, -22});
  print_both(act::gelu_sigmoid, bench::textbook::gelu_sigmoid{}, reference::gelu_sigmoid(), {-64, -442});
  print_both(act::silu, bench::textbook::silu{}, reference::silu(), {-109, -752});
  print_both(act::elu, bench::textbook::elu{}, reference::elu(1), {-20, -40});
}
