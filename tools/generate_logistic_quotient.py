#!/usr/bin/env python3
"""Prints the constants of include/act/kernels/logistic_quotient.hpp. Needs mpmath.

e^(-w) = 2^n e^(-slope r), n a multiple of 1/steps, r = v + n ln2/slope, where w = slope v: v is x itself for the linear
arguments, and x (x^2 + 1/0.044715) for the cubic one, whose slope is 2 sqrt(2/pi) 0.044715.
"""
from polynomial_fit import *

CUBIC = mp.mpf("0.044715")
SLOPES = {
    "identity": mp.mpf(1),
    "sigmoid": mp.mpf("1.702"),
    "tanh": 2 * mp.sqrt(2 / mp.pi) * CUBIC,
}


def decay_minus_one_over(r, slope):
    """(e^(-slope r) - 1) / r, by its series near 0."""
    return -slope if r == 0 else mp.expm1(-slope * r) / r


for steps, degree in ((1, 11), (16, 5)):
    for name, slope in SLOPES.items():
        reach = mp.log(2) / (2 * steps * slope) * (1 + mp.mpf(2) ** -20)
        function = lambda r: decay_minus_one_over(r, slope)
        c = fit(function, -reach, reach, degree)
        worst = max(
            abs(evaluate(c, r) - function(r)) * abs(r) / mp.exp(-slope * r)
            for r in [reach * mp.mpf(i) / 300 for i in range(-300, 301)]
        )
        print(f"// (e^(-{name}_slope r) - 1) / r for n in steps of 1/{steps}; error 2^{float(mp.log(worst, 2)):.1f}")
        print(f"inline constexpr double {name}_decay_{steps}[] = {{" + ", ".join(map(literal, c)) + "};")
for name, slope in SLOPES.items():
    high, low = two_words(mp.log(2) / slope)
    print(f"inline constexpr double {name}_step_high = {literal(high)};  // ln 2 / slope")
    print(f"inline constexpr double {name}_step_low = {literal(low)};")
    print(f"inline constexpr double {name}_steps_per_unit = {literal(-slope / mp.log(2))};  // -slope log2(e)")
high, low = two_words(1 / CUBIC)
print(f"inline constexpr double tanh_gamma_high = {literal(high)};  // 1/0.044715")
print(f"inline constexpr double tanh_gamma_low = {literal(low)};")

roots = [mp.mpf(2) ** (mp.mpf(i) / 16) for i in range(16)]
rounded = [round_to(53, root) for root in roots]
print("// 2^(i/16), and the relative error of that double")
print("alignas(64) inline constexpr double root_of_two[16] = {" + ", ".join(map(literal, rounded)) + "};")
print(
    "alignas(64) inline constexpr double root_of_two_error[16] = {"
    + ", ".join(literal(round_to(53, r / f - 1) if r != f else 0) for r, f in zip(roots, rounded))
    + "};"
)
