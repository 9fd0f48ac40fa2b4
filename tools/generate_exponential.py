#!/usr/bin/env python3
"""Prints the constants of include/act/kernels/exponential.hpp. Needs mpmath."""
from polynomial_fit import *

LN2 = mp.log(2)
# A little more than ln(2)/2, for the rounding of x log2(e) may fall on either side of a tie.
REACH = LN2 / 2 * (1 + mp.mpf(2) ** -20)


def print_array(name, coefficients, comment):
    print(f"// {comment}")
    print(f"inline constexpr double {name}[] = {{" + ", ".join(map(literal, coefficients)) + "};")


def exponential_tail(x):
    """(e^x - 1 - x) / x^2, by its series, which does not cancel."""
    term, total, k = mp.mpf(1) / 2, mp.mpf(0), 2
    while abs(term) > mp.mpf(10) ** -60:
        total += term
        k += 1
        term *= x / k
    return total


# The product of n, at most 11 bits, with the first word is exact even without a fused multiplication.
ln2_high, ln2_low = two_words(LN2, 42)
print(f"inline constexpr double log2_e = {literal(1 / LN2)};")
print(f"inline constexpr double ln2_high = {literal(ln2_high)};")
print(f"inline constexpr double ln2_low = {literal(ln2_low)};")
for name, degree in (("exponential_tail", 10), ("exponential_tail_for_float", 6)):
    c = fit(exponential_tail, -REACH, REACH, degree)
    worst = max(
        abs(evaluate(c, x) - exponential_tail(x)) * x**2 / mp.exp(x)
        for x in [REACH * mp.mpf(i) / 500 for i in range(-500, 501)]
    )
    print_array(name, c, f"(e^r - 1 - r) / r^2; e^r then has a relative error of 2^{float(mp.log(worst, 2)):.1f}")
