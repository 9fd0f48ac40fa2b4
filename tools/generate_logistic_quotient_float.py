#!/usr/bin/env python3
"""Prints the constants of include/act/kernels/exponential_float.hpp, logistic_quotient_float.hpp and elu_float.hpp.
Needs mpmath and numpy.

e^(-w) = unit 2^(n/m) (1 + p), 1 + p = e^(-slope r) / unit, r = v + n ln2/(m slope), where w = slope v: v is x itself
for the linear arguments, and x (x^2 + 1/0.044715) for the cubic one, whose slope is 2 sqrt(2/pi) 0.044715. m is 8, or 16
where one instruction chooses among as many.
"""
import mpmath as mp

from float_fit import *

mp.mp.prec = 160
CUBIC = mp.mpf("0.044715")
SLOPES = {"identity": mp.mpf(1), "sigmoid": mp.mpf("1.702"), "tanh": 2 * mp.sqrt(2 / mp.pi) * CUBIC}
# Of the cubic argument so few bits of the step and of 1/0.044715 that products with them are exact.
CUBIC_STEP_BITS = 13
MARGIN = 1.002


def two_words(value, high_bits=24):
    high = rounded(float(value), high_bits)
    return literal(high), literal(float(value - mp.mpf(high)))


def print_words(name, value, high_bits=24):
    print("static constexpr float %s_high = %s, %s_low = %s;" % (name, two_words(value, high_bits)[0], name, two_words(value, high_bits)[1]))


def unit_of_roots(count):
    """The number next to 1 for which unit 2^(i/count) is nearest to floats for all i: itself, those floats, and the
    greatest relative error among them."""
    first = np.arange(bits_of(0.99), bits_of(1.01), dtype=np.uint32).view(np.float32).astype(float)
    exact = [first * 2.0 ** (i / count) for i in range(count)]
    excess = [number.astype(np.float32) / number - 1 for number in exact]
    least, greatest = np.min(excess, 0), np.max(excess, 0)
    best = np.argmin(greatest - least)
    unit = first[best] * (1 + (greatest[best] + least[best]) / 2)
    return unit, [nearest_float(number[best]) for number in exact], (greatest[best] - least[best]) / 2


def decay(slope, unit, roots, terms):
    """e^(-slope r) / unit - 1 as the sum of c[j] r^j."""
    reach = float(mp.log(2) / (2 * roots) / slope) * MARGIN
    r = chebyshev_points(-reach, reach)
    exact = np.array([float(mp.exp(-slope * mp.mpf(v)) / mp.mpf(unit) - 1) for v in r])
    return minimax_floats(r, exact, np.ones(len(r)), range(terms))


def growth():
    """e^r - 1 - r as the sum of c[j] r^(j + 2), its error relative to r."""
    reach = float(mp.log(2) / 16) * MARGIN
    r = chebyshev_points(-reach, reach)
    exact = np.array([float((mp.expm1(mp.mpf(v)) - mp.mpf(v)) / mp.mpf(v) ** 2) for v in r])
    return minimax_floats(r, exact, np.abs(r), [0, 1, 2])


def print_roots(name, floats):
    """As power_of_two_in_steps() takes them: without what it adds to their exponents."""
    move = 24 - len(floats).bit_length()
    print(f"alignas({4 * len(floats)}) inline constexpr float {name}[] = " + row(float_of(bits_of(f) - (i << move)) for i, f in enumerate(floats)) + ";")


def print_decay(name, unit, roots, terms):
    slope = SLOPES[name]
    coefficients, error = decay(slope, unit, roots, terms)
    print(f"{name}_argument, {roots}:  // error of 1 + p 2^{np.log2(error):.1f}")
    print(f"static constexpr float steps_per_unit = {literal(float(roots / mp.log(2) * slope))};")
    step = mp.log(2) / roots / slope
    print_words("step", step, CUBIC_STEP_BITS if name == "tanh" else 24)
    print(f"static constexpr float decay[] = {row(coefficients)};")


print("// exponential_float.hpp")
roots = [mp.mpf(2) ** (mp.mpf(i) / 8) for i in range(8)]
floats = [nearest_float(float(root)) for root in roots]
print_roots("eighth_root", floats)
print("alignas(32) inline constexpr float eighth_root_error[] = " + row(nearest_float(r / mp.mpf(f) - 1) for r, f in zip(roots, floats)) + ";")

print("// logistic_quotient_float.hpp")
for roots, terms, arguments in ((8, 5, SLOPES), (16, 4, ("identity", "sigmoid"))):
    unit, floats, error = unit_of_roots(roots)
    print(f"// unit {unit:.6f}, relative errors 2^{np.log2(error):.1f}")
    print_roots(f"unit_times_root_{roots}", floats)
    for name in arguments:
        print_decay(name, unit, roots, terms)
print_words("slope", SLOPES["sigmoid"])
print_words("gamma", 1 / CUBIC, 14)
print_words("slope_at_zero", 2 * mp.sqrt(2 / mp.pi))
print(f"static constexpr float thrice_slope = {literal(float(3 * SLOPES['tanh']))};")

print("// elu_float.hpp")
coefficients, error = growth()
print(f"// Error relative to r 2^{np.log2(error):.1f}.")
print(f"inline constexpr float growth[] = {row(coefficients)};")
