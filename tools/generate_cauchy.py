#!/usr/bin/env python3
"""Prints the constants of include/act/kernels/cauchy.hpp. Needs mpmath."""
from polynomial_fit import *


def arc(square):
    """atan(r) / (pi r), r^2 = square."""
    r = mp.sqrt(square)
    return mp.atan(r) / (mp.pi * r) if r else 1 / mp.pi


def arc_less_chord(square):
    """(atan(r) - r / (1 + r^2)) / (pi r^3): close to 0 by its series, for the difference cancels."""
    if square < mp.mpf(10) ** -6:
        return sum((-1) ** k * (2 * k + 2) * square**k / mp.mpf(2 * k + 3) for k in range(12)) / mp.pi
    r = mp.sqrt(square)
    return (mp.atan(r) - r / (1 + square)) / (mp.pi * r**3)


for name, function in (("arc_coefficients", arc), ("arc_less_chord_coefficients", arc_less_chord)):
    c = fit(function, 0, 1, 21)
    error = float(mp.log(worst_relative_error(c, function, mp.mpf(10) ** -9, mp.mpf(1)), 2))
    print(f"// {function.__doc__.split(',')[0].split(': ')[0].rstrip('.')}, 0 <= r <= 1; relative error 2^{error:.1f}")
    print(f"inline constexpr double {name}[] = {{" + ", ".join(map(literal, c)) + "};")
print(f"inline constexpr double inverse_pi = {literal(1 / mp.pi)};")
