"""What was measured, written as the C++ experiments write it: runs.csv has a line for each network, curves.csv medians
over the seeds, epoch by epoch, results.csv medians of the runs."""
import csv
import pathlib
import statistics
from typing import Dict, Iterable, List

from training import Epoch, Task

MEASURED = ("training_loss", "training_error", "held_out_loss", "held_out_error", "test_loss", "test_error")
SETTING = ("experiment", "data", "activation", "optimizer", "dropout", "learning_rate")


def chosen_epoch(run: List[Epoch]) -> Epoch:
    """Of one network the epoch with the least held-out error, or the last where nothing was held out."""
    return run[-1] if run[-1].held_out_error is None else min(run, key=lambda one: one.held_out_error)


def grouped(epochs: Iterable[Epoch], *columns: str) -> Dict[tuple, List[Epoch]]:
    groups: Dict[tuple, List[Epoch]] = {}
    for one in epochs:
        groups.setdefault(tuple(getattr(one, column) for column in columns), []).append(one)
    return groups


def setting(experiment: str, task: Task, one: Epoch) -> dict:
    return dict(
        zip(
            SETTING,
            (experiment, task.data, one.activation, task.optimizer_name, f"{task.dropout:g}", f"{one.learning_rate:g}"),
        )
    )


def measured(epochs: List[Epoch]) -> dict:
    """Medians; nothing where nothing was measured."""
    numbers = {name: [getattr(one, name, None) for one in epochs] for name in MEASURED}
    return {name: "" if None in values else f"{statistics.median(values):.6g}" for name, values in numbers.items()}


def rates_chosen(runs: List[Epoch]) -> Dict[str, float]:
    """By activation the learning rate with the smallest median of the held-out errors, or the first."""
    chosen: Dict[str, tuple] = {}
    for (activation, rate), alike in grouped(runs, "activation", "learning_rate").items():
        errors = [one.held_out_error for one in alike]
        error = float("inf") if None in errors else statistics.median(errors)
        if activation not in chosen or error < chosen[activation][0]:
            chosen[activation] = (error, rate)
    return {activation: rate for activation, (_, rate) in chosen.items()}


def write_rows(path: pathlib.Path, rows: List[dict]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_results(out: pathlib.Path, experiment: str, task: Task, epochs: List[Epoch]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    runs = [chosen_epoch(run) for run in grouped(epochs, "activation", "learning_rate", "seed").values()]
    rates = rates_chosen(runs)

    def medians(alike: List[Epoch], epoch: int) -> dict:
        one = alike[0]
        return {
            **setting(experiment, task, one),
            "chosen": int(rates[one.activation] == one.learning_rate),
            "training_examples": task.examples,
            "seeds": len(alike),
            "epoch": epoch,
            **measured(alike),
        }

    last = max(one.epoch for one in epochs)
    write_rows(
        out / "runs.csv",
        [{**setting(experiment, task, one), "seed": one.seed, "epoch": one.epoch, **measured([one])} for one in runs],
    )
    write_rows(
        out / "curves.csv",
        [
            medians(alike, epoch)
            for (_, _, epoch), alike in grouped(epochs, "activation", "learning_rate", "epoch").items()
        ],
    )
    write_rows(
        out / "results.csv", [medians(alike, last) for alike in grouped(runs, "activation", "learning_rate").values()]
    )
