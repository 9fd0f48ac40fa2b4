import csv
import pathlib
import sys
import tempfile
import unittest

import torch
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import networks  # noqa: E402
import results  # noqa: E402
import training  # noqa: E402


def small_task(held_out):
    torch.manual_seed(1)
    x = torch.randn(400, 5)
    label = (x[:, 0] * x[:, 1] > 0).long()
    examples = lambda: training.batches(x, label, 100, shuffled=False)  # noqa: E731
    return training.Task(
        data="signs",
        dropout=0,
        optimizer_name="adam",
        optimizer=torch.optim.Adam,
        network=lambda name: nn.Sequential(nn.Linear(5, 32), networks.ACTIVATIONS[name](), nn.Linear(32, 2)),
        schedule=training.linear_to_zero_in_the_second_half,
        examples=400,
        batch=40,
        training=lambda: training.batches(x, label, 40, shuffled=True),
        test=examples,
        held_out=examples if held_out else None,
    )


class Training(unittest.TestCase):
    def run_all(self, held_out=False, rates=(0.01,)):
        """The rows of runs.csv, curves.csv and results.csv."""
        task = small_task(held_out)
        with tempfile.TemporaryDirectory() as directory:
            out = pathlib.Path(directory, "out")
            for epochs in training.train_all(task, ["gelu", "elu"], rates, seeds=3, epochs=15):
                results.write_results(out, "small", task, epochs)
            return [list(csv.DictReader((out / name).open())) for name in ("runs.csv", "curves.csv", "results.csv")]

    def test_it_learns_and_repeats(self):
        runs, curves, medians = self.run_all()
        self.assertEqual(self.run_all(), [runs, curves, medians])
        self.assertEqual((len(runs), len(curves), len(medians)), (2 * 3, 2 * 15, 2))
        gelu = medians[0]
        self.assertEqual(
            [gelu[column] for column in ("experiment", "data", "activation", "chosen", "seeds", "epoch")],
            ["small", "signs", "gelu", "1", "3", "15"],
        )
        self.assertEqual(gelu["held_out_error"], "")
        self.assertLess(float(gelu["test_error"]), 0.15)
        errors = sorted(float(run["test_error"]) for run in runs if run["activation"] == "gelu")
        self.assertEqual(float(gelu["test_error"]), errors[1])

    def test_the_epoch_with_the_least_held_out_error_counts(self):
        errors = [(0.3, 0.31), (0.1, 0.12), (0.2, 0.11)]
        run = [
            training.Epoch("gelu", 1.0, 1, k, 0.0, 0.0, held_out, 0.0, test)
            for k, (held_out, test) in enumerate(errors)
        ]
        self.assertEqual(results.chosen_epoch(run).test_error, 0.12)
        self.assertEqual(results.chosen_epoch([one._replace(held_out_error=None) for one in run]).test_error, 0.11)

    def test_the_learning_rate_with_the_least_held_out_error_is_chosen(self):
        _, _, medians = self.run_all(held_out=True, rates=(1e-5, 0.01))
        self.assertEqual(
            [(row["activation"], row["learning_rate"]) for row in medians if row["chosen"] == "1"],
            [("gelu", "0.01"), ("elu", "0.01")],
        )

    def test_schedules(self):
        optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], 7.0)

        def rate(schedule, share):
            schedule(optimizer, 2.0, share)
            return optimizer.param_groups[0]["lr"]

        self.assertEqual([rate(training.constant, share) for share in (0, 0.9)], [7, 7])
        self.assertEqual(
            [rate(training.linear_to_zero_in_the_second_half, share) for share in (0, 0.5, 0.75, 1)], [2, 2, 1, 0]
        )
        for share, expected in ((0, 2), (0.5, 1), (1, 0)):
            self.assertAlmostEqual(rate(training.cosine, share), expected, places=5)


if __name__ == "__main__":
    unittest.main()
