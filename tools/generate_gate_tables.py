#!/usr/bin/env python3
"""Prints the register tables of include/act/kernels/gate_table.hpp. Needs numpy; takes some minutes.

Each activation here has f(x) - f(-x) = x, so f(x) = max(x, 0) - T(t) and f'(x) = x > 0 ? 1 - D(t) : D(t) with
t = abs(x), T(t) = -f(-t) > 0 and D = T'. The half line is cut into 32 pieces, one per entry of a pair of registers.
In piece i, with u = center_i - t, which is exact,

    T = base_i - u (value_1 + value_2 u + ...)          D = slope_0 + slope_1 u + slope_2 u^2 + ...

The piece of t is the nearest integer to (scale t + shift)^2, or to its negative, modulo 32: two fused operations, and
pieces whose widths vary as 1/(scale t + shift).
"""
import math
import sys

import numpy as np

PIECES = 32
# The center of the piece around 0: without effect on u but for a subnormal t, where it keeps u from being subnormal,
# which would cost a microcode assist in every operation.
GUARD = 2.0**-100
f32 = np.float32
vector_erfc = np.vectorize(math.erfc, otypes=[float])


class Normal:
    """T = t P(N > t)."""

    def value(self, t):
        return t * vector_erfc(t / math.sqrt(2)) / 2

    def slope(self, t):
        return vector_erfc(t / math.sqrt(2)) / 2 - t * np.exp(-t * t / 2) / math.sqrt(2 * math.pi)


class Logistic:
    """T = t / (1 + e^s), s = linear t + cubic t^3."""

    def __init__(self, linear, cubic=0.0):
        self.linear, self.cubic = linear, cubic

    def tail(self, t):
        return 1 / (1 + np.exp(t * (self.linear + self.cubic * t * t)))

    def value(self, t):
        return t * self.tail(t)

    def slope(self, t):
        tail = self.tail(t)
        return tail - t * (self.linear + 3 * self.cubic * t * t) * tail * (1 - tail)


TANH_SCALE = 2 * math.sqrt(2 / math.pi)


def ulp(x):
    """The distance of neighbouring floats in the binade of x."""
    return np.exp2(np.floor(np.log2(np.abs(x))) - 23)


class Table:
    def __init__(self, name, function, negative_reach, reach, curvature, degree, slope_degree, prints_values=True):
        """negative_reach: T is relatively accurate up to there. From there to reach it only has to vanish beside t,
        as it does for x > 0. curvature: +1 where pieces narrow with t, -1 where they widen."""
        self.name, self.function, self.curvature = name, function, curvature
        self.negative_reach, self.reach = negative_reach, reach
        self.degree, self.slope_degree, self.prints_values = degree, slope_degree, prints_values
        self.root = bisect(function.slope, 0.3, 2.0)

    # --- what an error costs -------------------------------------------------------------------------------------

    def value_scale(self, t):
        """Errors of T count relative to this."""
        return np.where(t <= self.negative_reach * 1.0001, self.function.value(t), 0.2 * t)

    def slope_scale(self, t):
        """Errors of D count relative to this: to 1/4 up to half past its root, where an absolute bound holds."""
        slope = np.abs(self.function.slope(t))
        return np.where(t < self.root + 0.5, np.maximum(slope, 0.2), np.where(t <= self.negative_reach * 1.0001, slope, 0.5))

    # --- the cut into pieces -------------------------------------------------------------------------------------

    def pieces(self, scale, shift):
        """(index, low, high) of every piece that meets [0, reach]."""
        square = lambda t: self.curvature * (scale * t + shift) ** 2
        first, last = math.floor(square(0) + 0.5), math.floor(square(self.reach) + 0.5)

        def inverse(z):  # where the square reaches z, a half-integer
            z = self.curvature * z
            return (self.curvature * math.sqrt(z) - shift) / scale if z > 0 else self.reach if self.curvature < 0 else 0.0

        return [(i, max(inverse(i - 0.5), 0.0), min(inverse(i + 0.5), self.reach)) for i in range(first, last + 1)]

    def cut_score(self, scale, shift):
        """An estimate of the worst error in ULP beyond rounding the result, over all pieces."""
        pieces = self.pieces(scale, shift)
        if len(pieces) > PIECES:
            return 9.0
        worst = 0.0
        for _, low, high in pieces:
            if high - low < 1e-6:
                continue
            if low == 0.0:
                error = 1.5 * abs(high / 2 / float(self.function.value(np.array(high))) - 1)
            elif high <= self.negative_reach:
                t = np.linspace(low, high, 33)
                value = self.function.value(t)
                error = (value.max() - value.min()) / (value.max() + value.min())
            else:
                error = 0.0
            worst = max(worst, error + 2**24 * self.interpolation_error(low, high))
            if worst > 2:
                break
        return worst

    def interpolation_error(self, low, high):
        """The weighted error of a polynomial of T through the Chebyshev points of a piece."""
        nodes = np.cos(np.pi * (np.arange(self.degree + 1) + 0.5) / (self.degree + 1))
        middle, half = (low + high) / 2, (high - low) / 2
        if low == 0.0:  # t/2 - T is t^2 times what is fitted
            nodes = np.cos(np.pi * (np.arange(self.degree - 1) + 0.5) / (self.degree - 1))
            g = lambda t: (t / 2 - self.function.value(t)) / t**2
            weight = lambda t: t**2 / self.value_scale(t)
        else:
            g = self.function.value
            weight = lambda t: 1 / self.value_scale(t)
        fit = np.polynomial.chebyshev.chebfit(nodes, g(middle + half * nodes), len(nodes) - 1)
        v = np.linspace(-1, 1, 41)
        t = np.maximum(middle + half * v, 1e-3)
        return np.abs((np.polynomial.chebyshev.chebval(v, fit) - g(t)) * weight(t)).max()

    def cut(self):
        best = (9.0, 0.0, 0.0)
        used = np.arange(PIECES - 1.2, PIECES + 0.01, 0.2)
        for share in np.arange(0.01, 1.0, 0.01):
            for count in used:
                if self.curvature > 0:  # the square runs from shift^2 to shift^2 + count
                    shift = math.sqrt(count) * share / math.sqrt(max(1e-9, 1 - share**2)) if share < 0.9 else 0
                    scale = (math.sqrt(count + shift**2) - shift) / self.reach
                else:  # from -(count + rest^2) to -rest^2
                    rest = 0.6 * (share - 0.01) * math.sqrt(count)
                    shift = -math.sqrt(count + rest**2)
                    scale = (-shift - rest) / self.reach
                best = min(best, (self.cut_score(scale, shift), scale, shift))
        self.score = best[0]
        self.scale, self.shift = float(f32(best[1])), float(f32(best[2]))

    # --- one piece -----------------------------------------------------------------------------------------------

    def center(self, low, high):
        """A float c where T(c), and nearly so D(c), happens to be a float to a small part of an ulp, T(c) is not far
        from T in the whole piece, and x - T(c) is exact or nearly so for x in the piece."""
        width = high - low
        first, last = (int(f32(v).view(np.int32)) for v in (low + 0.15 * width, high - 0.15 * width))
        c = np.arange(first, last, max(1, (last - first) // 600000), dtype=np.int32).view(f32)
        t = c.astype(float)
        value, slope = self.function.value(t), self.function.slope(t)
        base = value.astype(f32).astype(float)
        edge = self.function.value(np.linspace(low, high, 41))
        negative = low < self.negative_reach
        spread = np.maximum(abs(edge.max() - value) / edge.max(), abs(edge.min() - value) / edge.min())
        if not negative:
            spread = spread * 0.01
        rounding = np.abs(base / value - 1) * 2**24 * (1 if negative else 0.01)
        uneven = np.zeros_like(t)
        for x in (low - edge.max(), low, high):  # x - base is rounded to one of these grids
            grid = ulp(max(x, low / 2)) if x > 0 else ulp(low / 2)
            uneven = np.maximum(uneven, np.abs(base / grid - np.round(base / grid)))
        slope_rounding = np.abs(slope.astype(f32) - slope) / self.slope_scale(t) * 2**24
        above = spread * (edge.max() / max(low - edge.max(), low / 2)) + 1.0 * uneven
        cost = np.maximum(spread + rounding, above + 0.05) + 0.3 * rounding + 0.1 * slope_rounding
        cost = np.where(2 * base >= low, 9.0, cost)  # the kernel takes min(t, 2 base) for 2 base
        best = int(np.argmin(cost))
        self.notes.append((rounding[best], uneven[best], spread[best], slope_rounding[best]))
        return float(c[best]), float(base[best])

    def fit_piece(self, index, low, high):
        middle = low == 0.0
        margin = 3e-6 * (1 + high)  # the index is computed with rounding errors
        low, high = max(low - margin, 0.0), high + margin
        center, base = (-GUARD, 0.0) if middle else self.center(low, high)
        count = 240
        t = (low + high) / 2 + (high - low) / 2 * np.cos(np.pi * (np.arange(count) + 0.5) / count)
        u = center - t
        value, slope = self.function.value(t), self.function.slope(t)
        # f is max(x, 0) - T: the coefficients below are those of -T, and around 0 those of t/2 - T
        target = t / 2 - value if middle else base - value
        known = {1: 0.0} if middle else {}
        coefficients, error = round_in_turn(u, target, self.value_scale(t), range(1, self.degree + 1), known)
        self.value_error = max(self.value_error, error)
        slots = range(0, self.slope_degree + 1)
        slope_coefficients, error = round_in_turn(u, slope, self.slope_scale(t), slots, {0: 0.5} if middle else {})
        self.slope_error = max(self.slope_error, error)
        place = index % PIECES
        self.arrays["center"][place] = center
        self.arrays["twice_base"][place] = 2.0**100 if middle else 2 * base
        for j, c in coefficients.items():
            self.arrays[f"value_{j}"][place] = c
        for j, c in slope_coefficients.items():
            self.arrays[f"slope_{j}"][place] = c

    def build(self):
        names = ["center", "twice_base"]
        names += [f"value_{j}" for j in range(1, self.degree + 1)]
        names += [f"slope_{j}" for j in range(0, self.slope_degree + 1)]
        self.arrays = {n: np.zeros(PIECES, f32) for n in names}
        self.value_error = self.slope_error = 0.0
        self.notes = []
        self.cut()
        for index, low, high in self.pieces(self.scale, self.shift):
            if high > low:
                self.fit_piece(index, low, high)
        worst = np.array(self.notes).max(0)
        note = f"{self.name}: estimate {self.score:.3f}, value error 2^{math.log2(self.value_error):.1f}, slope error 2^{math.log2(self.slope_error):.1f}; "
        note += "worst base rounding %.3f, unevenness %.3f, spread %.3f, slope rounding %.3f" % tuple(worst)
        print(note, "pieces", len(self.pieces(self.scale, self.shift)), file=sys.stderr)

    def print(self):
        print(f"struct {self.name}_table {{")
        print(f"  static constexpr bool pieces_widen = {'true' if self.curvature < 0 else 'false'};")
        print(f"  static constexpr float negative_reach = {literal(self.negative_reach)}, reach = {literal(self.reach)};")
        print(f"  static constexpr float scale = {literal(self.scale)}, shift = {literal(self.shift)};")
        for name in ("center", "twice_base") if self.prints_values else ("center",):
            values = ", ".join(map(literal, self.arrays[name]))
            print(f"  alignas(64) static constexpr float {name}[] = {{{values}}};")
        for name, first, last in (("value", 1, self.degree), ("slope", 0, self.slope_degree)):
            if name == "value" and not self.prints_values:
                continue
            print(f"  // {name}_{first} to {name}_{last}")
            print(f"  alignas(64) static constexpr float {name}_coefficients[][{PIECES}] = {{")
            for j in range(first, last + 1):
                print("    {" + ", ".join(map(literal, self.arrays[f"{name}_{j}"])) + "},")
            print("  };")
        print("};")


def bisect(function, low, high):
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if float(function(np.array(middle))) > 0 else (low, middle)
    return low


def round_in_turn(u, target, scale, slots, known):
    """Float coefficients {power: c} of a polynomial in u close to target relative to scale, and the error. They are
    rounded one after the other, lowest power first, and those that follow are fitted anew to make up for it."""
    slots = list(slots)
    span = np.abs(u).max()
    rest = target.copy()
    result = {}
    for j in slots:
        if j in known:
            c = known[j]
        else:
            free = [k for k in slots if k >= j and not (k in known and k != j)]
            c = minimax(u / span, rest, scale, free)[0] / span**j
        c = float(f32(c))
        if abs(c) < 1e-36:
            c = 0.0  # subnormal coefficients would cost a microcode assist each
        result[j] = c
        rest = rest - c * u**j
    return result, np.max(np.abs(rest / scale))


def minimax(v, target, scale, powers):
    """Coefficients that nearly minimise the largest error, by Lawson's reweighted least squares."""
    weight = np.ones_like(v)
    matrix = np.stack([v**p for p in powers], 1) / scale[:, None]
    wanted = target / scale
    size = np.abs(matrix).max(0)
    matrix = matrix / size
    best, best_error = None, math.inf
    for _ in range(30):
        root = np.sqrt(weight)[:, None]
        solution = np.linalg.lstsq(matrix * root, wanted * root[:, 0], rcond=None)[0]
        error = np.abs(matrix @ solution - wanted)
        if error.max() < best_error:
            best, best_error = solution, error.max()
        if error.max() == 0:
            break
        weight = weight * (error / error.max() + 0.02)
        weight /= weight.mean()
    return best / size


def literal(x):
    x = float(x)
    if x == 0:
        return "-0.0f" if math.copysign(1, x) < 0 else "0.0f"
    text = "%.9g" % x
    return text + ("f" if "." in text or "e" in text else ".0f")


TABLES = {
    "gelu": lambda: Table("gelu", Normal(), 6.5, 6.5, +1, 6, 6),
    "gelu_tanh": lambda: Table("gelu_tanh", Logistic(TANH_SCALE, TANH_SCALE * 0.044715), 5.75, 5.75, +1, 6, 6),
    "gelu_sigmoid": lambda: Table("gelu_sigmoid", Logistic(1.702), 8.0, 11.6, -1, 6, 6, prints_values=False),
    "silu": lambda: Table("silu", Logistic(1.0), 14.0, 19.75, -1, 6, 6, prints_values=False),
}

if __name__ == "__main__":
    print("// Printed by tools/generate_gate_tables.py.")
    for name in sys.argv[1:] or TABLES:
        table = TABLES[name]()
        table.build()
        table.print()
