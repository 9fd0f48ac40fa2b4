"""The functions that generate_half_tables.py makes tables of, and which floats a table's polynomial may have at each
16-bit number. Needs numpy and mpmath."""
import mpmath
import numpy as np

from half_fit import f32, fma, fma_upward, from_order, order

mpf = mpmath.mpf


class Normal:
    """F(-t) and its derivative with respect to t, F = Phi."""

    def tail(self, t):
        return mpmath.erfc(t / mpmath.sqrt(2)) / 2

    def slope(self, t):
        return -mpmath.exp(-t * t / 2) / mpmath.sqrt(2 * mpmath.pi)


class Logistic:
    """The same for F = sigma(w), w = linear x + cubic x^3."""

    def __init__(self, linear, cubic=0):
        self.linear, self.cubic = mpf(linear), mpf(cubic)

    def tail(self, t):
        return 1 / (1 + mpmath.exp(t * (self.linear + self.cubic * t * t)))

    def slope(self, t):
        q = self.tail(t)
        return -(self.linear + 3 * self.cubic * t * t) * q / (1 + mpmath.exp(-t * (self.linear + self.cubic * t * t)))


TANH_SCALE = 2 * mpmath.sqrt(2 / mpmath.pi)
GATES = {
    "gelu": Normal(),
    "gelu_tanh": Logistic(TANH_SCALE, TANH_SCALE * mpf("0.044715")),
    "gelu_sigmoid": Logistic(mpf("1.702")),
    "silu": Logistic(1),
}

# Each quantity is a function of t >= 0 that a polynomial p(t) stands for, its exact results for -t and t, and what the
# kernel makes of p, which moves with p in one direction.


class GateValue:
    """x F(x) from -F(-t): the result for -t is t p, and for t it is t + t p."""

    left, is_root = False, False

    def __init__(self, gate):
        self.gate = gate

    def approximated(self, t):
        return -self.gate.tail(t)

    def exact(self, t):
        q = self.gate.tail(t)
        return -t * q, t - t * q

    def computed(self, p, t):
        return [(fma(t, p, f32(-0.0)), 1), (fma(t, p, t), 1)]


class GateRoot:
    """x F(x) from the root of F(-t), which needs fewer terms: the result for -t is -(t p) p, and for t it is t - (t p) p."""

    left, is_root = False, True

    def __init__(self, gate):
        self.gate = gate

    def approximated(self, t):
        return mpmath.sqrt(self.gate.tail(t))

    def exact(self, t):
        q = self.gate.tail(t)
        return -t * q, t - t * q

    def computed(self, p, t):
        return [(fma_upward(-(t * p), p, f32(-0.0)), -1), (fma_upward(-(t * p), p, t), -1)]


class GateDerivative:
    """D(t) = F(-t) - t F'(t), and 1 - D(t)."""

    left, is_root = False, False

    def __init__(self, gate):
        self.gate = gate

    def approximated(self, t):
        return self.gate.tail(t) + t * self.gate.slope(t)

    def exact(self, t):
        d = self.approximated(t)
        return d, 1 - d

    def computed(self, p, t):
        return [(p, 1), (f32(1) - p, -1)]


class EluValue:
    """e^-t - 1 from (e^-t - 1) / t."""

    left, is_root = False, False

    def approximated(self, t):
        return mpmath.expm1(-t) / t

    def exact(self, t):
        return (mpmath.expm1(-t),)

    def computed(self, p, t):
        return [(np.maximum(t * p, -t), 1)]


class EluDerivative:
    """e^-t, of -t."""

    left, is_root = True, False

    def approximated(self, t):
        return mpmath.exp(-t)

    def exact(self, t):
        return (mpmath.exp(-t),)

    def computed(self, p, t):
        return [(p, 1)]


QUANTITIES = {f"{name}_value": GateValue(gate) for name, gate in GATES.items()}
QUANTITIES |= {f"{name}_root": GateRoot(gate) for name, gate in GATES.items()}
QUANTITIES |= {f"{name}_derivative": GateDerivative(gate) for name, gate in GATES.items()}
QUANTITIES |= {"elu_value": EluValue(), "elu_derivative": EluDerivative()}


def first_true(low, high, predicate):
    """The first integer of each range [low, high] where the predicate, which changes once, holds; high + 1 if none."""
    low, high = low.copy(), high + 1
    while np.any(low < high):
        middle = (low + high) >> 1
        holds = predicate(np.minimum(middle, high))
        high = np.where(holds, middle, high)
        low = np.where(holds, low, np.minimum(middle + 1, high))
    return low


def allowed(quantity, format, t):
    """For each t the least and the greatest float p that gives the correctly rounded results."""
    exact = [quantity.exact(mpf(float(x))) for x in t]
    targets = [order(np.array([format.nearest(e[side]) for e in exact], f32)) for side in range(len(exact[0]))]

    def ahead(p_order):
        """For each result how far it is ahead of its target, in the direction of p."""
        p = from_order(p_order)
        with np.errstate(invalid="ignore"):
            return [sign * (order(format.rounded(y)) - target)
                    for (y, sign), target in zip(quantity.computed(p, t), targets)]

    def none_is_behind(p_order):
        return np.all([distance >= 0 for distance in ahead(p_order)], axis=0)

    def some_is_ahead(p_order):
        return np.any([distance > 0 for distance in ahead(p_order)], axis=0)

    bottom, top = (np.full(len(t), order(f32(v)), np.int64) for v in (0 if quantity.is_root else -4, 4))
    least = first_true(bottom, top, none_is_behind)
    greatest = first_true(bottom, top, some_is_ahead) - 1
    if np.any(least > greatest):
        raise ArithmeticError(f"no float is right at {t[least > greatest][:5]}")
    return from_order(least), from_order(greatest)
