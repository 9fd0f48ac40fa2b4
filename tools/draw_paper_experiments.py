#!/usr/bin/env python3
"""Draws what examples/paper has measured: for every curves.csv or noise.csv below the given directories a picture
beside it, curves.svg or noise.svg. Needs matplotlib."""
import argparse
import csv
import pathlib
import sys

import pictures

COLOURS = {"gelu": "#d62728", "relu": "#1f77b4", "elu": "#2ca02c", "silu": "#9467bd", "stochastic_gelu": "#ff7f0e"}


def read_rows(file):
    with open(file, newline="") as text:
        return list(csv.DictReader(text))


def groups(rows, *columns):
    """The rows by what they have in these columns, in the order of the rows."""
    result = {}
    for row in rows:
        result.setdefault(tuple(row[column] for column in columns), []).append(row)
    return result


def is_reconstruction(rows):
    return all(row["test_error"] == "" for row in rows)


def subject(rows):
    row = rows[0]
    seeds = f"median of {row['seeds']} runs" if row["seeds"] != "1" else "one run"
    return f"{row['experiment']} on {row['data']}, {seeds}"


def draw_lines(axes, rows, x, y, **style):
    for (activation,), of_one in groups(rows, "activation").items():
        numbers = [(float(row[x]), float(row[y])) for row in of_one]
        axes.plot(*zip(*numbers), color=COLOURS.get(activation), label=activation, **style)


def draw_curves(rows, pyplot):
    """A panel for each dropout or, where no learning rate is chosen, for each learning rate."""
    reconstruction = is_reconstruction(rows)
    shown = rows if reconstruction else [row for row in rows if row["chosen"] == "1"]
    panels = groups(shown, "learning_rate" if reconstruction else "dropout")
    nothing_held_out = all(row["held_out_loss"] == "" for row in rows)
    other, name = ("test_loss", "test") if reconstruction or nothing_held_out else ("held_out_loss", "held out")
    figure, all_axes = pyplot.subplots(1, len(panels), figsize=(4.5 * len(panels), 4), layout="constrained", squeeze=False)
    for axes, ((value,), of_panel) in zip(all_axes[0], panels.items()):
        draw_lines(axes, of_panel, "epoch", "training_loss")
        axes.legend(fontsize=8)
        draw_lines(axes, of_panel, "epoch", other, linestyle="dashed")
        title = "learning rate" if reconstruction else "dropout"
        axes.set(yscale="log", xlabel="epoch", ylabel="squared error" if reconstruction else "log loss")
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.set_title(f"{title} {value}", fontsize=9)
    figure.suptitle(f"{subject(rows)}: training (solid), {name} (dashed)", fontsize=10)
    return figure


def draw_noise(rows, pyplot):
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 4), layout="constrained")
    for axes, quantity, title in ((left, "test_accuracy", "accuracy"), (right, "test_loss", "log loss")):
        draw_lines(axes, rows, "noise", quantity)
        axes.set(xlabel="a, of the noise from [-a, a]", ylabel=title)
        axes.legend(fontsize=8)
    figure.suptitle(subject(rows), fontsize=10)
    return figure


PICTURES = {"curves.csv": draw_curves, "noise.csv": draw_noise}


def draw_all(directory):
    """Every picture below the directory; their files, which are none without matplotlib."""
    try:
        pyplot = pictures.use_matplotlib()
    except ImportError as problem:
        print(f"draw_paper_experiments: no pictures: {problem} (Debian: python3-matplotlib)", file=sys.stderr)
        return []

    written = []
    for name, draw in PICTURES.items():
        for file in sorted(directory.rglob(name)):
            pictures.save(draw(read_rows(file), pyplot), file.with_suffix(".svg"), pyplot)
            written.append(file.with_suffix(".svg"))
    return written


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=pathlib.Path, nargs="+")
    for directory in parser.parse_args().directory:
        written = draw_all(directory)
        if not written:
            print(f"draw_paper_experiments: nothing drawn of {directory}", file=sys.stderr)
            return 2
        print(*written, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
