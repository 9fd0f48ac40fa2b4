#!/usr/bin/env python3
"""Prints the constants of the arguments in include/act/kernels/logistic.hpp. Needs mpmath."""
from polynomial_fit import *

linear = 2 * mp.sqrt(2 / mp.pi)
for name, value in (
    ("linear", linear),
    ("cubic", linear * mp.mpf("0.044715")),
    ("slope", mp.mpf("1.702")),
):
    high, low = two_words(value)
    print(f"inline constexpr double {name}_high = {literal(high)};")
    print(f"inline constexpr double {name}_low = {literal(low)};")
