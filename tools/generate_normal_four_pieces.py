#!/usr/bin/env python3
"""Prints the constants of include/act/kernels/normal_four_pieces.hpp: x Phi(x) and its derivative in double, in 4
pieces. Needs mpmath; takes half a minute.

With t = abs(x), x Phi(x) = max(x, 0) - T(t), T(t) = exp(-t^2/2)/2 h(t), h(t) = 2 t g(t), g(t) = exp(t^2/2) P(N > t);
the derivative is D(t) for x < 0 and 1 - D(t) for x > 0, D(t) = exp(-t^2/2) v(t), v(t) = g(t) - t phi(0). In each piece
h and v are a constant, for h in the first piece t/2, and a polynomial in u = t - center without a constant term.
"""
from polynomial_fit import *

mp.mp.dps = 80
VALUE_DEGREE, SLOPE_DEGREE, DECAY_DEGREE = 17, 16, 11
BEND, FIRST = mp.mpf("3.1"), mp.mpf("2.12")  # (t + BEND)^2 FIRST/BEND^2 lies in a binade from [2, 4) to [16, 32)
GUARD = mp.mpf(2) ** -110  # keeps squares from subnormals
PHI_0 = 1 / mp.sqrt(2 * mp.pi)

SCALE = round_to(53, mp.sqrt(FIRST) / BEND)
SHIFT = round_to(53, mp.sqrt(FIRST))
ENDS = [mp.mpf(0)] + [(mp.sqrt(mp.mpf(2) ** k) - SHIFT) / SCALE for k in (2, 3, 4, 5)]
REACH = mp.floor(ENDS[4] * 1000 - 1) / 1000


def g(t):
    return mp.exp(t * t / 2) * mp.erfc(t / mp.sqrt(2)) / 2


def h(t):
    return 2 * t * g(t)


def v(t):
    return g(t) - t * PHI_0


def bound_of_slope(t):
    """What v's error counts against: within 1/2 of its zero the bound is an absolute one."""
    return max(abs(v(t)), mp.mpf(1) / 4)


def choose_center(function, middle, width, is_good=lambda center, constant: True):
    """A number near the middle, of so few bits that t minus it is exact, where function is a double to a small part of
    its ulp; and that double."""
    best = None
    for i in range(1500):
        center = round_to(32, middle + width * (i - 750) / 15000)
        exact = function(center)
        constant = round_to(53, exact)
        error = abs(constant / exact - 1)
        if (best is None or error < best[0]) and is_good(center, constant):
            best = error, center, constant
    return best[1:]


def fit_rounded(function, points, weight, first, degree):
    """Doubles c_first, ..., c_degree, so that function(t) ~ sum c_p u^p for the points (t, u): rounded from the first
    on, those behind fitted again each time. And the worst weighted error."""
    weights = [weight(t) for t, _ in points]
    rest = [function(t) for t, _ in points]
    span = max(abs(u) for _, u in points)
    result = []
    for power in range(first, degree + 1):
        free = range(power, degree + 1)
        matrix = mp.matrix([[w * (u / span) ** p for p in free] for w, (_, u) in zip(weights, points)])
        right = mp.matrix([w * r for w, r in zip(weights, rest)])
        c = round_to(53, mp.lu_solve(matrix.T * matrix, matrix.T * right)[0] / span**power)
        result.append(c)
        rest = [r - c * u**power for r, (_, u) in zip(rest, points)]
    return result, max(abs(w * r) for w, r in zip(weights, rest))


def points_between(low, high, center, degree):
    # The piece is computed with rounding errors: a little beyond its ends.
    nodes = chebyshev_points(low - mp.mpf("1e-9") * (low > 0), high + mp.mpf("1e-9"), 4 * degree)
    return [(t, t - center) for t in nodes]


def is_half_at_zero(center, constant, coefficients):
    """Whether the kernel's derivative at 0 is 1/2 with room for its other errors."""
    point = constant + evaluate([0] + coefficients, -center)
    return abs(point - mp.mpf(0.5)) < mp.mpf(2) ** -56


def value_pieces():
    worst = []
    rows = []
    for low, high in zip(ENDS, ENDS[1:]):
        if low == 0:
            coefficients, error = fit_rounded(
                lambda t: h(t) - t, points_between(low, high, 0, VALUE_DEGREE), lambda t: 1 / h(t), 2, VALUE_DEGREE
            )
            rows.append((mp.mpf(0), mp.mpf(0), [mp.mpf(0.5)] + coefficients))
        else:
            center, constant = choose_center(h, (low + high) / 2, high - low)
            points = points_between(low, high, center, VALUE_DEGREE)
            coefficients, error = fit_rounded(
                lambda t: h(t) - constant, points, lambda t: 1 / h(t), 1, VALUE_DEGREE
            )
            rows.append((center, constant, coefficients))
        worst.append(error)
    return rows, worst


def slope_pieces():
    worst = []
    rows = []
    for low, high in zip(ENDS, ENDS[1:]):
        found = {}

        def fitted(center, constant):
            points = points_between(low, high, center, SLOPE_DEGREE)
            return fit_rounded(
                lambda t: v(t) - constant, points, lambda t: 1 / bound_of_slope(t), 1, SLOPE_DEGREE
            )

        def is_good(center, constant):
            if low > 0:
                return True
            found[center] = fitted(center, constant)
            return is_half_at_zero(center, constant, found[center][0])

        middle = mp.mpf("0.45") if low == 0 else (low + high) / 2
        center, constant = choose_center(v, middle, (high - low) / 4, is_good)
        coefficients, error = found.get(center) or fitted(center, constant)
        rows.append((center, constant, coefficients))
        worst.append(error)
    return rows, worst


def decay():
    """c_2, ... of e^(-r/2) = 1 - r/2 + c_2 r^2 + ..., and the worst relative error."""
    reach = mp.log(2) * (1 + mp.mpf(2) ** -10)
    points = [(r, r) for r in chebyshev_points(-reach, reach, 4 * DECAY_DEGREE + 1)]
    return fit_rounded(
        lambda r: mp.exp(-r / 2) - 1 + r / 2, points, lambda r: mp.exp(r / 2), 2, DECAY_DEGREE
    )


def table(name, values):
    literals = ", ".join(map(literal, values))
    print(f"  alignas(32) static constexpr double {name}[] = {{{literals}}};")


def print_pieces(name, rows):
    table(f"{name}_center", [row[0] for row in rows])
    table(f"{name}_constant", [row[1] for row in rows])
    print(f"  alignas(32) static constexpr double {name}_from_1[][4] = {{")
    print(",\n".join("    {" + ", ".join(map(literal, row)) + "}" for row in zip(*(row[2] for row in rows))) + "};")


def logarithms(errors):
    return " ".join(f"{float(mp.log(e, 2)):.1f}" for e in errors)


def main():
    step_high, step_low = two_words(2 * mp.log(2), 46)
    tail, decay_error = decay()
    value_rows, value_errors = value_pieces()
    slope_rows, slope_errors = slope_pieces()
    print("struct four_normal_pieces {")
    print("  // Pieces end at t = " + ", ".join(f"{float(end):.3f}" for end in ENDS[1:]) + ".")
    print(f"  // Errors, their binary logarithms: decay {logarithms([decay_error])}, value {logarithms(value_errors)},")
    print(f"  // slope {logarithms(slope_errors)}.")
    print(f"  static constexpr double reach = {literal(REACH)};")
    print(f"  static constexpr double scale = {literal(SCALE)}, shift = {literal(SHIFT)};")
    print(f"  static constexpr double steps_per_unit = {literal(1 / (2 * mp.log(2)))};")
    print(f"  static constexpr double step_high = {literal(step_high)}, step_low = {literal(step_low)};")
    print(f"  static constexpr double guard = {literal(GUARD)}, undo_guard = {literal(GUARD / 2)};")
    print("  static constexpr double decay[] = {" + ", ".join(map(literal, [mp.mpf(-0.5)] + tail)) + "};")
    table("value_linear", [0.5, 0, 0, 0])
    print_pieces("value", value_rows)
    print_pieces("slope", slope_rows)
    print("};")


main()
