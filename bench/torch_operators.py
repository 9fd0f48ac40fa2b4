#!/usr/bin/env python3
"""How fast act's operators are in torch, beside torch's own: forward and backward, on one thread and on two. Each line
has act's time a call, and the median, over the repetitions, of its ratio to torch's time in the same repetition: below
1 act is faster. Needs act_torch, see docs/torch.md, and a machine with nothing else to do; it may be run in parts:

    for f in gelu gelu_tanh silu relu elu swiglu; do bench/torch_operators.py --functions $f --output FILE; done"""
import argparse
import csv
import functools
import itertools
import pathlib
import statistics
import sys
import time

import torch
from torch.nn import functional as F

import act_torch

FORWARD = {
    "gelu": (torch.ops.act.gelu, F.gelu),
    "gelu_tanh": (torch.ops.act.gelu_tanh, lambda x: F.gelu(x, approximate="tanh")),
    "silu": (torch.ops.act.silu, F.silu),
    "relu": (torch.ops.act.relu, torch.relu),
    "elu": (torch.ops.act.elu, F.elu),
    "swiglu": (lambda x: act_torch.swiglu(x, x), lambda x: F.silu(x) * x),
}
BACKWARD = {
    "gelu": (torch.ops.act.gelu_backward, torch.ops.aten.gelu_backward),
    "gelu_tanh": (
        torch.ops.act.gelu_tanh_backward,
        lambda dy, x: torch.ops.aten.gelu_backward(dy, x, approximate="tanh"),
    ),
    "silu": (torch.ops.act.silu_backward, torch.ops.aten.silu_backward),
    "relu": (torch.ops.act.relu_backward, lambda dy, x: torch.ops.aten.threshold_backward(dy, x, 0)),
    "elu": (torch.ops.act.elu_backward, lambda dy, x: torch.ops.aten.elu_backward(dy, 1, 1, 1, False, x)),
}
# torch's own operators, called as every operator that is registered with it.
THROUGH_OPS = {
    "gelu": (torch.ops.act.gelu, torch.ops.aten.gelu),
    "gelu_tanh": (torch.ops.act.gelu_tanh, lambda x: torch.ops.aten.gelu(x, approximate="tanh")),
    "silu": (torch.ops.act.silu, torch.ops.aten.silu),
    "relu": (torch.ops.act.relu, torch.ops.aten.relu),
    "elu": (torch.ops.act.elu, torch.ops.aten.elu),
}


def recorded(f):
    """Forward and backward by autograd."""
    return lambda dy, x: torch.autograd.grad(f(x), x, dy)


RECORDED = {name: tuple(map(recorded, pair)) for name, pair in FORWARD.items()}
DIRECTIONS = {"forward": FORWARD, "backward": BACKWARD, "forward, torch.ops": THROUGH_OPS, "recorded": RECORDED}
OF_INTEREST_FOR_CALLS = ("forward, torch.ops", "recorded")
DTYPES = {"float": torch.float32, "bfloat16": torch.bfloat16}
COLUMNS = ("torch", "function", "direction", "type", "threads", "elements", "nanoseconds", "ratio")


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1,1024,16384,262144,1048576,16777216")
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--types", default="float,bfloat16")
    parser.add_argument("--functions", default=",".join(FORWARD))
    parser.add_argument("--repetitions", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=0.02, help="least time of one measurement")
    parser.add_argument("--output", type=pathlib.Path, help="append the lines to this file, instead of printing them")
    return parser.parse_args(arguments)


def seconds_of(call, count):
    began = time.perf_counter()
    for _ in range(count):
        call()
    return time.perf_counter() - began


def calls_for(call, least):
    """As many calls as take long enough to be measured."""
    count = 1
    while (took := seconds_of(call, count)) < least:
        count = max(2 * count, int(1.2 * count * least / max(took, 1e-9)))
    return count


def compare(act, other, repetitions, least):
    """act's median time, and the median ratio; one goes first, then the other."""
    counts = {call: calls_for(call, least) for call in (act, other)}
    times, ratios = [], []
    for repetition in range(repetitions):
        order = (act, other) if repetition % 2 else (other, act)
        took = {call: seconds_of(call, counts[call]) / counts[call] for call in order}
        times.append(took[act])
        ratios.append(took[act] / took[other])
    return statistics.median(times), statistics.median(ratios)


def settings(options):
    """What is compared, one after the other."""
    for threads, name in itertools.product(options.threads.split(","), options.functions.split(",")):
        for direction, functions in DIRECTIONS.items():
            if name in functions:
                sizes = ["1"] if direction in OF_INTEREST_FOR_CALLS else options.sizes.split(",")
                for dtype, size in itertools.product(options.types.split(","), sizes):
                    yield int(threads), name, direction, functions[name], dtype, int(size)


def measured(options):
    for threads, name, direction, functions, dtype, size in settings(options):
        torch.set_num_threads(threads)
        dy, x = ((torch.randn(size) * scale).to(DTYPES[dtype]) for scale in (1, 2))
        x.requires_grad_(direction == "recorded")
        tensors = [x] if direction.startswith("forward") else [dy, x]
        of_act, of_torch = (functools.partial(f, *tensors) for f in functions)
        with torch.inference_mode(direction != "recorded"):
            took, ratio = compare(of_act, of_torch, options.repetitions, options.seconds)
        yield torch.__version__, name, direction, dtype, threads, size, f"{took * 1e9:.4g}", f"{ratio:.3f}"


def main():
    options = parse(sys.argv[1:])
    has_header = options.output is not None and options.output.exists()
    with options.output.open("a") if options.output else sys.stdout as file:
        lines = csv.writer(file, lineterminator="\n")
        if not has_header:
            lines.writerow(COLUMNS)
        for row in measured(options):
            lines.writerow(row)
            file.flush()


if __name__ == "__main__":
    main()
