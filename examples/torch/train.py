#!/usr/bin/env python3
"""Trains a small network on Fashion-MNIST with act's activations, in one process or, with the same losses, in several:

    python3 examples/torch/train.py
    python3 -m torch.distributed.run --redirects 1 --tee 1 --nproc_per_node 2 examples/torch/train.py

(Without the first two options the launcher of torch 1.13 fails under Python 3.11.)

Its activations: the GELU, the stochastic one, SwiGLU and the GELU whose normal distribution is learned."""
import argparse
import gzip
import os
import pathlib
import sys

import numpy
import torch
import torch.distributed as distributed
from torch import nn
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset

import act_torch


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data",
        type=pathlib.Path,
        default="/usr/share/datasets/fashion-mnist",
        help="directory of a data set in MNIST's format (Debian: dataset-fashion-mnist)",
    )
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--batch", type=int, default=256, help="images in a batch, of all processes together")
    parser.add_argument("--images", type=int, help="train on the first of them alone")
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--double", action="store_true", help="compute in double")
    parser.add_argument("--losses", type=pathlib.Path, help="write each step's loss to this file")
    return parser.parse_args(arguments)


def read_idx(path):
    """A file of MNIST's, plain or gzipped."""
    zipped = path.with_name(path.name + ".gz")
    content = gzip.decompress(zipped.read_bytes()) if zipped.exists() else path.read_bytes()
    dimensions = content[3]
    sizes = numpy.frombuffer(content, ">i4", dimensions, 4)
    return torch.from_numpy(numpy.frombuffer(content, numpy.uint8, offset=4 + 4 * dimensions).reshape(*sizes).copy())


def read_images(directory, part, dtype):
    pixels = read_idx(directory / f"{part}-images-idx3-ubyte").flatten(1).to(dtype) / 255
    return pixels, read_idx(directory / f"{part}-labels-idx1-ubyte").long()


def network(dtype):
    torch.manual_seed(1)
    return nn.Sequential(
        nn.Linear(784, 128),
        act_torch.GELU(),
        nn.Linear(128, 128),
        act_torch.StochasticGELU(),
        nn.Linear(128, 128),
        act_torch.SwiGLU(),
        nn.Linear(64, 64),
        act_torch.GELUNormal(),
        nn.Linear(64, 10),
    ).to(dtype)


def mean_over_processes(x):
    x = x.detach().clone()
    if distributed.is_initialized():
        distributed.all_reduce(x)
        x /= distributed.get_world_size()
    return x.item()


def error_rate(model, images, labels):
    model.eval()
    with torch.inference_mode():
        wrong = (model(images).argmax(1) != labels).double().mean().item()
    model.train()
    return wrong


def train(options, rank, world_size):
    dtype = torch.float64 if options.double else torch.float32
    images, labels = read_images(options.data, "train", dtype)
    data = TensorDataset(images[: options.images], labels[: options.images])
    sampler = DistributedSampler(data, world_size, rank, seed=1)
    if options.batch % world_size != 0:
        sys.exit(f"train: {world_size} processes cannot share batches of {options.batch} images")
    loader = DataLoader(data, options.batch // world_size, sampler=sampler, drop_last=True)
    model = network(dtype)
    replica = nn.parallel.DistributedDataParallel(model) if distributed.is_initialized() else model
    optimizer = torch.optim.Adam(model.parameters(), options.learning_rate)
    losses = []
    for epoch in range(options.epochs):
        sampler.set_epoch(epoch)
        for x, label in loader:
            loss = nn.functional.cross_entropy(replica(x), label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(mean_over_processes(loss))
            if rank == 0 and len(losses) % 10 == 0:
                print(f"step {len(losses)}: loss {losses[-1]:.4f}", flush=True)
        if rank == 0:
            test_error = error_rate(model, *read_images(options.data, "t10k", dtype))
            print(f"epoch {epoch + 1}: test error {100 * test_error:.2f} %", flush=True)
    if rank == 0 and options.losses:
        options.losses.write_text("".join(f"{loss!r}\n" for loss in losses))


def main():
    options = parse(sys.argv[1:])
    if "RANK" not in os.environ:
        return train(options, 0, 1)
    distributed.init_process_group("gloo")
    train(options, distributed.get_rank(), distributed.get_world_size())
    distributed.destroy_process_group()


if __name__ == "__main__":
    main()
