#!/usr/bin/env python3
"""Writes all of act as one header: every header of include/act once, in the order in which they include one another.
xsimd and the standard library stay includes. <act/parallel.hpp>, whose <execution> needs TBB at link time, is there
for those who define ACT_PARALLEL before the include."""
import argparse
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
HEADERS = ROOT / "include" / "act"
PARTS = {None: ["act.hpp", "half_io.hpp", "stochastic.hpp"], "ACT_PARALLEL": ["parallel.hpp"]}
OF_THE_BUILD = {HEADERS / "dispatch" / "define.hpp"}  # what act_add_dispatched() compiles

OWN_INCLUDE = re.compile(r'#include "(.*)"$')
VERSION = re.compile(r"^#define ACT_VERSION_[A-Z]+ (\d+)$", re.MULTILINE)


class Problem(Exception):
    """A header that cannot be put into one with the others."""


def without_blank_ends(lines):
    return "\n".join(lines).strip("\n") + "\n"


def inlined(header, done):
    """The text of a header, after that of all headers which it includes and which are not in `done`."""
    done.add(header)
    before, own, conditions = "", [], 0
    for line in header.read_text().split("\n"):
        conditions += bool(re.match(r"# *if", line)) - bool(re.match(r"# *endif", line))
        include = OWN_INCLUDE.match(line)
        if include:
            if conditions:
                raise Problem(f"{header} includes {include[1]} within an #if, which one header cannot")
            included = (header.parent / include[1]).resolve()
            if included not in done:
                before += inlined(included, done)
        elif line != "#pragma once":
            own.append(line)
    return before + f"\n// ---- act/{header.relative_to(HEADERS)} ----\n\n" + without_blank_ends(own)


def single_header():
    version = ".".join(VERSION.findall((HEADERS / "config.hpp").read_text()))
    title = f"act {version} in one header, made by tools/make_single_header.py of https://github.com/act-library/act"
    license_lines = [title, "", *(ROOT / "LICENSE").read_text().rstrip("\n").split("\n")]
    text = "".join(f"// {line}".rstrip() + "\n" for line in license_lines) + "\n#pragma once\n"
    done = set()
    for condition, names in PARTS.items():
        part = "".join(inlined(HEADERS / name, done) for name in names)
        text += f"\n#if defined({condition})\n{part}\n#endif\n" if condition else part
    missing = set(HEADERS.rglob("*.hpp")) - done - OF_THE_BUILD
    if missing:
        raise Problem(f"no part includes {', '.join(sorted(str(header) for header in missing))}")
    return re.sub(r"\n{3,}", "\n\n", text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=pathlib.Path, help="the file to write, such as act.hpp")
    arguments = parser.parse_args()
    try:
        text = single_header()
        arguments.output.parent.mkdir(parents=True, exist_ok=True)
        arguments.output.write_text(text)
    except (OSError, Problem) as problem:
        print(f"make_single_header: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
