#!/usr/bin/env python3
"""Every header of include/act includes only what the table of docs/HACKING.md lets its room include, and no header
includes itself by way of others. Prints what does not hold; the exit status is 1 then."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
HEADERS = ROOT / "include" / "act"
INCLUDE = re.compile(r'^#include ("[^"]*"|<[^>]*>)', re.MULTILINE)
ACTIVATIONS = "activations"  # the table's word for the row that has gelu.hpp


class Room:
    """A row of the table: its own files and directories, and those that they may include."""

    def __init__(self, left, right):
        self.own = re.findall(r"`([^`]*)`", left)
        self.may_include = re.findall(r"`([^`]*)`", right)
        self.knows_activations = ACTIVATIONS in right

    def has(self, path):
        return names(self.own, path)


def names(entries, path):
    """Whether one of the entries is the path, or a directory above it."""
    return any(path == entry or entry.endswith("/") and path.startswith(entry) for entry in entries)


def rooms():
    rows = re.findall(r"^\| (`.*`) \|.*\|(.*)\|$", (ROOT / "docs" / "HACKING.md").read_text(), re.MULTILINE)
    found = [Room(left, right) for left, right in rows if not left.startswith("``")]
    activations = next(room for room in found if room.has("gelu.hpp"))
    for room in found:
        if room.knows_activations:
            room.may_include += activations.own
    return found


def includes_of(file):
    """What a header includes, act's own as paths below include/act."""
    for include in INCLUDE.findall(file.read_text()):
        if include.startswith('"'):
            yield str((file.parent / include.strip('"')).resolve().relative_to(HEADERS))
        else:
            yield include


def is_free(include, all_rooms):
    """A header of the standard library that no room has for itself."""
    return include.startswith("<") and not re.search(r"[./]", include) and not any(include in room.may_include for room in all_rooms)


def forbidden(graph, all_rooms):
    for path, includes in graph.items():
        mine = [room for room in all_rooms if room.has(path)]
        if len(mine) != 1:
            yield f"{path} is in {len(mine)} rows of the table in docs/HACKING.md, not in one"
            continue
        for include in includes:
            if not (is_free(include, all_rooms) or mine[0].has(include) or names(mine[0].may_include, include)):
                yield f"{path} may not include {include}: see the table in docs/HACKING.md"


def empty_entries(graph, all_rooms):
    for room in all_rooms:
        for entry in room.own:
            if not any(names([entry], path) for path in graph):
                yield f"docs/HACKING.md has {entry} in its table, which does not exist"


def cycles(graph):
    """#pragma once would hide one, until somebody includes another header of it first."""
    done = set()

    def visit(path, above):
        if path in above:
            yield " includes ".join([*above[above.index(path) :], path])
        elif path not in done:
            for include in graph.get(path, []):
                yield from visit(include, [*above, path])
            done.add(path)

    for path in graph:
        yield from visit(path, [])


def main():
    files = [*HEADERS.rglob("*.hpp"), *HEADERS.rglob("*.cpp")]
    graph = {str(file.relative_to(HEADERS)): list(includes_of(file)) for file in sorted(files)}
    all_rooms = rooms()
    problems = [*forbidden(graph, all_rooms), *empty_entries(graph, all_rooms), *cycles(graph)]
    print("\n".join(problems) or f"{len(graph)} files in {len(all_rooms)} rooms include what they may")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
