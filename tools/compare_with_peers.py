#!/usr/bin/env python3
"""Writes what bench/peers measured, docs/performance.json and the others beside it, where people read it: the tables of
docs/performance.md and two pictures. With --check nothing is written, and the exit status is 1 where a table differs.
The pictures need matplotlib."""
import json
import sys

import generated_pages
import pictures
from generated_pages import Problem, between_markers, markdown

RUNS = {
    "AVX-512": "performance.json",
    "AVX2": "performance-avx2.json",
    "AVX-512 on Sapphire Rapids": "performance-sapphire-rapids.json",
    "AVX2 on Zen 3": "performance-zen-3.json",
    "SSE2 on Zen 3": "performance-sse2.json",
}
SHOWN_IN_FULL = ("AVX-512", "AVX2")  # of the others it is the speed beside the fastest that differs
DIRECTIONS = ("forward", "backward")
TYPES = ("float", "double", "float16", "bfloat16")
RANGES = ("x > 0", "[-1, 0)", "[-5, -1)", "[-14, -5)")
INPUTS = {"normal_1": "N(0, 1)", "normal_2": "N(0, 4)", "hard": "hard mixture"}
CURVE_RANGE = (-15, 5)
MAIN_INPUTS, MAIN_SIZE = "normal_2", 16384
RIGHT_WITHIN = {"float": 1000, "double": 1000, "float16": 1, "bfloat16": 1}  # ULP
NOTHING = "–"


class Run:
    """One JSON file, by library."""

    def __init__(self, file):
        self.data = json.loads(file.read_text())
        for part in ("times", "errors", "curves"):
            if not self.data[part]:
                raise Problem(f"{file} has no {part}: the tables need a full run")
        self.libraries = [each["name"] for each in self.data["libraries"] if "version" in each]
        self.times = {
            tuple(cell[key] for key in ("type", "direction", "inputs", "size", "function")): cell["nanoseconds_and_ratio"]
            for cell in self.data["times"]
        }
        self.fused = {
            tuple(cell[key] for key in ("type", "form", "function", "size")): cell["nanoseconds_and_ratio"]
            for cell in self.data.get("fused", [])
        }
        self.errors = {
            (cell["type"], cell["direction"], cell["function"]): cell["worst_and_specials"] for cell in self.data["errors"]
        }
        self.curves = {curve["function"]: curve["worst"] for curve in self.data["curves"]}
        self.functions = list(dict.fromkeys(key[-1] for key in self.times if key[-1] != "memcpy"))

    def cell(self, kind, direction, function, size=MAIN_SIZE, inputs=MAIN_INPUTS):
        """Of each library that was timed: nanoseconds an element, and act's time over the library's."""
        return self.times.get((kind, direction, inputs, size, function), {})

    def sizes(self, kind):
        return sorted({key[3] for key in self.times if key[0] == kind and key[2] == MAIN_INPUTS})

    def worst(self, kind, direction, function, library):
        return [float(error) for error in self.errors[kind, direction, function][library][0]]

    def is_right(self, kind, direction, function, library):
        return max(self.worst(kind, direction, function, library)) <= RIGHT_WITHIN[kind]


def shown_time(nanoseconds):
    return f"{nanoseconds:.3f}" if nanoseconds < 1 else f"{nanoseconds:.2f}" if nanoseconds < 10 else f"{nanoseconds:.1f}"


def shown_error(error):
    if error == float("inf"):
        return "∞"
    if error == 0:
        return "0"
    if error >= 1000:
        return f"{error:.0e}".replace("e+0", "e").replace("e+", "e")
    return f"{error:.1f}" if error < 10 else f"{error:.0f}"


def shown_special(number):
    if "nan" in str(number):  # or -nan
        return "NaN"
    return {"inf": "+inf", "0.0": "+0", "-0.0": "-0"}.get(str(float(number)), f"{float(number):g}")


def shown_size(size):
    for unit, name in ((1 << 20, "Mi"), (1 << 10, "Ki")):
        if size % unit == 0:
            return f"{size // unit} {name}"
    return str(size)


def fastest(run, kind, direction, function, accepted):
    """The name of the peer that leaves act the largest ratio."""
    cell = run.cell(kind, direction, function)
    peers = [library for library in cell if library != "act" and accepted(library)]
    return max(peers, key=lambda library: cell[library][1], default=None)


def duel_row(run, kind, direction, function):
    cell = run.cell(kind, direction, function)

    def shown(library):
        return f"{library} {shown_time(cell[library][0])}"

    any_peer = fastest(run, kind, direction, function, lambda library: True)
    if any_peer is None:
        return [f"`{function}`", direction, shown_time(cell["act"][0])] + [NOTHING] * 5
    right = fastest(run, kind, direction, function, lambda library: run.is_right(kind, direction, function, library))
    worst = max(run.worst(kind, direction, function, any_peer))
    row = [f"`{function}`", direction, shown_time(cell["act"][0])]
    row += [shown(any_peer), shown_error(worst), f"{cell[any_peer][1]:.2f}"]
    return row + ([shown(right), f"{cell[right][1]:.2f}"] if right else [NOTHING, NOTHING])


def duel_table(run, kind):
    """A line for each function and direction: act against the fastest peer and the fastest right one."""
    head = ["function", "direction", "act, ns", "fastest peer, ns", "its worst error, ULP", "act / peer"]
    head += ["fastest right peer, ns", "act / peer"]
    wanted = [(direction, function) for direction in DIRECTIONS for function in run.functions]
    return markdown([head] + [duel_row(run, kind, *each) for each in wanted if run.cell(kind, *each)])


def library_table(run, shown):
    """A line for each library, a column for each function; shown(library, function) gives a cell or nothing."""
    table = [["library"] + [f"`{function}`" for function in run.functions]]
    for library in run.libraries:
        row = [shown(library, function) for function in run.functions]
        if any(row):
            table.append([library] + [cell or NOTHING for cell in row])
    return markdown(table)


def joined_times(cells, library):
    """The library's time in each of these cells; nothing where it is in none."""
    if not any(library in cell for cell in cells):
        return None
    return " / ".join(shown_time(cell[library][0]) if library in cell else NOTHING for cell in cells)


def size_tables(run, kind):
    sizes = run.sizes(kind)
    text = ""
    for direction in DIRECTIONS:
        text += f"\n{kind}, {direction}, ns an element at {' / '.join(map(shown_size, sizes))} elements:\n\n"
        cells = lambda function: [run.cell(kind, direction, function, size) for size in sizes]
        text += library_table(run, lambda library, function: joined_times(cells(function), library))
    copies = [run.cell(kind, "forward", "memcpy", size) for size in sizes]
    return text + f"\nmemcpy: {joined_times(copies, 'memcpy')}.\n"


def input_tables(run, kind):
    text = ""
    for direction in DIRECTIONS:
        text += f"\n{kind}, {direction}, ns an element with {' / '.join(INPUTS.values())}:\n\n"
        cells = lambda function: [run.cell(kind, direction, function, inputs=inputs) for inputs in INPUTS]
        text += library_table(run, lambda library, function: joined_times(cells(function), library))
    return text


def error_tables(run, kind):
    def worst(direction, library, function):
        if library not in run.errors[kind, direction, function]:
            return None
        return " / ".join(map(shown_error, run.worst(kind, direction, function, library)))

    def specials(direction, library, function):
        found = run.errors[kind, direction, function].get(library)
        return " / ".join(map(shown_special, found[1])) if found else None

    text = ""
    for what, shown in ((f"worst error in ULP over {' / '.join(RANGES)}", worst), ("results at -inf / +inf", specials)):
        for direction in DIRECTIONS:
            text += f"\n{kind}, {direction}, {what}:\n\n"
            text += library_table(run, lambda library, function: shown(direction, library, function))
    return text


def library_list(runs):
    text = ""
    for name, run in runs.items():
        text += f"\n{name}, {run.data['processor']}, {run.data['compiler']}: "
        text += ", ".join(f"{each['name']} {each['version']}" for each in run.data["libraries"] if "version" in each) + ".\n"
        for each in run.data["libraries"]:
            if "version" not in each:
                text += f"{each['name']} is left out: {each['left_out_because']}.\n"
    return text


def fused_table(run, kind):
    """A line for each form and function: act's times, and its ratio to each library, at every size."""
    cells = {key[1:]: cell for key, cell in run.fused.items() if key[0] == kind}
    sizes = sorted({size for _, _, size in cells})
    peers = [library for library in run.libraries if library != "act" and any(library in cell for cell in cells.values())]
    lines = [["form", "function", "act, ns"] + [f"act / {library}" for library in peers]]
    for form, function in dict.fromkeys(key[:2] for key in cells):
        of_sizes = [cells[form, function, size] for size in sizes]
        ratios = [
            " / ".join(f"{cell[library][1]:.2f}" for cell in of_sizes) if library in of_sizes[0] else NOTHING
            for library in peers
        ]
        lines.append([f"`{form}`", f"`{function}`", joined_times(of_sizes, "act"), *ratios])
    return f"\n{kind}, at {' / '.join(map(shown_size, sizes))} elements:\n\n" + markdown(lines)


def kinds_timed(run):
    return [kind for kind in TYPES if run.sizes(kind)]


def kinds_measured(run):
    return [kind for kind in TYPES if any(key[0] == kind for key in run.errors)]


def whole_page(runs):
    text = "## Libraries\n" + library_list(runs)
    for name, run in runs.items():
        text += f"\n## {name}: act and the fastest\n"
        for kind in kinds_timed(run):
            text += f"\n{kind}, {shown_size(MAIN_SIZE)} elements, {INPUTS[MAIN_INPUTS]}:\n\n" + duel_table(run, kind)
    for name, run in runs.items():
        if run.fused:
            text += f"\n## {name}: fused forms\n"
            text += "".join(fused_table(run, kind) for kind in TYPES if any(key[0] == kind for key in run.fused))
    for title, tables in (("all sizes", size_tables), ("inputs", input_tables)):
        for name in SHOWN_IN_FULL:
            text += f"\n## {name}: {title}\n" + "".join(tables(runs[name], kind) for kind in kinds_timed(runs[name]))
    for name in SHOWN_IN_FULL:
        run = runs[name]
        text += f"\n## {name}: errors\n" + "".join(error_tables(run, kind) for kind in kinds_measured(run))
    return text


def runs_in(root):
    return {name: Run(root / "docs" / file) for name, file in RUNS.items()}


def pages(root):
    """Every file that holds a table, with the text that it should have."""
    runs = runs_in(root)
    page = root / "docs" / "performance.md"
    yield page, between_markers(page, "performance tables", whole_page(runs))


def colours(libraries):
    """act stands out, the others share a palette, the same in both pictures."""
    palette = ["#9e9e9e", "#1f77b4", "#6baed6", "#2ca02c", "#98df8a", "#9467bd", "#8c564b", "#ff7f0e", "#17becf", "#bcbd22"]
    return dict(zip(libraries, ["#d62728"] + palette))


def draw_throughput_of(axes, run, direction, function):
    cell = run.cell("float", direction, function)
    libraries = [library for library in run.libraries if library in cell]
    colour = colours(run.libraries)
    for place, library in enumerate(libraries):
        right = run.is_right("float", direction, function, library)
        fill = {"color": colour[library]} if right else {"color": pictures.PAPER, "hatch": "////"}
        axes.barh(place, 1 / cell[library][0], **fill, edgecolor=colour[library])
    axes.set_yticks(range(len(libraries)), libraries, fontsize=7)
    axes.invert_yaxis()
    axes.grid(False, axis="y")
    axes.tick_params(axis="x", labelsize=7)
    axes.set_title(f"{function} {direction}", fontsize=9)


def draw_throughput(run, pyplot):
    height = 2 * len(run.functions)
    figure, all_axes = pyplot.subplots(len(run.functions), len(DIRECTIONS), figsize=(9, height), layout="constrained")
    for row, function in zip(all_axes, run.functions):
        for axes, direction in zip(row, DIRECTIONS):
            draw_throughput_of(axes, run, direction, function)
    title = f"Elements a nanosecond: float, {shown_size(MAIN_SIZE)} elements, one core, {run.data['instruction_set']}"
    figure.suptitle(f"{title}\nhatched: off by more than {RIGHT_WITHIN['float']} ULP between -14 and 20", fontsize=10)
    return figure


def draw_errors_of(axes, run, function):
    low, high, top = *CURVE_RANGE, 1e9
    for library, errors in reversed(run.curves[function].items()):
        x = [low + (high - low) * (piece + 0.5) / len(errors) for piece in range(len(errors))]
        width = 2.5 if library == "act" else 1
        shown = [min(float(error), top) for error in errors]
        axes.plot(x, shown, color=colours(run.libraries)[library], label=library, linewidth=width)
    axes.axhline(2**23, color=pictures.INK, linewidth=0.5, linestyle="dotted")
    axes.set(yscale="log", ylim=(0.1, 2 * top), xlim=CURVE_RANGE, ylabel="ULP")
    axes.set_title(function, fontsize=9)
    axes.legend(*(each[::-1] for each in axes.get_legend_handles_labels()), fontsize=6, ncols=2, loc="upper right")


def draw_errors(run, pyplot):
    functions = [function for function in run.functions if function not in ("relu", "elu")]
    size = (9, 3 * len(functions))
    figure, all_axes = pyplot.subplots(len(functions), 1, figsize=size, sharex=True, layout="constrained")
    for axes, function in zip(all_axes, functions):
        draw_errors_of(axes, run, function)
    all_axes[-1].set_xlabel("x")
    figure.suptitle("Worst error in float; above the dotted line no digit is right", fontsize=10)
    return figure


def write_pictures(root):
    pyplot = pictures.use_matplotlib()
    run = runs_in(root)["AVX-512"]
    for name, draw in (("throughput.svg", draw_throughput), ("errors.svg", draw_errors)):
        pictures.save(draw(run, pyplot), root / "docs" / name, pyplot)


if __name__ == "__main__":
    sys.exit(generated_pages.main("compare_with_peers", __doc__, "docs/performance*.json", pages, write_pictures))
