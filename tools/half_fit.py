"""What a table for 16-bit numbers has to hit, and polynomials that do: shared by the parts of the generator
generate_half_tables.py. Needs numpy, scipy and mpmath.

Everything that the kernels compute is emulated bit by bit.
"""
import mpmath
import numpy as np
from scipy.optimize import linprog

mpmath.mp.prec = 160
f32 = np.float32


# --- floats, and what the kernels do with them -------------------------------------------------------------------------


def order(x):
    """Integers in the order of the floats, -0 before +0."""
    bits = np.asarray(x, f32).view(np.int32).astype(np.int64)
    return np.where(bits >= 0, bits, -(bits & 0x7FFFFFFF) - 1)


def from_order(i):
    i = np.asarray(i, np.int64)
    return np.where(i >= 0, i, (-(i + 1)) | 0x80000000).astype(np.uint32).view(f32)


def fma(a, b, c):
    """a * b + c in float, rounded once."""
    return odd_fma(a, b, c).astype(f32)


def fma_upward(a, b, c):
    """a * b + c in float, rounded up."""
    exact = odd_fma(a, b, c)
    nearest = exact.astype(f32)
    return np.where(nearest < exact, np.nextafter(nearest, f32(np.inf)), nearest)


def odd_fma(a, b, c):
    """a * b + c in double, rounded to odd, which makes the rounding to float the only one."""
    a, b, c = (np.asarray(v, f32) for v in (a, b, c))
    p, d = a.astype(float) * b.astype(float), c.astype(float)  # the product is exact
    s = p + d
    part = s - p
    error = (p - (s - part)) + (d - part)
    inexact = (error != 0) & (s.view(np.int64) & 1 == 0)
    return np.where(inexact, np.nextafter(s, np.where(error > 0, np.inf, -np.inf)), s)


def horner(coefficients, t):
    """Rows of coefficients, the constant one first, one column or scalar each."""
    result = coefficients[-1]
    for c in coefficients[-2::-1]:
        result = fma(result, t, c)
    return result


# --- the two formats ---------------------------------------------------------------------------------------------------


class Format:
    def __init__(self, name, digits, smallest_exponent):
        self.name, self.digits, self.smallest_exponent = name, digits, smallest_exponent

    def positive(self):
        """All finite numbers > 0, as floats."""
        if self.name == "float16":
            return np.arange(1, 0x7C00, dtype=np.uint16).view(np.float16).astype(f32)
        return (np.arange(1, 0x7F80, dtype=np.uint32) << 16).view(f32)

    def rounded(self, x):
        """Floats rounded to the format, nearest even, as floats."""
        x = np.asarray(x, f32)
        if self.name == "float16":
            with np.errstate(over="ignore"):
                return x.astype(np.float16).astype(f32)
        bits = x.view(np.uint32)
        return ((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000).astype(np.uint32).view(f32)

    def nearest(self, x):
        """An mpf rounded, as a float; nothing here is a tie but zero."""
        if x == 0:
            return f32(0)
        _, exponent = mpmath.frexp(x)
        unit = max(int(exponent) - 1, self.smallest_exponent) - (self.digits - 1)
        scaled = mpmath.ldexp(x, -unit)
        whole = int(mpmath.nint(scaled))
        result = f32(np.ldexp(float(whole), unit))
        return f32(-0.0) if whole == 0 and x < 0 else result


FLOAT16, BFLOAT16 = Format("float16", 11, -14), Format("bfloat16", 8, -126)


# --- polynomials between bounds ----------------------------------------------------------------------------------------


def interpolated(function, center, half, degree):
    """Coefficients in (t - center) / half of the polynomial through the function at Chebyshev's points."""
    nodes = np.cos(np.pi * (np.arange(degree + 1) + 0.5) / (degree + 1))
    values = np.array([float(function(mpmath.mpf(center + half * v))) for v in nodes])
    return np.linalg.solve(np.stack([nodes**k for k in range(degree + 1)], 1), values)


def correction(basis, low, high, noise):
    """c and s with low + s noise <= basis c <= high - s noise, s as great as possible. c is kept small."""
    unit = np.median(high - low)
    limit = 30.0
    chosen = np.unique(np.concatenate([np.linspace(0, len(low) - 1, min(len(low), 12)).astype(int),
                                       np.argsort(high - low)[:20]]))
    for _ in range(60):
        b, e = basis[chosen], (noise[chosen] / unit)[:, None]
        matrix = np.concatenate([np.concatenate([-b, e], 1), np.concatenate([b, e], 1)])
        bounds = np.concatenate([-low[chosen], high[chosen]]) / unit
        answer = linprog([0] * basis.shape[1] + [-1], matrix, bounds,
                         bounds=[(-limit, limit)] * basis.shape[1] + [(None, None)], method="highs-ds",
                         options={"primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9})
        if answer.status != 0:
            return None, -np.inf
        c, s = answer.x[:-1] * unit, answer.x[-1]
        p = basis @ c
        slack = np.minimum(p - low, high - p) / noise
        if slack.min() >= s - 1e-3 * abs(s) - 1e-3:
            break
        chosen = np.unique(np.concatenate([chosen, np.argsort(slack)[:30]]))
    return c, slack.min()


def monomial(c, center, half):
    """Coefficients in (t - center) / half become coefficients in t."""
    p = np.polynomial.Polynomial(c)(np.polynomial.Polynomial([-center / half, 1 / half]))
    return np.pad(p.coef, (0, len(c) - len(p.coef)))
