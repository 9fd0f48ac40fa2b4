#!/usr/bin/env python3
"""Writes what bench/length measured, docs/cost-against-length.csv, into docs/performance.md, and draws
docs/pictures/cost-against-length.svg, which needs matplotlib. With --check nothing is written, and the exit status is 1
where the table differs.

    build/bench/bench/length --benchmark_format=csv > docs/cost-against-length.csv
"""
import csv
import re
import sys

import generated_pages
import pictures
from compare_with_peers import shown_size
from generated_pages import Problem, between_markers, markdown

SHOWN = [1, 4, 16, 17, 64, 256, 1 << 10, 1 << 12, 1 << 14, 1 << 17, 1 << 20, 1 << 25]


def times(root):
    """For each function and type nanoseconds a call by the number of elements."""
    file = root / "docs" / "cost-against-length.csv"
    found = {}
    for row in csv.DictReader(line for line in file.read_text().splitlines() if line.startswith(("name,", '"length<'))):
        function, kind, length = re.fullmatch(r"length<act::(\w+), (\w+)>/(\d+)", row["name"]).groups()
        found.setdefault((function, kind), {})[int(length)] = float(row["real_time"])
    if not found:
        raise Problem(f"{file} has no times")
    return found


def shown(nanoseconds):
    return f"{nanoseconds:.3g}" if nanoseconds < 1000 else f"{nanoseconds / 1000:.3g} µs" if nanoseconds < 1e6 else f"{nanoseconds / 1e6:.3g} ms"


def table(found):
    lines = [["elements"] + [f"`{function}`, {kind}" for function, kind in found]]
    for length in SHOWN:
        cells = [f"{shown(by_length[length])} ({by_length[length] / length:.3g})" for by_length in found.values()]
        lines.append([shown_size(length)] + cells)
    return markdown(lines)


def pages(root):
    page = root / "docs" / "performance.md"
    yield page, between_markers(page, "length table", table(times(root)))


def draw(root):
    pyplot = pictures.use_matplotlib()
    figure, axes = pyplot.subplots(figsize=(8, 4), layout="constrained")
    colours = {"gelu": pictures.ACT, "relu": pictures.DERIVATIVE}
    for (function, kind), by_length in times(root).items():
        lengths = sorted(by_length)
        axes.plot(lengths, [by_length[n] / n for n in lengths], color=colours[function], label=f"{function}, {kind}",
                  linestyle="solid" if kind == "float" else "dashed")
    axes.set(xscale="log", yscale="log", xlabel="elements", ylabel="ns an element")
    axes.set_xscale("log", base=2)
    axes.legend()
    pictures.save(figure, root / "docs" / "pictures" / "cost-against-length.svg", pyplot)


if __name__ == "__main__":
    sys.exit(generated_pages.main("write_cost_against_length", __doc__, "docs/cost-against-length.csv", pages, draw))
