#!/usr/bin/env python3
"""Draws the errors of act and of the formula as people write it against x, from docs/pictures/errors.csv, which
tests/accuracy/print_errors.cpp wrote: a picture for each function beside the table. Needs matplotlib."""
import csv
import itertools
import pathlib
import sys

import pictures

DIRECTORY = pathlib.Path(__file__).resolve().parent.parent / "docs" / "pictures"
LEAST, LARGEST = 0.1, {"float": 1e9, "double": 1e18}
NO_DIGIT = {"float": 2**23, "double": 2**52}


def read_rows():
    with open(DIRECTORY / "errors.csv", newline="") as text:
        return list(csv.DictReader(text))


def draw_panel(axes, rows, kind, quantity):
    x = [float(row["x"]) for row in rows]
    for library, colour, width in (("textbook", pictures.TEXTBOOK, 1.2), ("act", pictures.ACT, 1.8)):
        errors = [min(max(float(row[f"{library}_{quantity}"]), LEAST), LARGEST[kind]) for row in rows]
        axes.plot(x, errors, color=colour, linewidth=width, label=library)
    worst = max(rows, key=lambda row: float(row[f"act_{quantity}"]))
    if float(worst[f"act_{quantity}"]) > 10:
        top = float(worst[f"textbook_{quantity}"])
        axes.annotate("sign change", (float(worst["x"]), top), (0, 4), textcoords="offset points", ha="center", fontsize=8)
    axes.axhline(NO_DIGIT[kind], color=pictures.INK, linewidth=0.6, linestyle="dotted")
    axes.set(yscale="log", xlim=(x[0], x[-1]), ylim=(LEAST, LARGEST[kind]))
    axes.set_title(f"{quantity}, {kind}", fontsize=10)
    axes.tick_params(labelsize=8)


def draw_function(function, rows, pyplot):
    figure, all_axes = pyplot.subplots(2, 2, figsize=(10, 6), layout="constrained")
    for row_of_axes, kind in zip(all_axes, LARGEST):
        of_kind = [row for row in rows if row["type"] == kind]
        for axes, quantity in zip(row_of_axes, ("value", "derivative")):
            draw_panel(axes, of_kind, kind, quantity)
        row_of_axes[0].set_ylabel("ULP", fontsize=9)
    for axes in all_axes[1]:
        axes.set_xlabel("x", fontsize=9)
    all_axes[0][0].legend(fontsize=9, loc="upper right")
    figure.suptitle(f"{function}: worst error at each place; above the dotted line no digit is right", fontsize=11)
    return figure


def draw(pyplot):
    for function, rows in itertools.groupby(read_rows(), lambda row: row["function"]):
        pictures.save(draw_function(function, list(rows), pyplot), DIRECTORY / f"{function}-errors.svg", pyplot)


if __name__ == "__main__":
    sys.exit(pictures.main("draw_errors", draw))
