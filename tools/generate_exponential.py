#!/usr/bin/env python3
"""Prints the constants of include/act/kernels/exponential.hpp. Needs mpmath."""
from short_roots import *

# A little more than half a step, for the rounding of x log2(e) may fall on either side of a tie, and the table's
# entries lie a little beside the powers of 2.
REACH, TABLE_REACH = LN2 / 2 * (1 + mp.mpf(2) ** -20), LN2 / 2 / STEPS * (1 + mp.mpf(2) ** -10)


def print_array(name, coefficients, comment=None, prefix="inline constexpr double"):
    if comment:
        print(f"// {comment}")
    print(f"{prefix} {name}[] = {{" + ", ".join(map(literal, coefficients)) + "};")


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
print(f"inline constexpr double ln2_rounded = {literal(LN2)};")
print(f"inline constexpr double ln2_remainder = {literal(LN2 - round_to(53, LN2))};")
for name, reach, degree in (
    ("exponential_tail", REACH, 10),
    ("exponential_tail_in_table", TABLE_REACH, 5),
    ("exponential_tail_for_float", REACH, 6),
):
    c = fit(exponential_tail, -reach, reach, degree)
    points = [reach * mp.mpf(i) / 500 for i in range(-500, 501) if i != 0]
    worst = max(abs(evaluate(c, x) - exponential_tail(x)) * x**2 / mp.exp(x) for x in points)
    worst_less_one = max(abs((evaluate(c, x) - exponential_tail(x)) * x**2 / mp.expm1(x)) for x in points)
    bits = f"2^{float(mp.log(worst, 2)):.1f}, and e^r - 1 one of 2^{float(mp.log(worst_less_one, 2)):.1f}"
    print_array(name, c, f"(e^r - 1 - r) / r^2; e^r then has a relative error of {bits}")
chosen = [choose_root(i) for i in range(STEPS)]
aligned = "alignas(64) inline constexpr double"
print_array("short_root", [c[0] for c in chosen], "s near 2^(i/16), of 26 bits", aligned)
print_array("short_root_offset", [c[1] for c in chosen], "ln(2^(i/16) / s), and (1 - i/16) ln2_remainder", aligned)
