"""Minimax fits with float coefficients, shared by the generators of the kernels in float. Needs mpmath and numpy."""
import numpy as np


def rounded(value, bits):
    """value rounded to that many significant bits."""
    if value == 0:
        return 0.0
    unit = 2.0 ** (np.floor(np.log2(abs(value))) - bits + 1)
    return float(np.round(value / unit) * unit)


def nearest_float(value):
    """What would be subnormal becomes 0: an operation on it would take a hundred cycles."""
    value = float(np.float32(value))
    return 0.0 if abs(value) < 2.0**-126 else value


def bits_of(value):
    return int(np.array(value, np.float32).view(np.uint32))


def float_of(bits):
    return float(np.array(bits, np.uint32).view(np.float32))


def chebyshev_points(low, high, count=120):
    return (low + high) / 2 + (high - low) / 2 * np.cos(np.pi * (np.arange(count) + 0.5) / count)


def minimax(x, y, weight, powers, rounds=60):
    """Coefficients of the sum of c[j] x^powers[j] with the smallest greatest weight * abs(error), and that error:
    Lawson's reweighted least squares."""
    scale = np.abs(x).max()
    basis = np.stack([(x / scale) ** power for power in powers], 1) * weight[:, None]
    target = y * weight
    importance = np.ones(len(x))
    best, best_error = None, np.inf
    for _ in range(rounds):
        root = np.sqrt(importance)[:, None]
        solution, *_ = np.linalg.lstsq(basis * root, target * root[:, 0], rcond=None)
        residual = np.abs(basis @ solution - target)
        if residual.max() < best_error:
            best, best_error = solution, residual.max()
        if residual.max() == 0:
            break
        importance *= residual / residual.max() + 1e-3
        importance /= importance.mean()
    return best / scale ** np.array(powers, float), best_error


def minimax_floats(x, y, weight, powers):
    """The same with floats for coefficients: each is rounded in turn, the lowest power first, and the rest fitted
    again."""
    rest, chosen = np.array(y, float), []
    for index in range(len(powers)):
        solution, _ = minimax(x, rest, weight, powers[index:])
        chosen.append(nearest_float(solution[0]))
        rest = rest - chosen[-1] * x ** powers[index]
    return chosen, np.abs(rest * weight).max()


def literal(value):
    """A C++ hexadecimal literal of the nearest float."""
    sign, rest = ("-", 3) if np.signbit(value) else ("", 2)
    mantissa, exponent = float(np.float32(value)).hex()[rest:].split("p")
    return f"{sign}0x{mantissa.rstrip('0').rstrip('.')}p{exponent}f"


def row(values):
    return "{" + ", ".join(map(literal, values)) + "}"
