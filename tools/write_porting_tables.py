#!/usr/bin/env python3
"""Writes into docs/porting what docs/performance.json has of the library that a page is about, beside act. With --check
nothing is written, and the exit status is 1 where a table differs."""
import sys

import generated_pages
from compare_with_peers import DIRECTIONS, NOTHING, RANGES, runs_in, shown_error, shown_special
from generated_pages import between_markers, markdown

PAGES = {"torch": "torch", "onednn": "oneDNN", "loops": "loop"}


def errors_and_limits(run, direction, function, library):
    """The worst errors in each range, and the results at the infinities."""
    worst, specials = run.errors["float", direction, function][library]
    return [" / ".join(shown_error(float(error)) for error in worst), " / ".join(map(shown_special, specials))]


def table(run, library):
    """A line for each function and direction that the library has."""
    lines = [["function", "", f"{library}: error, ULP", "at -inf / +inf", "act: error, ULP", "at -inf / +inf", "act's time / its"]]
    for direction in DIRECTIONS:
        for function in run.functions:
            if library not in run.errors.get(("float", direction, function), {}):
                continue
            cell = run.cell("float", direction, function).get(library)
            both = [text for each in (library, "act") for text in errors_and_limits(run, direction, function, each)]
            lines.append([f"`{function}`", direction, *both, f"{cell[1]:.2f}" if cell else NOTHING])
    note = f"Worst errors over {' / '.join(RANGES)}, in float with AVX-512; times at 16 Ki elements.\n"
    return markdown(lines) + "\n" + note


def pages(root):
    run = runs_in(root)["AVX-512"]
    for page, library in PAGES.items():
        file = root / "docs" / "porting" / f"{page}.md"
        yield file, between_markers(file, "measured", table(run, library))


if __name__ == "__main__":
    sys.exit(generated_pages.main("write_porting_tables", __doc__, "docs/performance.json", pages))
