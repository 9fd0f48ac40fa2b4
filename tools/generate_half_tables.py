#!/usr/bin/env python3
"""Prints the tables of include/act/kernels/half_tables.hpp: polynomials whose results, rounded to float16 or bfloat16,
are the correctly rounded results for every number of the format. Needs numpy, scipy and mpmath (Debian: python3-numpy
python3-scipy python3-mpmath); takes some minutes. With tables as arguments, like float16:gelu_value, it prints those.

The half line is cut into 32 pieces of equal width. At every number there is an interval of floats that the polynomial
may give. A linear program finds coefficients that stay within all intervals of a piece by as much as possible. They are
rounded to floats one after the other, and those that remain found anew; where some interval is still missed, others
nearby are tried. What is printed meets all intervals, evaluated as the kernels do.
"""
import math
import sys
import zlib

import numpy as np

from float_fit import literal
from half_fit import BFLOAT16, FLOAT16, correction, f32, fma, horner, interpolated, monomial
from half_functions import QUANTITIES, allowed

PIECES = 32
UNIT = 2.0**-24
MAGIC = f32(1.5 * 2**23)


class Form:
    """How a table is evaluated: the argument a is t, or -t; its piece the nearest integer to scale (a - center), modulo
    32; and the polynomial's variable u = a - center. A center of 0 saves an operation, others keep the terms small."""

    def __init__(self, degree, center, scale, sign):
        self.degree, self.center, self.scale, self.sign = degree, f32(center), f32(scale), f32(sign)

    def variable(self, t):
        return self.sign * t - self.center

    def piece(self, u):
        return fma(u, self.scale, MAGIC).view(np.int32) % PIECES

    def pieces(self, u):
        """(low, high) of each in u, and its place in the table."""
        scale = float(self.scale)
        first, last = (math.floor(v * scale + 0.5) for v in (u[0], u[-1]))
        if last - first >= PIECES:
            raise ArithmeticError("too many pieces")
        edges = [float(u[0])] + [(z + 0.5) / scale for z in range(first, last)] + [float(u[-1])]
        return list(zip(edges, edges[1:], (z % PIECES for z in range(first, last + 1))))


class Piece:
    """The numbers of one, and the polynomial close to the function there."""

    def __init__(self, table, low, high, inside):
        self.table, self.low, self.high = table, low, high
        self.u, self.least, self.greatest = table.u[inside], table.least[inside], table.greatest[inside]
        self.middle, self.half = (low + high) / 2, max((high - low) / 2, 1e-4)
        self.v = (self.u.astype(float) - self.middle) / self.half

    def where(self):
        return f"around {self.middle + float(self.table.form.center):.3f}"

    def smooth(self, degree):
        form = self.table.form
        function = lambda u: self.table.quantity.approximated(max((u + float(form.center)) * float(form.sign), 1e-30))
        return interpolated(function, self.middle, self.half, degree)

    def noise(self, smooth):
        """About how large rounding errors are."""
        size = np.maximum(np.abs(self.least), np.abs(self.greatest))
        powers = monomial(smooth, self.middle, self.half)
        terms = sum(abs(p) * np.abs(self.u.astype(float)) ** k for k, p in enumerate(powers) if k)
        return UNIT * (0.5 * np.minimum(size, np.abs(smooth).sum()) + 0.6 * terms)

    def room(self, degree):
        """By how much of its rounding errors a polynomial can stay within its bounds."""
        smooth = self.smooth(degree)
        noise = self.noise(smooth)
        basis = np.stack([self.v**k for k in range(degree + 1)], 1)
        value = basis @ smooth
        return correction(basis, self.least - value, self.greatest - value, noise)[1]

    def fit(self):
        """Floats for coefficients: those of a linear program, then others nearby, for its bounds know no rounding."""
        # A lower degree has smaller terms, and so smaller rounding errors.
        degrees = range(1, self.table.form.degree + 1)
        rooms = [self.room(degree) for degree in degrees]
        degree = degrees[int(np.argmax(rooms))]
        smooth = self.smooth(degree)
        noise, fewest = self.noise(smooth), len(self.u)
        for attempt in range(100):
            coefficients, slack = self.rounded_in_turn(smooth, noise, attempt > 0)
            wrong = self.wrong(coefficients)
            if wrong.any():
                coefficients = self.best_nearby(coefficients, np.argsort(slack)[:100])
                wrong = self.wrong(coefficients)
            if not wrong.any():
                return coefficients + [f32(0)] * (self.table.form.degree - degree)
            fewest = min(fewest, wrong.sum())
            noise = np.where(wrong, noise * 1.3, noise)
        raise ArithmeticError(f"{fewest} wrong of degree {degree} {self.where()}")

    def rounded_in_turn(self, smooth, noise, at_random):
        u = self.u.astype(float)
        coefficients, known, guess = [], np.zeros(len(u)), smooth
        for degree in range(len(smooth) - 1, -1, -1):
            basis = np.stack([self.v**k for k in range(degree + 1)], 1)
            value = basis @ guess + known
            more, _ = correction(basis, self.least - value, self.greatest - value, noise)
            guess = guess + (0 if more is None else more)
            c = f32(guess[degree] / self.half**degree)
            if at_random and degree:
                c = (c.view(np.int32) + np.int32(self.table.random.integers(-9, 10))).view(f32)
            c = without_subnormal(c)
            coefficients.insert(0, c)
            known = known + float(c) * u**degree
            expanded = np.polynomial.Polynomial([self.middle, self.half]) ** degree * float(c)
            guess = (guess - np.pad(expanded.coef, (0, degree + 1 - len(expanded.coef))))[:degree]
        return coefficients, np.minimum(known - self.least, self.greatest - known) / noise

    def best_nearby(self, coefficients, tight, count=3000):
        """Of polynomials that differ by some floats' steps the one that misses the fewest intervals."""
        reach = max(np.abs(self.u).max(), 1e-3)
        step = float(np.spacing(f32(np.abs(self.least[tight]).max())))
        columns = []
        for k, c in enumerate(coefficients):
            unit = max(float(np.spacing(abs(c))), step / reach**k)
            furthest = np.where(np.arange(count)[:, None] % 2 == 0, 4, 40 if k else 4)
            offsets = self.table.random.integers(-furthest, furthest + 1)
            offsets[0] = 0
            columns.append(without_subnormal((float(c) + unit * offsets).astype(f32)))
        p = horner(columns, self.u[tight][None, :])
        wrong = ((p < self.least[tight]) | (p > self.greatest[tight])).sum(1)
        best = int(np.argmin(wrong))
        return [c[best, 0] for c in columns]

    def wrong(self, coefficients):
        """At which numbers the floats of the interval are missed."""
        p = horner(coefficients, self.u)
        return (p < self.least) | (p > self.greatest)


class Table:
    def __init__(self, format, quantity, reach):
        """reach: the greatest t; beyond it t counts as that. None: where the result is zero, or all but 1."""
        self.format, self.name = format, quantity
        self.quantity = QUANTITIES[quantity]
        t = format.positive()
        t = t[t <= (reach or 25)]
        low, high = allowed(self.quantity, format, t)
        if reach is None:
            end = np.nonzero((low > 0) | (high < 0))[0][-1] + 2
            t, low, high = t[:end], low[:end], high[:end]
        if self.quantity.is_root:
            low = np.where(low <= 0, -high, low)  # its sign does not matter
        self.t, self.low, self.high = t, low.astype(float), high.astype(float)
        self.reach = float(t[-1])
        self.random = np.random.default_rng(zlib.crc32((format.name + quantity).encode()))

    def build(self, form):
        self.form = form
        u = form.variable(self.t)
        order = np.argsort(u, kind="stable")
        self.u, first = np.unique(u[order], return_index=True)
        self.least = np.maximum.reduceat(self.low[order], first)
        self.greatest = np.minimum.reduceat(self.high[order], first)
        places = form.piece(self.u)
        self.rows = np.zeros((form.degree + 1, PIECES), f32)
        for low, high, place in form.pieces(self.u):
            inside = np.nonzero(places == place)[0]
            if len(inside):
                self.rows[:, place] = Piece(self, low, high, inside).fit()
        p = horner(list(self.rows[:, places]), self.u)
        if np.any((p < self.least) | (p > self.greatest)):
            raise ArithmeticError("the table is wrong")

    def print(self):
        print(f"struct {self.name} {{")
        if self.quantity.is_root:
            print("  static constexpr bool is_root = true;")
        print(f"  static constexpr float reach = {literal(self.reach)}, center = {literal(self.form.center)}, scale = {literal(self.form.scale)};")
        print(f"  alignas(64) static constexpr float coefficients[][{PIECES}] = {{")
        for row in self.rows:
            print("    {" + ", ".join(map(literal, row)) + "},")
        print("  };")
        print("};", flush=True)


def without_subnormal(c):
    """An operation on a subnormal coefficient would take a hundred cycles."""
    return np.where(np.abs(c) < 2.0**-126, f32(0), c)[()]


# Degree, reach, center and scale: the first that did of several tried. Beyond the reach of bfloat16 the kernels in float
# take over, and they give e^x.
TABLES = {
    FLOAT16: {
        "gelu_root": (3, None, 0.0, 5.498935699462891),
        "gelu_derivative": (4, None, 1.8544921875, 5.1241655349731445),
        "gelu_tanh_root": (3, None, 0.0, 5.917872905731201),
        "gelu_tanh_derivative": (4, None, 1.751953125, 5.615629196166992),
        "gelu_sigmoid_value": (4, None, 3.58203125, 2.660811185836792),
        "gelu_sigmoid_derivative": (5, None, 0.0, 2.6338138580322266),
        "silu_value": (4, None, 6.2587890625, 1.5194915533065796),
        "silu_derivative": (5, None, 0.0, 1.5273287296295166),
        "elu_value": (3, 8.5, 0.0, 3.694117546081543),
        "elu_derivative": (4, None, 0.0, 1.8104504346847534),
    },
    BFLOAT16: {
        "gelu_value": (3, 6.5, 0.0, 4.830769062042236),
        "gelu_derivative": (3, 6.5, 0.0, 4.830769062042236),
        "gelu_tanh_value": (3, 5.75, 0.0, 5.460869789123535),
        "gelu_tanh_derivative": (3, 5.75, 0.0, 5.460869789123535),
        "gelu_sigmoid_value": (3, 8.0, 4.0185546875, 3.868302345275879),
        "gelu_sigmoid_derivative": (3, 8.0, 0.0, 3.924999952316284),
        "silu_value": (3, 12.0, 6.021484375, 2.5758585929870605),
        "silu_derivative": (3, 12.0, 0.0, 2.616666555404663),
        "elu_value": (2, 8.5, 0.0, 3.694117546081543),
    },
}

if __name__ == "__main__":
    print("// Printed by tools/generate_half_tables.py.")
    for format, tables in TABLES.items():
        print(f"namespace {format.name}_tables {{")
        for name, (degree, reach, center, scale) in tables.items():
            if len(sys.argv) == 1 or f"{format.name}:{name}" in sys.argv:
                table = Table(format, name, reach)
                table.build(Form(degree, center, scale, -1 if table.quantity.left else 1))
                table.print()
        print(f"}}  // namespace {format.name}_tables")
