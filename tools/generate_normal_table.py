#!/usr/bin/env python3
"""Prints the register table of include/act/kernels/normal_table.hpp: x Phi(x) and its derivative in double, in 16
pieces. Needs mpmath; takes some minutes.

With t = abs(x), x Phi(x) = max(x, 0) - T(t) and its derivative is x > 0 ? 1 - D(t) : D(t), T(t) = t P(N > t), D = T'.
The piece of t is the nearest integer to (scale min(t, last) + shift)^2, modulo 16. In it, with u = center - t,

    T = base - u (c_1 + c_2 u + ... + c_15 u^14)        D = c_1 + 2 c_2 u + ... + 15 c_15 u^14

What is fitted is D, the more demanding of the two: T is its integral.
"""
import math

from polynomial_fit import *

mp.mp.dps = 90
PIECES, DEGREE = 16, 15
RELATIVE_REACH = 6.6  # up to here the results are good for x < 0
FIT_REACH = 8.85  # the last piece is fitted up to here
REACH = 8.8  # beyond, T and D are those of here: T vanishes beside x, and 1 - D, as fitted, rounds to 1
SHARE = 0.5  # how much the pieces narrow: of the last square root, the part that is the shift


def tail(t):
    return t * mp.erfc(t / mp.sqrt(2)) / 2


def slope(t):
    return mp.erfc(t / mp.sqrt(2)) / 2 - t * mp.exp(-t * t / 2) / mp.sqrt(2 * mp.pi)


def cut():
    """scale, shift and (index, low, high) of every piece, the last of them up to FIT_REACH."""
    squares = PIECES - 1.2
    shift = math.sqrt(squares) * SHARE / math.sqrt(1 - SHARE**2)
    first = math.floor(shift**2) + 1
    shift = math.sqrt(first - 0.5 + 1e-6)  # the first piece begins at 0, and not on a tie
    scale = (math.sqrt(shift**2 + PIECES - 1) - shift) / RELATIVE_REACH
    edges = [(math.sqrt(first + i - 0.5) - shift) / scale for i in range(PIECES)]
    edges[0] = 0.0
    return scale, shift, [
        (first + i, low, high) for i, (low, high) in enumerate(zip(edges, edges[1:] + [FIT_REACH]))
    ]


def slope_scale(t, last):
    """Within 1/2 of the root the bound is an absolute one, 2^-54."""
    return mp.mpf(1) / 2 if last else max(abs(slope(t)), mp.mpf(1) / 4) if t < 1.26 else abs(slope(t))


def choose_center(low, high):
    """A double c where T(c) and D(c) happen to be doubles to a small part of an ulp, and T(c) is near the harmonic mean
    of T at the ends: that keeps |T - T(c)| / T, by which the polynomial's rounding counts, smallest."""
    wanted = 2 / (1 / tail(mp.mpf(low)) + 1 / tail(mp.mpf(high)))
    middle = mp.findroot(lambda t: mp.log(tail(t) / wanted), (low + high) / 2) if 1 < low and high < FIT_REACH else (low + high) / 2
    best = None
    for i in range(1000):
        c = mp.mpf(float(middle + (high - low) * (i - 500) / 10000))
        error = max(abs(round_to(53, f(c)) / f(c) - 1) for f in (tail, slope))
        best = min(best, (error, c)) if best else (error, c)
    return best[1]


def fit_rounded(points, scale):
    """Doubles c_1, c_2, ..., rounded from the first on, those behind fitted again each time, and the worst error."""
    weights = [1 / scale(t) for t, _ in points]
    rest = [slope(t) for t, _ in points]
    result = []
    span = max(abs(u) for _, u in points)
    for power in range(1, DEGREE + 1):
        free = range(power, DEGREE + 1)
        matrix = mp.matrix([[w * p * (u / span) ** (p - 1) for p in free] for w, (_, u) in zip(weights, points)])
        right = mp.matrix([w * r for w, r in zip(weights, rest)])
        c = round_to(53, mp.lu_solve(matrix.T * matrix, matrix.T * right)[0] / span ** (power - 1))
        result.append(c if abs(c) > mp.mpf(2) ** -1000 else mp.mpf(0))
        rest = [r - result[-1] * power * u ** (power - 1) for r, (_, u) in zip(rest, points)]
    return result, max(abs(w * r) for w, r in zip(weights, rest))


def value_error(base, coefficients, points, last):
    """The worst error of T in the piece, relative, in the last one to x."""
    errors = []
    for t, u in points:
        exact = tail(t)
        errors.append(abs(base - u * evaluate(coefficients, u) - exact) / (t / 16 if last else exact))
    return max(errors)


def main():
    scale, shift, pieces = cut()
    arrays = {"center": [0] * PIECES, "base": [0] * PIECES}
    rows = [[0] * PIECES for _ in range(DEGREE)]
    worst_value = worst_slope = mp.mpf(0)
    for index, low, high in pieces:
        around_zero, last = low == 0, high == FIT_REACH
        center = mp.mpf(0) if around_zero else choose_center(low, high)
        base = mp.mpf(0) if around_zero else round_to(53, tail(center))
        # The index is computed with rounding errors: a little beyond the piece's ends.
        nodes = [t for t in chebyshev_points(low - 1e-9 * (low > 0), high + 1e-9, 3 * DEGREE) if t > 0]
        points = [(t, center - t) for t in nodes]
        coefficients, error = fit_rounded(points, lambda t: slope_scale(t, last))
        worst_slope = max(worst_slope, error)
        worst_value = max(worst_value, value_error(base, coefficients, points, last))
        place = index % PIECES
        arrays["center"][place], arrays["base"][place] = center, base
        for row, c in zip(rows, coefficients):
            row[place] = c
    print(f"// Relative errors: value 2^{float(mp.log(worst_value, 2)):.1f}, derivative 2^{float(mp.log(worst_slope, 2)):.1f}.")
    print("struct normal_table {")
    print(f"  static constexpr double relative_reach = {literal(RELATIVE_REACH)}, reach = {literal(REACH)};")
    print(f"  static constexpr double scale = {literal(scale)}, shift = {literal(shift)};")
    print(f"  static constexpr double last = {literal((pieces[-1][1] + RELATIVE_REACH) / 2 + 0.02)};")
    for name in ("center", "base"):
        literals = ["-0x0.0p+0" if name == "center" and c == 0 else literal(c) for c in arrays[name]]
        print(f"  alignas(64) static constexpr double {name}[] = {{" + ", ".join(literals) + "};")
    print(f"  // c_1 to c_{DEGREE}")
    print(f"  alignas(64) static constexpr double coefficients[][{PIECES}] = {{")
    for row in rows:
        print("    {" + ", ".join(map(literal, row)) + "},")
    print("  };")
    print("};")


main()
