#!/usr/bin/env python3
"""Writes what bench/torch_operators.py measured, docs/torch-operators.csv, into docs/torch.md. With --check nothing is
written, and the exit status is 1 where the tables differ."""
import csv
import statistics
import sys

import generated_pages
from compare_with_peers import shown_size
from generated_pages import Problem, between_markers, markdown

FILE = "docs/torch-operators.csv"
SLOWER = 1.1  # a ratio that says something
CALL = 1  # elements with which the call itself is measured
THROUGH_OPS, RECORDED = "forward, torch.ops", "recorded"


def read(root):
    """(ratio, act's nanoseconds) by (function, direction, type) and (elements, threads); and torch's version. Of what
    was measured twice the last counts."""
    measured, versions = {}, set()
    with (root / FILE).open(newline="") as file:
        for row in csv.DictReader(file):
            setting = (row["function"], row["direction"], row["type"])
            place = (int(row["elements"]), int(row["threads"]))
            measured.setdefault(setting, {})[place] = (float(row["ratio"]), float(row["nanoseconds"]))
            versions.add(row["torch"])
    if len(versions) != 1:
        raise Problem(f"{FILE} is of {len(versions)} versions of torch")
    return measured, versions.pop()


def ratios_of_arrays(measured):
    """By (function, direction, type) and (elements, threads), of what is more than a call."""
    arrays = {
        setting: {place: ratio for place, (ratio, _) in of_one.items() if place[0] != CALL}
        for setting, of_one in measured.items()
        if setting[1] not in (THROUGH_OPS, RECORDED)
    }
    if len({frozenset(of_one) for of_one in arrays.values()}) != 1:
        raise Problem(f"{FILE} does not have the same sizes and threads for every function")
    return arrays


def sizes_and_threads(arrays):
    places = next(iter(arrays.values()))
    return sorted({size for size, _ in places}), sorted({threads for _, threads in places})


def table(arrays):
    sizes, threads = sizes_and_threads(arrays)
    lines = [["function", "direction", "type", *map(shown_size, sizes)]]
    for (function, direction, kind), ratios in arrays.items():
        cells = [", ".join(f"{ratios[size, count]:.2f}" for count in threads) for size in sizes]
        lines.append([f"`{function}`", direction, kind, *cells])
    return markdown(lines)


def geometric_means(arrays):
    """Of each size, by type."""
    sizes, threads = sizes_and_threads(arrays)
    lines = [["geometric mean", *map(shown_size, sizes)]]
    for kind in dict.fromkeys(kind for _, _, kind in arrays):
        alike = [ratios for (*_, of_type), ratios in arrays.items() if of_type == kind]
        means = [statistics.geometric_mean(ratios[size, n] for ratios in alike for n in threads) for size in sizes]
        lines.append([kind, *(f"{mean:.2f}" for mean in means)])
    return markdown(lines)


def cost_of_a_call(measured):
    """On one thread: act's, and torch's by either way."""

    def median(direction, of_torch):
        calls = [of_one[CALL, 1] for (_, d, _), of_one in measured.items() if d == direction]
        microseconds = statistics.median(took / ratio if of_torch else took for ratio, took in calls) / 1000
        return f"{microseconds:.2g} µs"

    return (
        f"A call on one element takes {median('forward', False)}, of torch's own functions {median('forward', True)}. "
        f"Called through `torch.ops`, as act's are, torch's own take {median(THROUGH_OPS, True)} where act's take "
        f"{median(THROUGH_OPS, False)}. Forward and backward by autograd take {median(RECORDED, False)} and "
        f"{median(RECORDED, True)}. All are medians over the functions, on one thread."
    )


def text(root):
    measured, version = read(root)
    arrays = ratios_of_arrays(measured)
    cells = [ratio for ratios in arrays.values() for ratio in ratios.values()]
    slower = sum(ratio > SLOWER for ratio in cells)
    return (
        f"torch {version}. In {slower} of {len(cells)} cells act takes over a tenth longer.\n\n"
        f"{geometric_means(arrays)}\n{table(arrays)}\n{cost_of_a_call(measured)}\n"
    )


def pages(root):
    page = root / "docs" / "torch.md"
    yield page, between_markers(page, "speed", text(root))


if __name__ == "__main__":
    sys.exit(generated_pages.main("write_torch_speed", __doc__, FILE, pages))
