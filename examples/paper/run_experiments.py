#!/usr/bin/env python3
"""Runs every experiment of the GELU paper, one after the other, on at most two cores: reduced, or as in the paper with
--full. Interrupted, it continues where it was. Needs the program paper, built; the pictures need matplotlib."""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FASHION_MNIST = pathlib.Path("/usr/share/datasets/fashion-mnist")

# Directory of the results, command, and what is reduced. Without it: everything as in the paper.
RATES = "--learning-rate 1e-3,1e-4"
OTHER_RATES = "--learning-rate 0.1,0.01"
RUNS = [
    ("mnist-classify", "mnist-classify", f"--epochs 8 {RATES}"),
    ("mnist-noise", "mnist-noise", ""),
    ("mnist-classify-stochastic", "mnist-classify --activation stochastic_gelu --dropout 0", f"--epochs 8 {RATES}"),
    ("twitter-pos", "twitter-pos", RATES),
    ("mnist-autoencode", "mnist-autoencode", "--epochs 2 --seeds 1 --learning-rate 1e-3"),
    ("mnist-classify-sgd", "mnist-classify --optimizer sgd --dropout 0", f"--epochs 4 --seeds 3 {OTHER_RATES}"),
    ("mnist-classify-momentum", "mnist-classify --optimizer momentum --dropout 0", f"--epochs 4 --seeds 3 {OTHER_RATES}"),
]


def stay_on_two_cores():
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])


def images(out):
    """MNIST, fetched if need be; without a network Fashion-MNIST."""
    mnist = out / "data" / "mnist"
    if subprocess.run([pathlib.Path(__file__).parent / "get-data", mnist]).returncode == 0:
        return mnist
    if FASHION_MNIST.is_dir():
        print(f"run_experiments: with Fashion-MNIST instead, from {FASHION_MNIST}", file=sys.stderr)
        return FASHION_MNIST
    sys.exit("run_experiments: no images")


def command_line(arguments, data, name, command, reduction):
    command, *options = command.split()
    options += ["--data", data["tweets" if command == "twitter-pos" else "images"]]
    options += ["--threads", "2", "--out", arguments.out / name]
    if command == "mnist-noise":
        options += ["--networks", arguments.out / "mnist-classify"]
    return [arguments.program, command] + options + ([] if arguments.full else reduction.split())


def publish(out):
    """Copies the tables into docs/ and writes the page and its pictures."""
    for file in sorted(out.glob("*/*.csv")):
        target = ROOT / "docs" / "paper-experiments" / file.parent.name
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target / file.name)
    subprocess.run([sys.executable, ROOT / "tools" / "write_paper_experiments.py"], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build" / "demo" / "examples" / "paper" / "paper")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("paper-results"))
    parser.add_argument("--tweets", type=pathlib.Path, help="the directory of twitter-pos, which is left out without it")
    parser.add_argument("--full", action="store_true", help="all that the paper ran, which takes days")
    parser.add_argument("--publish", action="store_true", help="at the end, write docs/paper-experiments.md")
    arguments = parser.parse_args()
    if not arguments.program.is_file():
        sys.exit(f"run_experiments: there is no {arguments.program}; build it, or say where it is with --program")
    stay_on_two_cores()
    data = {"images": images(arguments.out), "tweets": arguments.tweets}
    for run in RUNS:
        if run[1] == "twitter-pos" and not arguments.tweets:
            print("run_experiments: twitter-pos is left out, for there is no --tweets", file=sys.stderr)
            continue
        line = [str(word) for word in command_line(arguments, data, *run)]
        print("$", *line, flush=True)
        subprocess.run(line, check=True)
    subprocess.run([sys.executable, ROOT / "tools" / "draw_paper_experiments.py", arguments.out], check=False)
    if arguments.publish:
        publish(arguments.out)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, subprocess.CalledProcessError, KeyboardInterrupt) as problem:
        sys.exit(f"run_experiments: {problem}")
