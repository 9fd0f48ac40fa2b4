#!/usr/bin/env python3
"""Writes into docs/torch.md where torch's activations are wrong and act's are not, or with --check fails where the page
says otherwise. Needs act_torch on PYTHONPATH, and mpmath, which torch brings along."""
import argparse
import pathlib
import sys

import mpmath
import torch
from torch.nn import functional as F

import act_torch  # noqa: F401

PAGE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "torch.md"
BEGIN, END = "<!-- differences -->\n", "<!-- end of differences -->\n"
WRONG = 1e-3  # a relative error of torch's that is worth a line

mpmath.mp.dps = 60


def normal_cdf(x):
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2


def normal_density(x):
    return mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi)


def logistic(x):
    return 1 / (1 + mpmath.exp(-x))


def twice_u(x):
    return 2 * mpmath.sqrt(2 / mpmath.pi) * (x + mpmath.mpf("0.044715") * x**3)


def slope_of_logistic_gate(x, w, slope):
    return logistic(w) + x * slope * logistic(w) * logistic(-w)


def gelu_tanh_slope(x):
    return slope_of_logistic_gate(x, twice_u(x), 2 * mpmath.sqrt(2 / mpmath.pi) * (1 + 3 * mpmath.mpf("0.044715") * x**2))


# Name: torch's, act's, the exact value, its limits at -infinity and infinity, and likewise the derivative.
FUNCTIONS = {
    "gelu": (F.gelu, torch.ops.act.gelu, lambda x: x * normal_cdf(x), lambda x: normal_cdf(x) + x * normal_density(x)),
    "gelu, tanh": (lambda x: F.gelu(x, approximate="tanh"), torch.ops.act.gelu_tanh, lambda x: x * logistic(twice_u(x)),
                   gelu_tanh_slope),
    "silu": (F.silu, torch.ops.act.silu, lambda x: x * logistic(x), lambda x: slope_of_logistic_gate(x, x, 1)),
}
LIMITS = {"value": {float("-inf"): 0.0, float("inf"): float("inf")}, "derivative": {float("-inf"): 0.0, float("inf"): 1.0}}
TYPES = {"float": torch.float32, "double": torch.float64, "bfloat16": torch.bfloat16}
POINTS = [float("-inf"), -30.0, -10.0, -6.0, -5.0, -4.0, float("inf")]


def derivative(f, x):
    x = x.clone().requires_grad_()
    return torch.autograd.grad(f(x).sum(), x)[0]


def relative_error(got, exact):
    if exact == got:
        return 0.0
    if got != got or mpmath.isinf(exact) or mpmath.isinf(got):
        return float("inf")
    return float(abs(got - exact) / abs(exact)) if exact != 0 else float("inf")


def shown(x):
    return "NaN" if x != x else "0" if x == 0 else "∞" if x == float("inf") else "-∞" if x == float("-inf") else f"{x:.4g}"


def rows():
    for name, (of_torch, of_act, *exact_functions) in FUNCTIONS.items():
        for quantity, exact_function in zip(("value", "derivative"), exact_functions):
            for type_name, dtype in TYPES.items():
                for point in POINTS:
                    # A vector is computed as the middle of an array is.
                    x = torch.full((64,), point, dtype=dtype)
                    got = [(f(x) if quantity == "value" else derivative(f, x))[0].item() for f in (of_torch, of_act)]
                    exact = LIMITS[quantity].get(point)
                    exact = mpmath.mpf(exact_function(mpmath.mpf(point))) if exact is None else exact
                    rounded = torch.tensor(float(exact), dtype=torch.float64).to(dtype).item()
                    errors = [relative_error(y, rounded) for y in got]
                    if errors[1] > 2 ** -7:
                        raise ValueError(f"act's own {quantity} of {name} at {point} in {type_name}: {got[1]} is not {rounded}")
                    if errors[0] > (2 ** -6 if dtype == torch.bfloat16 else WRONG):
                        yield f"| `{name}` | {quantity} | {type_name} | {shown(point)} | {shown(got[0])} | {shown(got[1])} | {shown(rounded)} |"


def table():
    head = f"| function | quantity | type | x | torch {torch.__version__} | act | exact, rounded |\n" + "| --- " * 7 + "|\n"
    return head + "".join(row + "\n" for row in rows())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    page = PAGE.read_text(encoding="utf-8")
    begin, end = page.index(BEGIN) + len(BEGIN), page.index(END)
    if f"torch {torch.__version__} |" not in page and options.check:
        print(f"skipped: the page is about another torch than {torch.__version__}")
        return 0
    written = page[:begin] + table() + page[end:]
    if options.check and written != page:
        sys.exit("docs/torch.md differs: tools/write_torch_differences.py")
    PAGE.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
