#!/usr/bin/env python3
"""Prints the constants of include/act/kernels/gate_probability.hpp. Needs mpmath."""
from polynomial_fit import *


def margin(coefficients, probability, reach):
    """The largest error of 1/2 + x p(x^2) with x moved into [-reach, reach], and 2^-20 for its evaluation in float."""
    p = lambda x: mp.mpf(1) / 2 + x * evaluate(coefficients, x**2)
    inside = [reach * mp.mpf(i) / 4000 for i in range(1, 4001)]
    return max([abs(p(x) - probability(x)) for x in inside] + [abs(1 - p(reach))]) + mp.mpf(2) ** -20


for name, probability, terms, reaches in (
    ("normal", lambda x: mp.ncdf(x), 8, [3.4, 3.5, 3.6, 3.7, 3.8, 3.9, 4.0]),
    ("logistic", lambda x: 1 / (1 + mp.exp(-x)), 9, [6.25, 6.5, 6.75, 7.0, 7.25, 7.5, 7.75]),
):
    function = lambda s: (probability(mp.sqrt(s)) - mp.mpf(1) / 2) / mp.sqrt(s)
    fits = [(fit(function, 0, mp.mpf(reach) ** 2, terms - 1, 24), reach) for reach in reaches]
    worst, coefficients, reach = min((margin(c, probability, mp.mpf(r)), c, r) for c, r in fits)
    print(f"// {name}: an error of 2^{float(mp.log(worst, 2)):.2f}")
    print(f"reach = {literal(reach)}f, margin = {literal(round_to(24, worst * mp.mpf(1.01)))}f;")
    print("terms[] = {" + ", ".join(literal(c) + "f" for c in coefficients) + "};")
