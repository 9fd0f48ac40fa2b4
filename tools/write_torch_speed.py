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


def read(root):
    """The ratios by (function, direction, type), elements and threads, and the same of nanoseconds a call. Of what was
    measured twice the last counts."""
    ratios, nanoseconds, versions = {}, {}, set()
    with (root / FILE).open(newline="") as file:
        for row in csv.DictReader(file):
            setting = (row["function"], row["direction"], row["type"])
            place = (int(row["elements"]), int(row["threads"]))
            ratios.setdefault(setting, {})[place] = float(row["ratio"])
            nanoseconds.setdefault(setting, {})[place] = float(row["nanoseconds"])
            versions.add(row["torch"])
    if len(versions) != 1:
        raise Problem(f"{FILE} is of {len(versions)} versions of torch")
    if len({frozenset(of_one) for of_one in ratios.values()}) != 1:
        raise Problem(f"{FILE} does not have the same sizes and threads for every function")
    return ratios, nanoseconds, versions.pop()


def places(ratios):
    some = next(iter(ratios.values()))
    return sorted({size for size, _ in some}), sorted({threads for _, threads in some})


def table(ratios):
    sizes, threads = places(ratios)
    lines = [["function", "direction", "type", *map(shown_size, sizes)]]
    for (function, direction, kind), of_one in ratios.items():
        cells = [", ".join(f"{of_one[size, count]:.2f}" for count in threads) for size in sizes]
        lines.append([f"`{function}`", direction, kind, *cells])
    return markdown(lines)


def geometric_means(ratios):
    """Of each size, by type."""
    sizes, threads = places(ratios)
    lines = [["geometric mean", *map(shown_size, sizes)]]
    for kind in dict.fromkeys(kind for _, _, kind in ratios):
        cells = []
        for size in sizes:
            alike = [of_one[size, count] for (_, _, k), of_one in ratios.items() if k == kind for count in threads]
            cells.append(f"{statistics.geometric_mean(alike):.2f}")
        lines.append([kind, *cells])
    return markdown(lines)


def text(root):
    ratios, nanoseconds, version = read(root)
    sizes, _ = places(ratios)
    of_few = [nanoseconds[setting][sizes[0], 1] for setting in ratios]
    of_torch = [nanoseconds[setting][sizes[0], 1] / ratios[setting][sizes[0], 1] for setting in ratios]
    cells = [ratio for of_one in ratios.values() for ratio in of_one.values()]
    slower = sum(ratio > SLOWER for ratio in cells)
    return (
        f"torch {version}. Of {len(cells)} cells act is slower, by more than a tenth, in {slower}. A call on "
        f"{shown_size(sizes[0])} element takes a median of {statistics.median(of_few) / 1000:.2g} µs on one thread, "
        f"torch's {statistics.median(of_torch) / 1000:.2g} µs.\n\n{geometric_means(ratios)}\n{table(ratios)}"
    )


def pages(root):
    page = root / "docs" / "torch.md"
    yield page, between_markers(page, "speed", text(root))


if __name__ == "__main__":
    sys.exit(generated_pages.main("write_torch_speed", __doc__, FILE, pages))
