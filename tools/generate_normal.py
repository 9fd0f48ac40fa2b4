#!/usr/bin/env python3
"""Prints the constants of include/act/kernels/normal.hpp. Needs mpmath."""
from polynomial_fit import *


def scaled_tail(t):
    """P(N > t) e^(t^2/2), which falls from 1/2 as slowly as 1/t."""
    return mp.erfc(t / mp.sqrt(2)) * mp.exp(t * t / 2) / 2


# In v = (t - center)/(t + center) the half line is [-1, 1), and (t + center) times the scaled tail hardly bends.
CENTER = mp.mpf("4.5")
for name, reach, degree in (("scaled_tail_coefficients", "38.7", 23), ("scaled_tail_for_draws_coefficients", "15", 14), ("scaled_tail_for_float_coefficients", "15", 11)):

    def bent(v):
        t = CENTER * (1 + v) / (1 - v)
        return (t + CENTER) * scaled_tail(t)

    low, high = mp.mpf(-1), (mp.mpf(reach) - CENTER) / (mp.mpf(reach) + CENTER)
    c = fit_with_rounding(bent, low, high, degree, first_words=2)
    worst = worst_relative_error(c, bent, low, high)
    print(f"// (t + 4.5) P(N > t) e^(t^2/2) in v = (t - 4.5)/(t + 4.5), 0 <= t <= {reach}; relative error 2^{float(mp.log(worst, 2)):.1f}")
    print(f"inline constexpr double {name}[] = {{" + ", ".join(map(literal, [two_words(c[0])[0]] + c[1:])) + "};")
    if name == "scaled_tail_coefficients":
        print(f"inline constexpr double scaled_tail_first_low = {literal(two_words(c[0])[1])};")
high, low = two_words(1 / mp.sqrt(2 * mp.pi))
print(f"inline constexpr double inverse_sqrt_2pi_high = {literal(high)};")
print(f"inline constexpr double inverse_sqrt_2pi_low = {literal(low)};")
