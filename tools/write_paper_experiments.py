#!/usr/bin/env python3
"""Writes the tables of docs/paper-experiments.md from docs/paper-experiments/*/*.csv, which examples/paper has
measured, and the pictures beside them. With --check nothing is written, and the exit status is 1 where a table differs.
The pictures need matplotlib."""
import math
import sys

import generated_pages
from draw_paper_experiments import draw_all, groups, read_rows
from generated_pages import between_all_markers, markdown

ERRORS_OF_THE_PAPER = {"gelu": "12.57 %", "relu": "12.67 %", "elu": "12.91 %"}
NOT_RUN = "_Not run yet._\n"


def percent(number):
    return f"{100 * float(number):.2f} %"


def loss(number):
    return f"{float(number):.3g}"


def rows_in(root, name, file):
    """The rows of a file of one experiment; none where it has not been run."""
    path = root / "docs" / "paper-experiments" / name / file
    return read_rows(path) if path.exists() else []


def extent(rows):
    """What was run: the data, the examples, the epochs, the seeds."""
    row = rows[0]
    rates = ", ".join(dict.fromkeys(each["learning_rate"] for each in rows))
    return (
        f"{row['data']}, {row['training_examples']} training examples, epochs: {row['epoch']}, seeds: {row['seeds']}, "
        f"learning rates: {rates}.\n\n"
    )


def spread(row, runs, quantity, shown):
    """The median, and the best and worst run."""
    same = ("activation", "optimizer", "dropout", "learning_rate")
    numbers = [float(run[quantity]) for run in runs if all(run[column] == row[column] for column in same)]
    text = shown(row[quantity])
    return text if len(numbers) < 2 else f"{text} ({shown(min(numbers))} to {shown(max(numbers))})"


def verdict(rows, quantity, what, shown):
    """Who has the smallest median, as it was measured. What has diverged is last."""
    ordered = sorted(rows, key=lambda row: (math.isnan(float(row[quantity])), float(row[quantity])))
    text = f"Smallest {what}: `{ordered[0]['activation']}`, {shown(ordered[0][quantity])}"
    if len(ordered) > 1:
        text += f"; next `{ordered[1]['activation']}`, {shown(ordered[1][quantity])}"
    return text + ".\n"


def picture(root, name, file):
    return f"\n![{name}](paper-experiments/{name}/{file})\n" if rows_in(root, name, file.replace(".svg", ".csv")) else ""


def classification(root, name):
    rows, runs = rows_in(root, name, "results.csv"), rows_in(root, name, "runs.csv")
    if not rows:
        return NOT_RUN
    chosen = [row for row in rows if row["chosen"] == "1"]
    table = [["activation", "dropout", "learning rate", "training log loss", "held-out error", "test log loss", "test error"]]
    for row in chosen:
        table.append(
            [f"`{row['activation']}`", row["dropout"], row["learning_rate"], spread(row, runs, "training_loss", loss)]
            + [percent(row["held_out_error"]), loss(row["test_loss"]), spread(row, runs, "test_error", percent)]
        )
    text = extent(rows) + markdown(table)
    for (dropout,), alike in groups(chosen, "dropout").items():
        if len(alike) > 1:
            text += f"\nDropout {dropout}. " + verdict(alike, "training_loss", "training log loss", loss)
            text += verdict(alike, "test_error", "test error", percent)
    return text + picture(root, name, "curves.svg")


def noise(root):
    rows = rows_in(root, "mnist-noise", "noise.csv")
    if not rows:
        return NOT_RUN
    levels = [row for row in rows if float(row["noise"]) % 0.5 == 0]
    by_activation = groups(levels, "activation")
    first = next(iter(by_activation.values()))
    table = [["activation"] + [f"a = {row['noise']}" for row in first]]
    for (activation,), of_one in by_activation.items():
        table.append([f"`{activation}`"] + [percent(row["test_accuracy"]) for row in of_one])
    for (activation,), of_one in by_activation.items():
        table.append([f"`{activation}`, log loss"] + [loss(row["test_loss"]) for row in of_one])
    strongest = [of_one[-1] for of_one in by_activation.values()]
    best = max(strongest, key=lambda row: float(row["test_accuracy"]))
    text = f"\nLargest accuracy at a = {best['noise']}: `{best['activation']}`, {percent(best['test_accuracy'])}.\n"
    return markdown(table) + text + picture(root, "mnist-noise", "noise.svg")


def reconstruction(root):
    rows, runs = rows_in(root, "mnist-autoencode", "results.csv"), rows_in(root, "mnist-autoencode", "runs.csv")
    if not rows:
        return NOT_RUN
    table = [["activation", "learning rate", "training squared error", "test squared error"]]
    for row in rows:
        table.append(
            [f"`{row['activation']}`", row["learning_rate"], spread(row, runs, "training_loss", loss)]
            + [spread(row, runs, "test_loss", loss)]
        )
    text = extent(rows) + markdown(table)
    for (rate,), alike in groups(rows, "learning_rate").items():
        text += f"\nLearning rate {rate}. " + verdict(alike, "test_loss", "test squared error", loss)
    return text + picture(root, "mnist-autoencode", "curves.svg")


def tagging(root):
    rows, runs = rows_in(root, "twitter-pos", "results.csv"), rows_in(root, "twitter-pos", "runs.csv")
    if not rows:
        return NOT_RUN
    chosen = [row for row in rows if row["chosen"] == "1"]
    table = [["activation", "learning rate", "held-out error", "test error", "the paper's, with its own vectors"]]
    for row in chosen:
        table.append(
            [f"`{row['activation']}`", row["learning_rate"], percent(row["held_out_error"])]
            + [spread(row, runs, "test_error", percent), ERRORS_OF_THE_PAPER.get(row["activation"], "")]
        )
    text = extent(rows) + markdown(table) + "\n" + verdict(chosen, "test_error", "test error", percent)
    return text + picture(root, "twitter-pos", "curves.svg")


def convolutions(root):
    rows, runs = rows_in(root, "cifar10", "results.csv"), rows_in(root, "cifar10", "runs.csv")
    if not rows:
        return NOT_RUN
    chosen = [row for row in rows if row["chosen"] == "1"]
    table = [["activation", "learning rate", "training log loss", "test log loss", "test error"]]
    for row in chosen:
        table.append(
            [f"`{row['activation']}`", row["learning_rate"], spread(row, runs, "training_loss", loss)]
            + [loss(row["test_loss"]), spread(row, runs, "test_error", percent)]
        )
    text = extent(rows) + markdown(table) + "\n" + verdict(chosen, "training_loss", "training log loss", loss)
    return text + verdict(chosen, "test_error", "test error", percent) + picture(root, "cifar10", "curves.svg")


def pages(root):
    page = root / "docs" / "paper-experiments.md"
    sections = {
        "mnist-classify": classification(root, "mnist-classify"),
        "mnist-classify-stochastic": classification(root, "mnist-classify-stochastic"),
        "mnist-classify-sgd": classification(root, "mnist-classify-sgd"),
        "mnist-classify-momentum": classification(root, "mnist-classify-momentum"),
        "mnist-noise": noise(root),
        "mnist-autoencode": reconstruction(root),
        "twitter-pos": tagging(root),
        "cifar10": convolutions(root),
    }
    yield page, between_all_markers(page, sections)


def write_pictures(root):
    results = root / "docs" / "paper-experiments"
    if results.exists():
        draw_all(results)


if __name__ == "__main__":
    source = "docs/paper-experiments/*/*.csv"
    sys.exit(generated_pages.main("write_paper_experiments", __doc__, source, pages, write_pictures))
