#!/usr/bin/env python3
"""Prints the constants of include/act/kernels/logistic_quotient.hpp. Needs mpmath.

e^(-w) = 2^n e^(-slope r), n a multiple of 1/steps, r = v + n ln2/slope, where w = slope v: v is x itself for the linear
arguments, and x (x^2 + 1/0.044715) for the cubic one, whose slope is 2 sqrt(2/pi) 0.044715. With steps
of 1/16, 2^n is an integer power times a root of the table times 1 + its rest; the roots lie above 2^(i/16) by a little
more than half a step, so that 1 + rest makes up for r too and is never above 1.
"""
from polynomial_fit import *

LN2 = mp.log(2)
STEPS = 16

CUBIC = mp.mpf("0.044715")
SLOPES = {
    "identity": mp.mpf(1),
    "sigmoid": mp.mpf("1.702"),
    "tanh": 2 * mp.sqrt(2 / mp.pi) * CUBIC,
}


def decay_tail(r, slope):
    """(e^(-slope r) - 1 + slope r) / r^2, by its series, which does not cancel."""
    term, total, k = slope**2 / 2, mp.mpf(0), 2
    while abs(term) > mp.mpf(10) ** -60 * slope**2:
        total += term
        k += 1
        term *= -slope * r / k
    return total


def decay_minus_one_over(r, slope):
    """(e^(-slope r) - 1) / r."""
    return r * decay_tail(r, slope) - slope


ABOVE = mp.exp(LN2 / (2 * STEPS) * (1 + mp.mpf(2) ** -8))
for steps, degree, function, power, scale, comment in (
    (1, 9, decay_tail, 2, mp.mpf(1), "(e^(-{0}_slope r) - 1 + {0}_slope r) / r^2"),
    (STEPS, 5, decay_minus_one_over, 1, 1 / ABOVE, "(e^(-{0}_slope r) - 1) / r times a root's part"),
):
    for name, slope in SLOPES.items():
        # A little more than half a step: n may be rounded the other way.
        reach = LN2 / (2 * steps * slope) * (1 + mp.mpf(2) ** -10)
        exact = lambda r: scale * function(r, slope)
        # Next to the sign change of the cubic argument's derivative every part of the budget counts.
        c = fit(exact, -reach, reach, degree + (steps == 1 and name == "tanh"))
        points = [reach * mp.mpf(i) / 300 for i in range(-300, 301)]
        worst = max(abs((evaluate(c, r) - exact(r)) * r**power) / (scale * mp.exp(-slope * r)) for r in points)
        print(f"// {comment.format(name)} for n in steps of 1/{steps}; error 2^{float(mp.log(worst, 2)):.1f}")
        print(f"inline constexpr double {name}_decay_{steps}[] = {{" + ", ".join(map(literal, c)) + "};")
for name, slope in SLOPES.items():
    # Where v has two words, the product of the first word with n, of 14 bits, is to be exact.
    high, low = two_words(LN2 / slope, 39 if name == "tanh" else 53)
    print(f"inline constexpr double {name}_step_high = {literal(high)};  // ln 2 / slope")
    print(f"inline constexpr double {name}_step_low = {literal(low)};")
    print(f"inline constexpr double {name}_slope = {literal(slope)};")
    print(f"inline constexpr double {name}_steps_per_unit = {literal(-slope / LN2)};  // -slope log2(e)")
# The first word is a multiple of the spacing of x^2 + 1/0.044715 for abs(x) <= 22.
high, low = two_words(1 / CUBIC, 49)
print(f"inline constexpr double tanh_gamma_high = {literal(high)};  // 1/0.044715")
print(f"inline constexpr double tanh_gamma_low = {literal(low)};")

# Of 52 bits, so that the sum with 1 is exact.
roots = [round_to(52, mp.mpf(2) ** (mp.mpf(i) / STEPS) * ABOVE) for i in range(STEPS)]
rests = [mp.mpf(2) ** (mp.mpf(i) / STEPS) / root - 1 for i, root in enumerate(roots)]
for name, numbers, comment in (
    ("half_decay_root", [root / 2 for root in roots], "half of a number a little above 2^(i/16)"),
    ("decay_root_rest", rests, "2^(i/16) / that number - 1"),
):
    print(f"// {comment}")
    print(f"alignas(64) inline constexpr double {name}[] = {{" + ", ".join(map(literal, numbers)) + "};")
