#!/usr/bin/env python3
"""Prints the constants of include/act/kernels/normal_nodes.hpp: x Phi(x) and its derivative in double, from their
values at nodes. Needs mpmath.

With Q(t) = P(N > t), phi its density, D(t) = Q(t) - t phi(t), and a node r, d = t - r and a = (t^2 - r^2)/2:
Q(t) = Q(r) - phi(r) d E, where E, the mean of exp(-(r s + s^2/2)) for s from 0 to d, is a series in d^2,
E = E_0(a) + d^2 E_1(a) + ..., E_k(a) = the integral of e^(-a s) (s (1 - s) / 2)^k / k! for s from 0 to 1.
"""
import itertools

from polynomial_fit import *

NODES = 256  # a power of 2
STEP = mp.mpf(9) / NODES  # of few bits, so that a multiple of it is exact
DEGREES = (8, 6, 3)  # of E_0, E_1, ...
REACH = mp.floor((NODES - 1.5) * STEP * 1000) / 1000
FURTHEST = STEP / 2 * (REACH + STEP / 2)  # a, at most
PHI_0 = 1 / mp.sqrt(2 * mp.pi)


def tail(t):
    return mp.erfc(t / mp.sqrt(2)) / 2


def density(t):
    return PHI_0 * mp.exp(-t * t / 2)


def mean(a, square):
    return mp.quad(lambda s: mp.exp(-a * s + square * s * (1 - s) / 2), [0, 1])


def samples():
    """Of (a, d^2, E, what an error of E does to Q, relative to Q): where t can be, near nodes of all sizes. And of E_0
    by itself, what its error does to a E_0."""
    for a in chebyshev_points(-FURTHEST, FURTHEST, 48):
        yield a, mp.mpf(0), mean(a, 0), abs(a)
    some_nodes = {0, 1, 2, 3, 5, 8, 12, NODES - 2} | {NODES * k // 24 for k in range(1, 24)}
    for i, d in itertools.product(sorted(some_nodes), chebyshev_points(-STEP / 2, STEP / 2, 24)):
        r = i * STEP
        if r + d > 0:
            a = d * (r + d / 2)
            yield a, d * d, mean(a, d * d), density(r) * abs(d) / tail(r + d)


def series():
    """Doubles for E_0, E_1, ..., rounded from the first on, those behind fitted again each time; and the worst error
    of Q relative to Q."""
    points = list(samples())
    widest, largest = max(abs(a) for a, _, _, _ in points), max(square for _, square, _, _ in points)
    powers = [(i, k) for k, degree in enumerate(DEGREES) for i in range(degree + 1)]
    rest = [exact for _, _, exact, _ in points]
    found = [[] for _ in DEGREES]
    for place, (i, k) in enumerate(powers):
        free = powers[place:]
        rows = [[w * (a / widest) ** p * (square / largest) ** q for p, q in free] for a, square, _, w in points]
        matrix, right = mp.matrix(rows), mp.matrix([w * e for (_, _, _, w), e in zip(points, rest)])
        c = round_to(53, mp.lu_solve(matrix.T * matrix, matrix.T * right)[0] / (widest**i * largest**k))
        found[k].append(c)
        rest = [e - c * a**i * square**k for (a, square, _, _), e in zip(points, rest)]
    return found, max(abs(w * e) for (_, _, _, w), e in zip(points, rest))


def row(r):
    q, q_low = two_words(tail(r))
    return q, q_low, density(r), tail(r) - r * density(r)


def main():
    found, error = series()
    print("struct normal_nodes_table {")
    print(f"  // Error of Q and of a E_0, its binary logarithm: {float(mp.log(error, 2)):.1f}.")
    print(f"  static constexpr double reach = {literal(REACH)}, step = {literal(STEP)}, nodes_per_unit = {literal(1 / STEP)};")
    for k, coefficients in enumerate(found):
        print(f"  static constexpr double mean_{k}[] = {{" + ", ".join(map(literal, coefficients)) + "};")
    print("  // Q, its low word, phi and D at multiples of step.")
    print(f"  alignas(32) static constexpr double row[{NODES}][4] = {{")
    print(",\n".join("    {" + ", ".join(map(literal, row(i * STEP))) + "}" for i in range(NODES)) + "};")
    print("};")


main()
