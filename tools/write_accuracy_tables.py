#!/usr/bin/env python3
"""Writes the tables of docs/accuracy.csv where people read them: docs/accuracy.md and the doc comment of every
activation. With --check nothing is written, and the exit status is 1 where something differs."""
import csv
import re
import sys

import generated_pages
from generated_pages import Problem, markdown

QUANTITIES = {
    ("value", "all"): "value",
    ("derivative", "all"): "derivative",
    ("derivative", "outside"): "derivative",
    ("derivative", "near_sign_change"): "derivative near its sign change",
}
INSTRUCTIONS = {"fma": "with FMA", "no_fma": "without FMA"}


def read_rows(file):
    with open(file, newline="") as text:
        return list(csv.DictReader(text))


def header_of(function):
    """elu for elu_fn{1.67}: the header that an activation lives in."""
    return re.sub(r"_fn\{.*\}$", "", function)


def functions_in(rows):
    return list(dict.fromkeys(row["function"] for row in rows))


def quantity_of(row):
    return QUANTITIES[row["quantity"], row["domain"]]


def picture_of(function):
    """What tools/draw_errors.py drew; relu, which is exact, and other parameters have no picture."""
    if function != header_of(function) or function == "relu":
        return ""
    return f"![Errors of {function}, act and the formula as people write it](pictures/{function}-errors.svg)\n\n"


def aligned(lines):
    """The cells of each line, padded to columns."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines]


def cells(row):
    return [row["type"], INSTRUCTIONS[row["instruction_set"]], quantity_of(row), row["bound"], row["measured"], row["worst_input"]]


def comment_block(rows, header):
    """The lines of the doc comment below its heading."""
    lines = []
    for function in functions_in(rows):
        if header_of(function) != header:
            continue
        title = "Errors in ULP" if function == header else f"The same for {function}, which stands for every other alpha"
        absolute = any(row["domain"] == "near_sign_change" for row in rows if row["function"] == function)
        lines += [f"/// {title}" + (", near the sign change absolute:" if absolute else ":"), "///"]
        table = [["type", "instructions", "quantity", "bound", "worst", "at"]]
        table += [cells(row) for row in rows if row["function"] == function]
        lines += ["///     " + line for line in aligned(table)] + ["///"]
    return lines[:-1]


def with_comment_block(text, block, file):
    lines = text.split("\n")
    try:
        start = next(i for i in range(len(lines) - 1) if lines[i : i + 2] == ["/// Accuracy", "/// --------"]) + 2
    except StopIteration:
        raise Problem(f"{file} has no comment with the heading Accuracy") from None
    end = start
    while lines[end].startswith("///"):
        end += 1
    return "\n".join(lines[:start] + block + lines[end:])


def whole_page(rows):
    page = (
        "# Accuracy\n\n"
        "Made from [accuracy.csv](accuracy.csv) by `tools/write_accuracy_tables.py`. A bound is a contract and is changed by\n"
        "hand; what was found, and where, is written by `sweep`, which tries every float and millions of doubles where kernels\n"
        "tend to err, and again the doubles that the table names, some of which come from longer searches of a narrow place.\n"
        "Errors are |got - exact| in ULP of the exact result, gradual underflow included, so that a correctly\n"
        "rounded result has at most 0.5. Within 1/2 of the derivative's sign change the error is an absolute one.\n\n"
        "`cmake --workflow --preset exhaustive` tries all 2^32 floats and 10^7 doubles a function in the vectors of the build\n"
        "(AVX-512 where the machine has it), of AVX2 with FMA and of SSE2, and rewrites what was found in accuracy.csv. On\n"
        "two cores of a Zen 3, which has AVX2, it took 17 minutes. A row with FMA has the worse of what was found there and,\n"
        "before, on a machine with AVX-512.\n"
        "`build/exhaustive/tests/accuracy/sweep --help` says how to choose functions, vectors and numbers of inputs.\n\n"
        "The exact result is the formula with real constants, in a form that does not cancel, in MPFR at two precisions that\n"
        "must agree; for the sweep of all floats it is a reference in double that MPFR certifies to 2^-40 of the result, and\n"
        "the worst input found is measured again in MPFR. `tests/reference` has both.\n\n"
        "The pictures have the worst error of 256 inputs at each of 240 places, for the instruction set of the machine that\n"
        "drew them (AVX-512), beside the formula as people write it, `bench/textbook.hpp`, with glibc's functions. They go as\n"
        "far left as results are not rounded to a constant; near its sign change the derivative itself is nearly zero, and ULP\n"
        "of it are tiny. The [interactive page](interactive.md) has every place.\n\n"
        "With `-ffast-math` results stay within twice the bound where the input and the exact result are normal numbers.\n"
        "\n"
        "Between neighbouring numbers in a monotone piece results move the wrong way by at most 1 ULP. One exception is\n"
        "known: silu in double with AVX2 next to its minimum, where 103 of 16 million neighbours between -1.5 and -1.1\n"
        "moved by 2.\n"
    )
    for function in functions_in(rows):
        table = [["type", "instructions", "quantity", "bound", "worst found", "at"]]
        page += f"\n## {function}\n\n" + picture_of(function) + markdown(table + [cells(row) for row in rows if row["function"] == function])
    return page


def pages(root):
    """Every file that holds a table, with the text that it should have."""
    rows = read_rows(root / "docs" / "accuracy.csv")
    yield root / "docs" / "accuracy.md", whole_page(rows)
    for header in dict.fromkeys(header_of(function) for function in functions_in(rows)):
        file = root / "include" / "act" / f"{header}.hpp"
        if not file.exists():
            raise Problem(f"{file} does not exist, but docs/accuracy.csv has rows of {header}")
        yield file, with_comment_block(file.read_text(), comment_block(rows, header), file)


if __name__ == "__main__":
    sys.exit(generated_pages.main("write_accuracy_tables", __doc__, "docs/accuracy.csv", pages))
