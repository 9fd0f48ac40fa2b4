"""Near-minimax polynomial fits in high precision, shared by the coefficient generators.

A fit interpolates in the Chebyshev points of the interval, so its error is within a small factor of the best
possible one.
"""
import mpmath as mp

mp.mp.dps = 60


def chebyshev_points(low, high, count):
    middle, half = (mp.mpf(low) + high) / 2, (mp.mpf(high) - low) / 2
    return [middle + half * mp.cos(mp.pi * (2 * i + 1) / (2 * count)) for i in range(count)]


def interpolate(function, low, high, degree):
    """Monomial coefficients, lowest first, of the polynomial through the Chebyshev points."""
    points = chebyshev_points(low, high, degree + 1)
    divided = [function(x) for x in points]
    for order in range(1, degree + 1):
        for i in range(degree, order - 1, -1):
            divided[i] = (divided[i] - divided[i - 1]) / (points[i] - points[i - order])
    coefficients = [mp.mpf(0)]
    for i in range(degree, -1, -1):  # Horner's scheme on the Newton form
        shifted = [mp.mpf(0)] + coefficients
        for j, c in enumerate(coefficients):
            shifted[j] -= points[i] * c
        shifted[0] += divided[i]
        coefficients = shifted
    return coefficients[: degree + 1]


def round_to(bits, x):
    """x rounded to a floating-point number of that many significant bits."""
    mantissa, exponent = mp.frexp(x)
    return mp.ldexp(mp.nint(mp.ldexp(mantissa, bits)), exponent - bits)


def fit(function, low, high, degree, bits=53):
    """Coefficients of that many bits, lowest first; function must be smooth on [low, high]."""
    return [round_to(bits, c) for c in interpolate(function, low, high, degree)]


def fit_with_rounding(function, low, high, degree, first_words=1, bits=53):
    """As fit(), but with the coefficients rounded from the lowest on and the rest fitted again each time, in the least
    squares of the relative error, so that what rounding one costs is made up for by those behind it. The first
    coefficient may have more than one word."""
    points = chebyshev_points(low, high, 3 * degree)
    weights = [1 / function(x) for x in points]
    rest = [function(x) for x in points]
    rounded = []
    for power in range(degree + 1):
        count = degree + 1 - power
        rows = [[w * x ** (power + j) for j in range(count)] for x, w in zip(points, weights)]
        matrix = mp.matrix(rows)
        right = mp.matrix([w * r for w, r in zip(weights, rest)])
        c = mp.lu_solve(matrix.T * matrix, matrix.T * right)[0]
        c = round_to(bits * first_words if power == 0 else bits, c)
        rounded.append(c)
        rest = [r - c * x**power for r, x in zip(rest, points)]
    return rounded


def evaluate(coefficients, x):
    value = mp.mpf(0)
    for c in reversed(coefficients):
        value = value * x + c
    return value


def worst_relative_error(coefficients, function, low, high, samples=1000):
    worst = mp.mpf(0)
    for i in range(samples + 1):
        x = low + (mp.mpf(high) - low) * i / samples
        exact = function(x)
        if exact != 0:
            worst = max(worst, abs(evaluate(coefficients, x) / exact - 1))
    return worst


def literal(x):
    """A C++ hexadecimal floating-point literal."""
    return float(x).hex()


def two_words(x, high_bits=53):
    """x as a sum of two doubles, the first with at most high_bits significant bits."""
    high = round_to(high_bits, x)
    return high, round_to(53, x - high)
