#!/usr/bin/env python3
"""Draws every activation and its derivative, docs/pictures/functions.svg. Needs matplotlib."""
import math
import pathlib
import sys

import pictures

PICTURE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "pictures" / "functions.svg"


def normal(x):
    return math.erfc(-x / math.sqrt(2)) / 2


def logistic(x):
    return 1 / (1 + math.exp(-x))


FUNCTIONS = {
    "gelu": lambda x: x * normal(x),
    "gelu_tanh": lambda x: x * logistic(math.sqrt(8 / math.pi) * (x + 0.044715 * x**3)),
    "gelu_sigmoid": lambda x: x * logistic(1.702 * x),
    "silu": lambda x: x * logistic(x),
    "relu": lambda x: max(x, 0),
    "elu": lambda x: x if x > 0 else math.expm1(x),
    "gelu_normal_fn{0.5, 0.5}": lambda x: x * normal((x - 0.5) / 0.5),
    "cauchy_gate": lambda x: x * (0.5 + math.atan(x) / math.pi),
}
PLACES = [-4 + k / 32 for k in range(8 * 32 + 1)]
JUMPS = {"relu": 0}


def derivative(name, x, step=1e-5):
    if JUMPS.get(name) == x:
        return math.nan
    return (FUNCTIONS[name](x + step) - FUNCTIONS[name](x - step)) / (2 * step)


def draw_function(axes, name):
    axes.plot(PLACES, [derivative(name, x) for x in PLACES], color=pictures.DERIVATIVE, linewidth=1.5, label="derivative")
    axes.plot(PLACES, [FUNCTIONS[name](x) for x in PLACES], color=pictures.ACT, linewidth=2, label="value")
    axes.set(xlim=(-4, 4), ylim=(-1.2, 3), xticks=range(-4, 5, 2), yticks=range(-1, 4))
    axes.set_title(name, fontsize=10)
    axes.tick_params(labelsize=8)


def draw(pyplot):
    figure, all_axes = pyplot.subplots(2, 4, figsize=(10, 5), sharex=True, sharey=True, layout="constrained")
    for axes, name in zip(all_axes.flat, FUNCTIONS):
        draw_function(axes, name)
    all_axes[0][0].legend(fontsize=8, loc="upper left")
    pictures.save(figure, PICTURE, pyplot)


if __name__ == "__main__":
    sys.exit(pictures.main("draw_functions", draw))
