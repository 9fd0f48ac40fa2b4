#!/usr/bin/env python3
"""Writes the table of functions in README.md: formula, error bound from docs/accuracy.csv, and time beside other
libraries from docs/performance.json. With --check nothing is written, and the exit status is 1 where it differs."""
import sys

import compare_with_peers as peers
import generated_pages
import write_accuracy_tables as accuracy
from generated_pages import between_markers, markdown

FORMULAS = {
    "gelu": "x Φ(x), Φ the normal distribution function",
    "gelu_tanh": "½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))",
    "gelu_sigmoid": "x σ(1.702 x)",
    "silu": "x σ(x)",
    "relu": "max(x, 0)",
    "elu": "x > 0 ? x : alpha (eˣ − 1), alpha = 1",
}
RUN, TYPE = "AVX-512", "float"  # of the times
TYPES = ("float", "double")  # of the errors


def error_cell(rows, function, kind):
    """The worst error of the value that the sweep found, and its bound."""
    wanted = {"function": function, "type": kind, "quantity": "value", "instruction_set": "fma"}
    row = next(row for row in rows if wanted.items() <= row.items())
    return f"{float(row['measured']):.2f} ≤ {row['bound']}"


def against(run, direction, function, library):
    """act's time over the library's, and how far off the library is where it is no right one."""
    text = f"{run.cell(TYPE, direction, function)[library][1]:.2f} of {library}"
    if not run.is_right(TYPE, direction, function, library):
        text += f", off by {peers.shown_error(max(run.worst(TYPE, direction, function, library)))} ULP"
    return text


def fastest(run, direction, function):
    """The fastest right library, or None, and the fastest of all."""
    right = lambda library: run.is_right(TYPE, direction, function, library)
    return [peers.fastest(run, TYPE, direction, function, accepted) for accepted in (right, lambda library: True)]


def time_cell(run, direction, function):
    rivals = fastest(run, direction, function)
    rivals = [against(run, direction, function, library) for library in dict.fromkeys(rivals) if library]
    time = peers.shown_time(run.cell(TYPE, direction, function)["act"][0])
    return f"**{time}**: " + "; ".join(rivals)


def function_table(rows, run):
    head = ["`act::`", "formula"]
    head += [f"ULP, {kind}" for kind in TYPES] + [f"{direction}, ns" for direction in peers.DIRECTIONS]
    lines = [
        [f"`{function}`", formula]
        + [error_cell(rows, function, kind) for kind in TYPES]
        + [time_cell(run, direction, function) for direction in peers.DIRECTIONS]
        for function, formula in FORMULAS.items()
    ]
    return markdown([head, *lines])


def ratios_of(run):
    """The span of act's ratios to the fastest right library, and to the fastest."""
    ratios = ([], [])
    for direction in peers.DIRECTIONS:
        for function in FORMULAS:
            for library, span in zip(fastest(run, direction, function), ratios):
                if library:
                    span.append(run.cell(TYPE, direction, function)[library][1])
    return [f"{min(span):.2f} to {max(span):.2f}" for span in ratios]


def note_on(name, run):
    right, all_of_them = ratios_of(run)
    return f"With {name} act takes {right} of the fastest right library's time, {all_of_them} of the fastest's.\n"


def pages(root):
    rows, runs = accuracy.read_rows(root / "docs" / "accuracy.csv"), peers.runs_in(root)
    notes = "".join(note_on(name, run) for name, run in runs.items() if name != RUN)
    text = function_table(rows, runs[RUN]) + "\n" + notes
    yield root / "README.md", between_markers(root / "README.md", "function table", text)


if __name__ == "__main__":
    sys.exit(generated_pages.main("write_function_table", __doc__, "docs/accuracy.csv and docs/performance.json", pages))
