#!/usr/bin/env python3
"""Prints the constants of include/act/kernels/normal_far_tail.hpp. Needs mpmath."""
from polynomial_fit import *

NEAREST, FARTHEST, DEGREE = mp.mpf("6.5"), 39, 11
LIMIT = 1 / mp.sqrt(2 * mp.pi)  # of the ratio at infinity


def ratio(w):
    """t P(N > t) e^(t^2/2) with w = 1/t^2."""
    t = 1 / mp.sqrt(w)
    return t * mp.erfc(t / mp.sqrt(2)) * mp.exp(t * t / 2) / 2


def bend(w):
    return (ratio(w) - LIMIT) / w


low, high = 1 / mp.mpf(FARTHEST) ** 2, 1 / NEAREST**2
c = fit(bend, low, high, DEGREE)
points = [low + (high - low) * mp.mpf(i) / 500 for i in range(501)]
worst = max(abs((evaluate(c, w) - bend(w)) * w / ratio(w)) for w in points)
print(f"// (t P(N > t) e^(t^2/2) - 1/sqrt(2 pi)) / w in w = 1/t^2, {NEAREST} <= t <= {FARTHEST}; relative error 2^{float(mp.log(worst, 2)):.1f}")
print("inline constexpr double far_tail_bend[] = {" + ", ".join(map(literal, c)) + "};")
