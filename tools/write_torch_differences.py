#!/usr/bin/env python3
"""Writes into docs/torch.md where torch's activations are wrong and act's are not. Needs act_torch on PYTHONPATH, and
mpmath, which torch brings along. With --check nothing is written, and the exit status is 1 where the table differs."""
import sys

import act_torch  # noqa: F401  registers the operators
import mpmath
import torch
from torch.nn import functional as F

import generated_pages
from generated_pages import between_markers, markdown

WRONG = 1e-3  # a relative error that is worth a line, in bfloat16 ten times as much
POINTS = [float("-inf"), -30.0, -10.0, -6.0, -5.0, -4.0, float("inf")]
TYPES = {"float": torch.float32, "double": torch.float64, "bfloat16": torch.bfloat16}
LIMITS = {
    "value": {float("-inf"): 0.0, float("inf"): float("inf")},
    "derivative": {float("-inf"): 0.0, float("inf"): 1.0},
}

mpmath.mp.dps = 60


def normal_cdf(x):
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2


def normal_density(x):
    return mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi)


def logistic(x):
    return 1 / (1 + mpmath.exp(-x))


CUBIC = mpmath.mpf("0.044715")
SCALE = 2 * mpmath.sqrt(2 / mpmath.pi)


def slope_of_logistic_gate(x, w, slope):
    return logistic(w) + x * slope * logistic(w) * logistic(-w)


# torch's, act's, the exact value and the exact derivative.
FUNCTIONS = {
    "gelu": (F.gelu, torch.ops.act.gelu, lambda x: x * normal_cdf(x), lambda x: normal_cdf(x) + x * normal_density(x)),
    "gelu, tanh": (
        lambda x: F.gelu(x, approximate="tanh"),
        torch.ops.act.gelu_tanh,
        lambda x: x * logistic(SCALE * (x + CUBIC * x**3)),
        lambda x: slope_of_logistic_gate(x, SCALE * (x + CUBIC * x**3), SCALE * (1 + 3 * CUBIC * x**2)),
    ),
    "silu": (F.silu, torch.ops.act.silu, lambda x: x * logistic(x), lambda x: slope_of_logistic_gate(x, x, 1)),
}


def result(f, quantity, x):
    if quantity == "value":
        return f(x)[0].item()
    x = x.clone().requires_grad_()
    return torch.autograd.grad(f(x).sum(), x)[0][0].item()


def relative_error(got, exact):
    if got == exact:
        return 0.0
    return abs(got - exact) / abs(exact) if exact != 0 and got == got and abs(got) != float("inf") else float("inf")


def shown(x):
    return {"nan": "NaN", "inf": "∞", "-inf": "-∞", "-0": "-0"}.get(f"{x:g}", f"{x:.4g}")


def differences(of_torch, of_act, exact_function, quantity, dtype):
    """Where torch is wrong, what it gives and what is right, which act gives."""
    threshold = 10 * WRONG if dtype == torch.bfloat16 else WRONG
    for point in POINTS:
        x = torch.full((64,), point, dtype=dtype)  # as in the middle of an array
        limit = LIMITS[quantity].get(point)
        exact = float(exact_function(mpmath.mpf(point))) if limit is None else limit
        rounded = torch.tensor(exact, dtype=torch.float64).to(dtype).item()
        by_torch, by_act = result(of_torch, quantity, x), result(of_act, quantity, x)
        if relative_error(by_act, rounded) > threshold:
            raise ValueError(f"act's own {quantity} at {point} in {dtype} is {by_act}, not {rounded}")
        if relative_error(by_torch, rounded) > threshold:
            yield f"{shown(point)}: {shown(by_torch)} for {shown(rounded)}"


def rows():
    yield ["function", "quantity", "type", f"at x: torch {torch.__version__}'s for what is right"]
    for name, (of_torch, of_act, *exact_functions) in FUNCTIONS.items():
        for quantity, exact_function in zip(("value", "derivative"), exact_functions):
            for type_name, dtype in TYPES.items():
                found = list(differences(of_torch, of_act, exact_function, quantity, dtype))
                if found:
                    yield [f"`{name}`", quantity, type_name, "; ".join(found)]


def pages(root):
    page = root / "docs" / "torch.md"
    yield page, between_markers(page, "differences", markdown(list(rows())))


if __name__ == "__main__":
    sys.exit(generated_pages.main("write_torch_differences", __doc__, "what torch computes", pages))
