#!/usr/bin/env python3
"""Prints the constants of include/act/kernels/normal_eight_pieces.hpp: x Phi(x) and its derivative in float, in 8
pieces. Needs mpmath and numpy.

With t = abs(x), x Phi(x) = max(x, 0) - T(t), T(t) = exp(-t^2/2) h(t), h(t) = t g(t), g(t) = exp(t^2/2) P(N > t); the
derivative is D(t) for x < 0 and 1 - D(t) for x > 0, D(t) = exp(-t^2/2) (g(t) - t phi(0)). h and the other factor are
8 polynomials of u each; in the piece around 0 it is T - t/2 and D themselves that are polynomials.

The value's margin is thin: LEAN_OF_VALUE, LEAN_OF_SLOPE and FIRST_END were chosen among ten settings by sweeps over
every float of the two critical binades. After any change here only such a sweep tells whether 1 ULP still holds.
"""
import mpmath as mp

from float_fit import *

mp.mp.prec = 160
VALUE_DEGREE, SLOPE_DEGREE, DECAY_DEGREE = 5, 5, 4
REACH = 14.65  # T and D are below 2^-150 from here on, and round to -0
FIRST_END = 0.45  # below it t/2 is subtracted exactly; above it T < x - T lies in a lower binade
LEAN_OF_VALUE, LEAN_OF_SLOPE = 1.16, 0.35  # where in a piece its constant of 8 bits is taken
CENTERS = 9  # that many are tried
GUARD = 2.0**-80  # keeps u = t^2 in the first piece away from subnormals, and small shifts likewise
SLACK = 2e-6  # by which pieces overlap
UP = 64  # T is computed 2^UP times too large, so that nothing is subnormal

STEP = mp.log(2) / 16  # by which s = t^2/4 grows while exp(-2 s) falls by 2^(1/8)
STEP_HIGH = float(mp.nint(STEP * 2**17)) / 2**17  # its product with up to 1239 is exact
STEP_LOW = nearest_float(STEP - mp.mpf(STEP_HIGH))
PHI_0 = 1 / mp.sqrt(2 * mp.pi)
LINEAR = mp.mpf(nearest_float(-PHI_0))


def g(t):
    t = mp.mpf(t)
    return mp.exp(t * t / 2) * mp.erfc(t / mp.sqrt(2)) / 2


def node(i):
    """A number of 16 bits near 2^(i/8), such that half the logarithm of their ratio, by which s must be shifted, is a
    multiple of 2^-18 but for an error as small as a search finds: then n STEP_HIGH + shift is exact. Returns the
    number, that multiple, and the exact shift. No shift is 0, which keeps s + shift from subnormals."""
    if i == 0:
        return 1.0, GUARD, 0.0  # in the first piece s is 0, and this is far below a rounding
    spread, unit, grid = 0.02, 2.0**-18, 2.0**-15
    ideal = 2.0 ** (i / 8)
    nodes = np.arange(np.ceil(max(1.0, ideal * (1 - spread)) / grid), ideal * (1 + spread) / grid) * grid
    shift = np.log(nodes) / 2 - i * float(STEP)
    units = np.round(shift / unit)
    error = np.abs(shift - units * unit) + 2.0**-28 * np.abs(shift) / spread + (units == 0)
    best = np.argmin(error)
    return float(nodes[best]), float(units[best] * unit), float(shift[best])


def decay(shifts):
    """exp(-2 r) - 1 as the sum of c[j] r^(j + 1), and its error."""
    reach = float(STEP) / 2 * 1.001
    r = chebyshev_points(-reach + min(shifts), reach + max(shifts))
    exact = np.array([float(mp.expm1(-2 * mp.mpf(v))) for v in r])
    return minimax_floats(r, exact, np.ones(len(r)), list(range(1, DECAY_DEGREE + 1)))


# The piece is read off the bits of index_scale t + index_shift in [1, 16): two bits of the exponent and the first of
# the fraction. In it u = (t - center) w, w = 1 / (bend_scale t + bend_shift), whose ratio RATIO is good for the fit.
# w = t at FIRST_END, so that min(t, w) is the right factor in the first piece too, where center = 0 and u = t^2.
RATIO = 3.0
INDEX_ENDS = (1.5, 2, 3, 4, 6, 8, 12, 16)
index_shift = nearest_float(1.0413)
index_scale = nearest_float((1.5 - index_shift) / FIRST_END)
bend_scale = nearest_float(1 / (FIRST_END * (FIRST_END + RATIO)))
bend_shift = nearest_float(1 / FIRST_END - bend_scale * FIRST_END)
slope_limit = nearest_float(FIRST_END)  # min(t, slope_limit) is t in the first piece, and constant in the others


def cut():
    """(slot, low, high) of every piece."""
    ends = [(i - index_shift) / index_scale for i in INDEX_ENDS]
    assert ends[-1] >= REACH
    lows = [0.0] + ends[:-1]
    middles = [0.1] + [(low + high) / 2 for low, high in zip(lows[1:], ends[1:])]
    slots = [(bits_of(middle * index_scale + index_shift) >> 22) % 8 for middle in middles]
    return list(zip(slots, lows, [min(end, REACH) for end in ends]))


def fit_first(high):
    """T - t/2 = c[0] t^2 + c[1] t^4 + ... and D = 1/2 + t (d[0] + d[1] t^2 + ...)."""
    t = np.sqrt(np.maximum(chebyshev_points(0.0, high * high), 1e-12))
    exact = np.array([float(-mp.mpf(v) * mp.erf(mp.mpf(v) / mp.sqrt(2)) / 2) for v in t])
    weight = np.array([float(2 / (v * mp.erfc(v / mp.sqrt(2)))) for v in t])
    c, c_error = minimax_floats(t * t, exact, weight, list(range(1, VALUE_DEGREE + 1)))
    exact = np.array(
        [float(-(mp.erf(v / mp.sqrt(2)) / 2 + v * PHI_0 * mp.exp(-v * v / 2)) / v) for v in map(mp.mpf, t)]
    )
    d, d_error = minimax_floats(t * t, exact, t, list(range(SLOPE_DEGREE + 1)))
    return c, d, c_error, d_error


def fit(low, high, center, constant_of):
    """h = constant + c[0] + c[1] u + ... and D / exp(-t^2/2) = slope_constant + LINEAR (t - center) + slope_limit
    (d[0] + d[1] u + ...)."""
    bend = lambda t: (t - center) / (bend_scale * t + bend_shift)
    u = chebyshev_points(bend(low), bend(high), 60)
    t = (center + bend_shift * u) / (1 - bend_scale * u)
    exact_g = [g(v) for v in t]
    h = np.array([float(v * q) for v, q in zip(t, exact_g)])
    constant = rounded(constant_of(h), 8)
    exact = np.array([float(mp.mpf(v) * q - constant) for v, q in zip(t, exact_g)])
    c, c_error = minimax_floats(u, exact, 1 / h, list(range(VALUE_DEGREE + 1)))
    factor = [q - mp.mpf(v) * PHI_0 for v, q in zip(t, exact_g)]
    lean = low + LEAN_OF_SLOPE * (high - low)
    slope_constant = rounded(float(g(lean) - mp.mpf(lean) * PHI_0), 8)
    exact = np.array(
        [float((f - slope_constant - LINEAR * (mp.mpf(v) - center)) / slope_limit) for v, f in zip(t, factor)]
    )
    weight = np.array([float(slope_limit / max(abs(f), 0.1)) for f in factor])
    d, d_error = minimax_floats(u, exact, weight, list(range(SLOPE_DEGREE + 1)))
    return constant, c, slope_constant, d, c_error, d_error


def fit_best(low, high, constant_of):
    """The center of 12 bits, and the fit, where the rounded coefficients do best."""
    ratio = bend_shift / bend_scale
    middle = 2 / (1 / (low + ratio) + 1 / (high + ratio)) - ratio
    candidates = []
    for shift in np.linspace(-0.05, 0.05, CENTERS):
        center = rounded(middle + shift * (high - low), 12)
        candidates.append((center, fit(low, high, center, constant_of)))
    return min(candidates, key=lambda candidate: max(candidate[1][4], candidate[1][5] / 3))


def print_table(name, values):
    print(f"alignas(32) static constexpr float {name}[] = {row(values)};")


def print_tables(name, tables):
    print(f"alignas(32) static constexpr float {name}[][8] = {{{', '.join(map(row, tables))}}};")


nodes = [node(i) for i in range(8)]
shifts = [shift for _, shift, _ in nodes]
node_error = max(abs(shift - exact) for _, shift, exact in nodes) * 2
decay_coefficients, decay_error = decay(shifts)

center, constant, correction, slope_constant = [0.0] * 8, [0.0] * 8, [0.0] * 8, [0.0] * 8
minus_half, slope_linear = [-0.5] * 8, [float(LINEAR)] * 8
value, slope = np.zeros((VALUE_DEGREE, 8)), np.zeros((SLOPE_DEGREE + 1, 8))
value_errors, slope_errors = [], []
for j, (slot, low, high) in enumerate(cut()):
    low, high = max(low - SLACK, 0.0), high + SLACK
    if j == 0:
        c, d, value_error, slope_error = fit_first(high)
        minus_half[slot], slope_linear[slot], slope_constant[slot] = 0.0, 0.0, 0.5
        correction[slot] = -c[0] * GUARD  # undoes the guard where t^2 vanishes beside it
        value[:, slot], slope[:, slot] = c, d
    else:
        # x - T needs h most exactly at the second piece's low end.
        constant_of = (lambda h: LEAN_OF_VALUE * h.min()) if j == 1 else (lambda h: 2 / (1 / h.min() + 1 / h.max()))
        center[slot], found = fit_best(low, high, constant_of)
        constant[slot], c, slope_constant[slot], d, value_error, slope_error = found
        correction[slot], value[:, slot], slope[:, slot] = c[0], c[1:], d
    value_errors.append(value_error)
    slope_errors.append(slope_error)

log2 = lambda errors: " ".join(f"{np.log2(e):.1f}" for e in errors)
print("// Pieces end at t = " + ", ".join(f"{high:.3f}" for _, _, high in cut()) + ".")
print(f"// Errors, their binary logarithms: decay {log2([decay_error])}, nodes {log2([node_error])},")
print(f"// value {log2(value_errors)}, slope {log2(slope_errors)}.")
print(f"static constexpr float reach = {literal(REACH)}, guard = {literal(GUARD)};")
print(f"static constexpr float index_scale = {literal(index_scale)}, index_shift = {literal(index_shift)};")
print(f"static constexpr float bend_scale = {literal(bend_scale)}, bend_shift = {literal(bend_shift)};")
print(f"static constexpr float steps_per_unit = {literal(float(1 / STEP))};")
print(f"static constexpr float step_high = {literal(STEP_HIGH)}, step_low = {literal(STEP_LOW)};")
print(f"static constexpr float decay[] = {row(decay_coefficients)};")
print_table("node", [float_of(bits_of(number) - (i << 20) + (UP << 23)) for i, (number, _, _) in enumerate(nodes)])
print_table("shift", shifts)
print_table("center", center)
print_table("minus_half", minus_half)
print_table("constant", constant)
print_table("correction", correction)
print_table("value_1", value[0])
print_tables("value_from_2", value[1:])
print(f"static constexpr float slope_limit = {literal(slope_limit)};")
print_table("slope_constant", slope_constant)
print_table("slope_linear", slope_linear)
print_table("slope_0", slope[0])
print_tables("slope_from_1", slope[1:])
