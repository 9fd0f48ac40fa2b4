#!/usr/bin/env python3
"""Prints the constants of include/act/kernels/normal_eight_pieces.hpp: x Phi(x) and its derivative in float, in 8
pieces. Needs mpmath and numpy.

With t = abs(x), x Phi(x) = max(x, 0) - T(t), T(t) = exp(-t^2/2)/2 h(t), h(t) = 2 t g(t), g(t) = exp(t^2/2) P(N > t);
the derivative is D(t) for x < 0 and 1 - D(t) for x > 0, D(t) = 8 exp(-t^2/2) v(t), v(t) = (g(t) - t phi(0)) / 8. h and
v are polynomials in each piece, and beyond REACH a constant and one polynomial.

Of the value the margin is thin in the first two pieces and where the tie of tie_of() looms: after any change here only
a sweep over every float tells whether 1 ULP still holds.
"""
import random

import mpmath as mp

from float_fit import *

mp.mp.prec = 140
DEGREE, DECAY_DEGREE, FAR_DEGREE = 6, 4, 5
FIRST_END = 0.272  # below it t/2 is subtracted exactly, and the exponential's n is 0
FAR_END, FAR_BEND = 15.0, 1.0  # there T and D have underflowed; the polynomial is one of (t - REACH) / (t + FAR_BEND)
GUARD = 2.0**-40  # keeps u from subnormals in the first piece
RESIDUAL_GUARD = 2.0**-56  # likewise the residual r, and p h where p is not 0
SPREAD = 0.028  # how far a node may be from its power of two
SLACK = 1e-6  # by which pieces overlap
SEED, TRIALS = 1, 4000

STEP = mp.log(2) / 4  # by which t^2 grows while exp(-t^2/2) falls by 2^(1/8)
STEP_HIGH = float(mp.nint(STEP * 2**15)) / 2**15  # its product with up to 1300 is exact
STEP_LOW = nearest_float(STEP - mp.mpf(STEP_HIGH))
PHI_0 = 1 / mp.sqrt(2 * mp.pi)
DENSITY = mp.mpf(nearest_float(PHI_0 / 8))


def g(t):
    t = mp.mpf(t)
    return mp.exp(t * t / 2) * mp.erfc(t / mp.sqrt(2)) / 2


def h(t):
    return 2 * mp.mpf(t) * g(t)


def v(t):
    return (g(t) - mp.mpf(t) * PHI_0) / 8


def node_candidates(i):
    """(error, node, shift): numbers of 16 bits near 2^(i/8), such that twice the logarithm of their ratio, by which t^2
    must be shifted, is nearly a multiple of 2^-16: then n STEP_HIGH + shift is exact. No shift is 0, which keeps the
    residual from subnormals."""
    if i == 0:
        return [(0.0, 1.0, RESIDUAL_GUARD)]
    unit, grid = 2.0**-16, 2.0**-15
    ideal = 2.0 ** (i / 8)
    middle = ideal * np.exp(BIAS / 2)
    nodes = np.arange(np.ceil(middle * (1 - SPREAD) / grid), middle * (1 + SPREAD) / grid) * grid
    shift = 2 * np.log(nodes) - i * float(STEP)
    units = np.round(shift / unit)
    error = np.abs(shift - units * unit) / 2 + (units == 0)
    best = [k for k in np.argsort(error)[:14] if error[k] < 2.0**-26.8]
    return [(float(error[k]), float(nodes[k]), float(units[k] * unit)) for k in best]


# n is (t^2 + BIAS) / STEP rounded, and the piece the binade of n + 1: 0, 1 to 2, 3 to 6, ... Their ends grow by about
# sqrt 2, and N(0, 2^2) all but ends with the last.
BIAS = nearest_float(float(STEP) / 2 - FIRST_END**2)
ENDS = [0.0] + [float(np.sqrt((2.0**j - 1.5) * float(STEP) - BIAS)) for j in range(1, 9)]
REACH = rounded(ENDS[8] - 0.0005, 12)
SLOTS = [(127 + j) % 8 for j in range(8)]


def bounds(j):
    return max(ENDS[j] - SLACK, 0.0), ENDS[j + 1] + SLACK


def center_candidates(low, high):
    """(constant of 8 bits, center where h has that value, relative error of this, share of h that is left)."""
    lowest, highest = float(h(low)), float(h(high))
    unit = 2.0 ** (np.floor(np.log2(lowest)) - 7)
    margin = 0.05 * (highest - lowest)
    found = []
    for constant in sorted({rounded(m * unit, 8) for m in range(int(lowest / unit), int(highest / unit) + 2)}):
        # min(t, constant) must be the constant.
        if not lowest + margin < constant < min(highest - margin, low):
            continue
        center = float(np.float32(mp.findroot(lambda t: h(t) - constant, (low + high) / 2)))
        error = float(abs(h(center) - constant) / constant)
        if error < 2.0 ** (-26.7 if low < 0.5 else -27.5):
            found.append((constant, center, error, max((highest - constant) / highest, (constant - lowest) / lowest)))
    return found


def steps_in(low, high):
    """Every n of the piece with some x where it occurs."""
    pairs = []
    nearest = lambda t: round((t**2 + BIAS) / float(STEP))
    for n in range(nearest(low), nearest(high) + 1):
        first = max(np.sqrt(max((n - 0.51) * float(STEP) - BIAS, 0)), low)
        last = min(np.sqrt((n + 0.51) * float(STEP) - BIAS), high)
        binade = 2.0 ** np.floor(np.log2(last))
        if first <= last:
            pairs += [(n, x) for x in {first, (first + last) / 2, last, max(first, binade)}]
    return np.array([n for n, _ in pairs]), np.array([x for _, x in pairs])


def tie_of(constant, nodes, n, x):
    """About the greatest error for x > 0 without its last rounding: x - power constant is rounded too, by the same
    amount for every x of the same n and binade."""
    product = nodes[(-n) % 8] * 2.0 ** (-((n + 7) // 8)) / 2 * constant
    ulp = 2.0 ** (np.floor(np.log2(x - product)) - 23)
    rounding = np.abs(product / ulp - np.round(product / ulp))
    last_rounding = 0.5 * np.minimum(1, 0.2 * product / ulp)
    return (rounding + last_rounding + 0.3 * product * 2.0**-24 / ulp).max()


def choose():
    """Nodes, and for each piece but the first its constant and center, that go together without a tie."""
    node_choices = [node_candidates(i) for i in range(8)]
    pieces = [(center_candidates(*bounds(j)), steps_in(*bounds(j))) for j in range(1, 8)]
    draw = random.Random(SEED)
    best = None
    for _ in range(TRIALS):
        picked = [draw.choice(choices) for choices in node_choices]
        nodes = np.array([node for _, node, _ in picked])
        score, chosen = 2 * max(error for error, _, _ in picked) * 2.0**26, []
        for candidates, (n, x) in pieces:
            scored = []
            for constant, center, error, rest in candidates:
                # The second piece has the greatest share, and few candidates.
                weight_of_rest, weight_of_error = (12, 0.03) if constant < 0.3 else (0.8, 0.5)
                tie = max(tie_of(constant, nodes, n, x) - 0.965, 0)
                score_of_rest = weight_of_rest * rest + weight_of_error * error * 2.0**26
                scored.append((20 * tie + score_of_rest, constant, center))
            chosen.append(min(scored))
            score += chosen[-1][0]
        if best is None or score < best[0]:
            best = score, picked, [(constant, center) for _, constant, center in chosen]
    return best[1:]


def fit_value(j, constant, center):
    """h - constant, in the first piece h - t, as the sum of c[k] u^(k + 1), u = t - center."""
    low, high = bounds(j)
    t = np.maximum(chebyshev_points(low, high, 60), 1e-9)
    weight = np.array([float(1 / h(s)) for s in t])
    if j > 0:
        exact = np.array([float(h(s) - mp.mpf(constant)) for s in t])
        return minimax_floats(t - center, exact, weight, list(range(1, DEGREE + 1)))
    exact = np.array([float(h(s) - mp.mpf(s)) for s in t])
    c, error = minimax_floats(t, exact, weight, list(range(2, DEGREE + 1)))
    return [-c[0] * GUARD] + c, error  # so that the sum is 0 at u = GUARD, where t vanishes beside it


def weight_of_slope(t):
    return float(1 / max(abs(v(t)), mp.mpf("0.025")))


def fit_slope(j):
    """v = constant + the sum of d[k] u^(k + 1), u = t - center, the constant of 8 bits."""
    low, high = bounds(j)
    wanted = 0.7 if j == 0 else 0.5  # of the first piece the high end is near the sign change
    best = None
    for fraction in np.linspace(wanted - 0.25, wanted + 0.25, 41):
        constant = rounded(float(v(low)) + fraction * float(v(high) - v(low)), 8)
        try:
            center = float(np.float32(mp.findroot(lambda t: v(t) - constant, (low + high) / 2)))
        except ValueError:
            continue
        if max(low, high / 4) < center < high:
            error = float(abs(v(center) - constant)) / max(abs(constant), 0.025)
            score = max(error - 2.0**-30, 0) * 2.0**26 + (2 if j == 0 else 0.3) * abs(fraction - wanted)
            best = min(best or (score, constant, center), (score, constant, center))
    _, constant, center = best
    t = np.maximum(chebyshev_points(low, high, 60), 1e-9)
    exact = np.array([float(v(s) - mp.mpf(constant)) for s in t])
    weight = np.array([weight_of_slope(s) for s in t])
    return constant, center, *minimax_floats(t - center, exact, weight, list(range(1, DEGREE + 1)))


def fit_far(function, weight):
    """function(t) - function(REACH) as the sum of c[k] z^(k + 1), z = (t - REACH) / (t + FAR_BEND)."""
    z = chebyshev_points(0.0, (FAR_END - REACH) / (FAR_END + FAR_BEND), 80)
    t = (REACH + FAR_BEND * z) / (1 - z)
    start = function(mp.mpf(nearest_float(REACH)))
    exact = np.array([float(function(mp.mpf(s)) - start) for s in t])
    return minimax_floats(z, exact, np.array([weight(mp.mpf(s)) for s in t]), list(range(1, FAR_DEGREE + 1)))


def decay(shifts):
    """exp(-r/2) - 1 as the sum of c[k] r^(k + 1)."""
    reach = float(STEP) / 2 * 1.001
    r = chebyshev_points(-reach - BIAS + min(shifts), reach - BIAS + max(shifts))
    exact = np.array([float(mp.expm1(-mp.mpf(s) / 2)) for s in r])
    return minimax_floats(r, exact, np.ones(len(r)), list(range(1, DECAY_DEGREE + 1)))


def subnormal_below(tail, near):
    """-t for the last float t whose tail is a normal number."""
    t = np.float32(mp.findroot(lambda t: mp.log(tail(t), 2) + 126, near))
    while tail(mp.mpf(float(t))) < mp.mpf(2) ** -126:
        t = np.nextafter(t, np.float32(0))
    return -float(t)


def raised_below(factor, last_constant):
    """-t from which on factor exp(-t^2/2) last_constant, and so a last_constant, may be no normal number."""
    return -rounded(float(mp.sqrt(2 * mp.log(factor * abs(last_constant) * 2.0**126))) - 0.01, 12)


def print_table(name, values):
    print(f"alignas(32) static constexpr float {name}[] = {row(values)};")


def print_tables(name, tables):
    print(f"alignas(32) static constexpr float {name}[][8] = {{{', '.join(map(row, tables))}}};")


nodes, constants_and_centers = choose()
decay_coefficients, decay_error = decay([shift for _, _, shift in nodes])

center, constant, slope_center, slope_constant = [-GUARD] + [0.0] * 7, [0.0] * 8, [0.0] * 8, [0.0] * 8
value, slope, value_errors, slope_errors = np.zeros((DEGREE, 8)), np.zeros((DEGREE, 8)), [], []
for j, slot in enumerate(SLOTS):
    # Of no constant but the first piece's is t the lesser.
    constant[slot], center[slot] = constants_and_centers[j - 1] if j > 0 else (2.0**100, -GUARD)
    value[:, slot], error = fit_value(j, constant[slot], center[slot])
    value_errors.append(error)
    slope_constant[slot], slope_center[slot], slope[:, slot], error = fit_slope(j)
    slope_errors.append(error)
far_value, far_value_error = fit_far(h, lambda t: float(1 / h(t)))
far_slope, far_slope_error = fit_far(lambda t: g(t) / 8 - t * (PHI_0 / 8 - DENSITY), weight_of_slope)
value_tail = lambda t: t * mp.erfc(t / mp.sqrt(2)) / 2
derivative_tail = lambda t: t * PHI_0 * mp.exp(-t * t / 2) - mp.erfc(t / mp.sqrt(2)) / 2

log2 = lambda errors: " ".join(f"{np.log2(e):.1f}" for e in errors)
print("// Pieces end at t = " + ", ".join(f"{end:.3f}" for end in ENDS[1:]) + ".")
print(f"// Errors, their binary logarithms: decay {log2([decay_error])}, nodes {log2([max(e for e, _, _ in nodes)])},")
print(f"// value {log2(value_errors)}, beyond {log2([far_value_error])},")
print(f"// slope {log2(slope_errors)}, beyond {log2([far_slope_error])}.")
print(f"static constexpr float reach = {literal(REACH)}, bias = {literal(BIAS)};")
print(f"static constexpr float steps_per_unit = {literal(float(1 / STEP))};")
print(f"static constexpr float step_high = {literal(STEP_HIGH)}, step_low = {literal(STEP_LOW)};")
print(f"static constexpr float decay[] = {row(decay_coefficients)};")
print(f"static constexpr float undo_guard = {literal(-decay_coefficients[0] * RESIDUAL_GUARD)};")
print_table("node", [float_of(bits_of(node) - (i << 20) - (1 << 23)) for i, (_, node, _) in enumerate(nodes)])
print_table("shift", [shift for _, _, shift in nodes])
print_table("value_center", center)
print_table("value_constant", constant)
print_tables("value_from_1", value)
print_table("slope_center", slope_center)
print_table("slope_constant", slope_constant)
print_tables("slope_from_1", slope)
print(f"static constexpr float far_bend = {literal(FAR_BEND)}, density = {literal(float(DENSITY))};")
print(f"static constexpr float far_value[] = {row(far_value)};")
print(f"static constexpr float far_slope[] = {row(far_slope)};")
print(f"static constexpr float value_raised_below = {literal(raised_below(0.5, constant[SLOTS[7]]))};")
print(f"static constexpr float value_subnormal_below = {literal(subnormal_below(value_tail, 13.0))};")
print(f"static constexpr float derivative_raised_below = {literal(raised_below(8, slope_constant[SLOTS[7]]))};")
print(f"static constexpr float derivative_subnormal_below = {literal(subnormal_below(derivative_tail, 13.3))};")
