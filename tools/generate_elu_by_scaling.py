#!/usr/bin/env python3
"""Prints the constants of include/act/kernels/elu_by_scaling.hpp. Needs mpmath and numpy."""
import mpmath as mp
import numpy as np
from float_fit import *

mp.mp.dps = 40
# A little more than ln(2)/2, for the rounding of x log2(e) may fall on either side of a tie.
REACH = float(mp.log(2) / 2) * (1 + 1e-6)


def growth(r):
    """(e^r - 1 - r) / r^2"""
    r = mp.mpf(float(r))
    return float((mp.exp(r) - 1 - r) / r**2)


log2_e = mp.mpf(1) / mp.log(2)
high = rounded(float(mp.log(2)), 16)
print(f"log2_e {literal(float(log2_e))}, ln2_high {literal(high)}, ln2_low {literal(float(mp.log(2) - mp.mpf(high)))}")
r = chebyshev_points(-REACH, REACH, 400)
coefficients, error = minimax_floats(r, np.array([growth(x) for x in r]), r * r, range(5))
print(f"growth {row(coefficients)}, error relative to e^r 2^{np.log2(error * np.exp(REACH)):.1f}")
