#!/usr/bin/env python3
"""How fast act's operators are in torch, beside torch's own: forward and backward, on one thread and on two. Each line
has act's time an element, and the median, over the repetitions, of its ratio to torch's time in the same repetition:
below 1 act is faster. Needs act_torch, see docs/torch.md, and a machine with nothing else to do."""
import argparse
import functools
import itertools
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
DTYPES = {"float": torch.float32, "bfloat16": torch.bfloat16}


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1024,16384,262144,1048576,16777216")
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--types", default="float,bfloat16")
    parser.add_argument("--functions", default=",".join(FORWARD))
    parser.add_argument("--repetitions", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=0.02, help="least time of one measurement")
    return parser.parse_args(arguments)


def seconds_a_call(call, least):
    """Of as many calls as take long enough to be measured."""
    count = 1
    while True:
        began = time.perf_counter()
        for _ in range(count):
            call()
        took = time.perf_counter() - began
        if took >= least:
            return took / count
        count = max(2 * count, int(1.2 * count * least / max(took, 1e-9)))


def compare(act, other, repetitions, least):
    """act's median time, and the median ratio."""
    times, ratios = [], []
    for repetition in range(repetitions + 1):
        pair = [seconds_a_call(call, least) for call in ((act, other) if repetition % 2 else (other, act))]
        of_act, of_other = pair if repetition % 2 else reversed(pair)
        if repetition > 0:  # the first warms up
            times.append(of_act)
            ratios.append(of_act / of_other)
    return statistics.median(times), statistics.median(ratios)


def settings(options):
    """What is compared, one after the other."""
    for threads, name in itertools.product(options.threads.split(","), options.functions.split(",")):
        for direction, functions in (("forward", FORWARD), ("backward", BACKWARD)):
            if name in functions:
                for dtype, size in itertools.product(options.types.split(","), options.sizes.split(",")):
                    yield int(threads), name, direction, functions[name], dtype, int(size)


def main():
    options = parse(sys.argv[1:])
    print(f"torch {torch.__version__}\n")
    print("| function | direction | type | threads | elements | act, ns an element | act / torch |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for threads, name, direction, functions, dtype, size in settings(options):
        torch.set_num_threads(threads)
        tensors = [(torch.randn(size) * scale).to(DTYPES[dtype]) for scale in ((2,), (1, 2))[direction == "backward"]]
        of_act, of_torch = (functools.partial(f, *tensors) for f in functions)
        with torch.inference_mode():
            took, ratio = compare(of_act, of_torch, options.repetitions, options.seconds)
        row = (f"`{name}`", direction, dtype, threads, size, f"{took / size * 1e9:.3f}", f"{ratio:.2f}")
        print("| " + " | ".join(map(str, row)) + " |", flush=True)


if __name__ == "__main__":
    main()
