#!/usr/bin/env python3
"""Prints the constants of include/act/kernels/normal_four_pieces.hpp: x Phi(x) and its derivative in double, in 4
pieces. Needs mpmath; takes some minutes.

With t = abs(x), x Phi(x) = max(x, 0) - t Q(t), Q(t) = P(N > t); the derivative is D(t) for x < 0 and 1 - D(t) for
x > 0, D(t) = Q(t) - t phi(t). Q itself in the first piece and g(t) = exp(t^2/2) Q(t) in the others, and
v(t) = exp(t^2/2) D(t) in all, are a constant and a polynomial in u = t - center without a constant term.
"""
import struct

from polynomial_fit import *

mp.mp.dps = 80
VALUE_DEGREE, SLOPE_DEGREE, DECAY_DEGREE = 17, 16, 8
BEND, FIRST = mp.mpf("3.28"), mp.mpf("2.3")  # (t + BEND)^2 FIRST/BEND^2 lies in a binade from [2, 4) to [16, 32)
VALUE_CENTER, SLOPE_CENTER = mp.mpf("0.66"), mp.mpf("0.45")  # of the first piece: see normal_four_pieces.hpp
STEP = mp.log(2) / 2  # by which t^2 grows while exp(-t^2/2) falls by 2^(1/4)
GRID_BITS, NODE_BITS, CONSTANT_BITS = 41, 22, 30  # n STEP + shift, and node constant, are exact
PHI_0 = 1 / mp.sqrt(2 * mp.pi)

SCALE = round_to(53, mp.sqrt(FIRST) / BEND)
SHIFT = round_to(53, mp.sqrt(FIRST))
ENDS = [mp.mpf(0)] + [(mp.sqrt(mp.mpf(2) ** k) - SHIFT) / SCALE for k in (2, 3, 4, 5)]
REACH = mp.floor(ENDS[4] * 1000 - 1) / 1000


def tail(t):
    return mp.erfc(t / mp.sqrt(2)) / 2


def g(t):
    return mp.exp(t * t / 2) * tail(t)


def v(t):
    return g(t) - t * PHI_0


def bound_of_slope(slope):
    """What the error of v counts against: within 1/2 of its zero the bound is an absolute one."""
    return max(abs(slope), mp.mpf(1) / 4)


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


def short_constant(function, middle, width):
    """A number of few bits and the double where function is that number to a small part of a double's ulp."""
    best = None
    unit = mp.mpf(2) ** (mp.floor(mp.log(function(middle), 2)) + 1 - CONSTANT_BITS)
    spread = abs(function(middle + width) - function(middle))
    for i in range(300):
        constant = mp.nint((function(middle) + spread * (i - 150) / 150) / unit) * unit
        exact_center = mp.findroot(lambda t: function(t) - constant, middle)
        center = round_to(53, exact_center)
        error = abs(function(center) / constant - 1)
        if best is None or error < best[0]:
            best = error, center, constant
    return best[1:]


def fitted(function, low, high, weight, center, constant, degree):
    points = points_between(low, high, center, degree)
    return fit_rounded(lambda t: function(t) - constant, points, lambda t: weight(function(t)), 1, degree)


def value_pieces():
    rows, worst = [], []
    for low, high in zip(ENDS, ENDS[1:]):
        if low == 0:
            function = tail
            center, constant = choose_center(tail, VALUE_CENTER, high / 10)
        else:
            function = g
            center, constant = short_constant(g, (low + high) / 2, (high - low) / 50)
        coefficients, error = fitted(function, low, high, lambda q: 1 / q, center, constant, VALUE_DEGREE)
        rows.append((center, constant, coefficients))
        worst.append(error)
    return rows, worst


def slope_pieces():
    rows, worst = [], []
    weight = lambda slope: 1 / bound_of_slope(slope)
    for low, high in zip(ENDS, ENDS[1:]):
        middle = SLOPE_CENTER if low == 0 else (low + high) / 2
        found = {}

        def is_good(center, constant):
            found[center] = fitted(v, low, high, weight, center, constant, SLOPE_DEGREE)
            return is_half_at_zero(center, constant, found[center][0])

        center, constant = choose_center(v, middle, (high - low) / 10, *[is_good] * (low == 0))
        coefficients, error = found.get(center) or fitted(v, low, high, weight, center, constant, SLOPE_DEGREE)
        rows.append((center, constant, coefficients))
        worst.append(error)
    return rows, worst


def nodes():
    """For each n modulo 4 a number of few bits near 2^(n/4), and the shift of t^2, twice the logarithm of their ratio,
    which is a multiple of 2^-GRID_BITS to a small part of a double's ulp."""
    rows = [(mp.mpf(1), mp.mpf(0))]
    for j in (1, 2, 3):
        unit = mp.mpf(2) ** (1 - NODE_BITS)
        nearest = int(mp.nint(mp.mpf(2) ** (mp.mpf(j) / 4) / unit))
        best = None
        for m in range(nearest - 20000, nearest + 20000):
            shift = 2 * mp.log(m * unit) - j * STEP
            on_grid = mp.ldexp(mp.nint(mp.ldexp(shift, GRID_BITS)), -GRID_BITS)
            if best is None or abs(shift - on_grid) < best[0]:
                best = abs(shift - on_grid), m * unit, on_grid
        rows.append(best[1:])
    return rows


def decay(shifts):
    """c_2, ... of e^(-r/2) = 1 - r/2 + c_2 r^2 + ..., and the worst relative error."""
    reach = (STEP / 2 + max(map(abs, shifts))) * (1 + mp.mpf(2) ** -10)
    points = [(r, r) for r in chebyshev_points(-reach, reach, 4 * DECAY_DEGREE + 1)]
    return fit_rounded(lambda r: mp.exp(-r / 2) - 1 + r / 2, points, lambda r: mp.exp(r / 2), 2, DECAY_DEGREE)


def table(name, values):
    literals = ", ".join(map(literal, values))
    print(f"  alignas(32) static constexpr double {name}[] = {{{literals}}};")


def print_pieces(name, rows):
    table(f"{name}_center", [row[0] for row in rows])
    table(f"{name}_constant", [row[1] for row in rows])
    print(f"  alignas(32) static constexpr double {name}_from_1[][4] = {{")
    print(",\n".join("    {" + ", ".join(map(literal, row)) + "}" for row in zip(*(row[2] for row in rows))) + "};")


def less_quarters(node, j):
    """The double whose bits are less by j quarters of a binade: n, added to it 50 bits up, brings them back."""
    return struct.unpack("d", struct.pack("q", struct.unpack("q", struct.pack("d", float(node)))[0] - (j << 50)))[0]


def logarithms(errors):
    return " ".join(f"{float(mp.log(e, 2)):.1f}" for e in errors)


def main():
    step_high = mp.ldexp(mp.nint(mp.ldexp(STEP, GRID_BITS)), -GRID_BITS)
    node_rows = nodes()
    rest_of_decay, decay_error = decay([shift for _, shift in node_rows])
    value_rows, value_errors = value_pieces()
    slope_rows, slope_errors = slope_pieces()
    print("struct four_normal_pieces {")
    print("  // Pieces end at t = " + ", ".join(f"{float(end):.3f}" for end in ENDS[1:]) + ".")
    print(f"  // Errors, their binary logarithms: decay {logarithms([decay_error])}, value {logarithms(value_errors)},")
    print(f"  // slope {logarithms(slope_errors)}.")
    print(f"  static constexpr double reach = {literal(REACH)};")
    print(f"  static constexpr double scale = {literal(SCALE)}, shift_of_place = {literal(SHIFT)};")
    print(f"  static constexpr double steps_per_unit = {literal(1 / STEP)};")
    print(f"  static constexpr double step_high = {literal(step_high)}, step_low = {literal(STEP - step_high)};")
    table("node", [less_quarters(node, j) for j, (node, _) in enumerate(node_rows)])
    table("shift", [shift for _, shift in node_rows])
    print("  static constexpr double decay[] = {" + ", ".join(map(literal, [mp.mpf(-0.5)] + rest_of_decay)) + "};")
    print_pieces("value", value_rows)
    print_pieces("slope", slope_rows)
    print("};")


main()
