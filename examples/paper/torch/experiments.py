#!/usr/bin/env python3
"""The experiments of the GELU paper that want convolutions or TIMIT: sections 3.4 and 3.5. Needs act_torch, see
docs/torch.md; what a command does without options is what the paper did."""
import argparse
import pathlib
import sys

import torch

import cifar
import networks
import results
import timit
import training


def names(text):
    unknown = [name for name in text.split(",") if name not in networks.ACTIVATIONS]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0]} is none of {', '.join(networks.ACTIVATIONS)}")
    return text.split(",")


def rates(text):
    values = [float(rate) for rate in text.split(",")]
    if min(values) <= 0:
        raise argparse.ArgumentTypeError("a learning rate is greater than 0")
    return values


def positive(text):
    if int(text) < 1:
        raise argparse.ArgumentTypeError("it is at least 1")
    return int(text)


def add_options(parser, epochs, learning_rate, seeds):
    parser.add_argument("--data", type=pathlib.Path, required=True, help="directory of the data")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="directory of the results")
    parser.add_argument("--activation", type=names, default="gelu,relu,elu")
    parser.add_argument("--learning-rate", type=rates, default=learning_rate)
    parser.add_argument("--epochs", type=positive, default=epochs)
    parser.add_argument("--seeds", type=positive, default=seeds)
    parser.add_argument("--threads", type=positive, default=torch.get_num_threads())


def parse(arguments):
    parser = argparse.ArgumentParser(prog="experiments", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, read, parts in (
        ("cifar10", cifar10, "get-cifar10 fetches them"),
        ("cifar100", cifar100, "train.bin and test.bin of the binary version"),
        ("timit", timit_frames, "the corpus, with TRAIN and TEST"),
    ):
        command = commands.add_parser(name, help=f"--data: {parts}")
        command.set_defaults(task=read)
        add_options(
            command,
            *{"cifar10": (200, "1e-3", 3), "cifar100": (50, "0.1", 3), "timit": (100, "1e-3,1e-4,1e-5", 5)}[name],
        )
        if name == "cifar10":
            command.add_argument("--width", type=float, default=1.0, help="share of the channels")
            command.add_argument(
                "--held-out",
                type=positive,
                help="keep back that many training images, the last, and "
                "measure the error on them too, to choose a learning rate",
            )
        if name != "timit":
            command.add_argument("--train-samples", type=positive, help="train on the first of them alone")
            command.add_argument("--test-samples", type=positive, help="measure the error on the first of them alone")
    return parser.parse_args(arguments)


def adam(parameters, learning_rate):
    return torch.optim.Adam(parameters, learning_rate)


def limited(images, count):
    if count is not None and count > len(images.labels):
        raise ValueError(f"{count} images were asked for but there are {len(images.labels)}")
    return cifar.Images(images.pixels[:count], images.labels[:count])


def divided(images, held_out):
    """What is left to train on, and what is held out."""
    kept = len(images.labels) - (held_out or 0)
    if kept <= 0:
        raise ValueError(f"{held_out} training images cannot be held out, there are {len(images.labels)}")
    return cifar.Images(images.pixels[:kept], images.labels[:kept]), cifar.Images(
        images.pixels[kept:], images.labels[kept:]
    )


def cifar10(options):
    train, test = cifar.read_cifar10(options.data)
    train, held_out = divided(train, options.held_out)
    train, test = limited(train, options.train_samples), limited(test, options.test_samples)
    pixels = cifar.scaled(train.pixels)
    whiten = cifar.Whitening(pixels)

    def examples(images):
        white = whiten(cifar.scaled(images.pixels))
        return lambda: training.batches(white, images.labels, 500, shuffled=False)

    white = whiten(pixels)
    return training.Task(
        data="cifar-10",
        dropout=0.5,
        optimizer_name="adam",
        optimizer=adam,
        network=lambda activation: networks.cifar10_network(networks.ACTIVATIONS[activation], options.width),
        schedule=training.linear_to_zero_in_the_second_half,
        examples=len(train.labels),
        batch=100,
        training=lambda: training.batches(white, train.labels, 100, shuffled=True),
        test=examples(test),
        held_out=examples(held_out) if options.held_out else None,
    )


def cifar100(options):
    train, test = cifar.read_cifar100(options.data)
    train, test = limited(train, options.train_samples), limited(test, options.test_samples)
    pixels = train.pixels.float()
    mean, stddev = pixels.mean((0, 2, 3), keepdim=True), pixels.std((0, 2, 3), keepdim=True)
    normal, normal_test = (pixels - mean) / stddev, (test.pixels.float() - mean) / stddev
    return training.Task(
        data="cifar-100",
        dropout=0.3,
        optimizer_name="momentum",
        network=lambda activation: networks.wide_residual_network(networks.ACTIVATIONS[activation]),
        optimizer=lambda parameters, rate: torch.optim.SGD(
            parameters, rate, momentum=0.9, nesterov=True, weight_decay=5e-4
        ),
        schedule=training.cosine,
        examples=len(train.labels),
        batch=128,
        training=lambda: (
            (cifar.augmented(x), label) for x, label in training.batches(normal, train.labels, 128, shuffled=True)
        ),
        test=lambda: training.batches(normal_test, test.labels, 500, shuffled=False),
    )


def timit_frames(options):
    train, held_out, test = timit.read_timit(options.data)

    def known(frames):
        return (frames.labels >= 0).nonzero().flatten()

    def examples(frames, size, shuffled):
        for chosen, label in training.batches(known(frames), frames.labels[known(frames)], size, shuffled):
            yield frames.features[frames.rows[chosen]], label

    return training.Task(
        data="timit",
        dropout=0.5,
        optimizer_name="adam",
        optimizer=adam,
        network=lambda activation: networks.timit_classifier(networks.ACTIVATIONS[activation]),
        schedule=training.constant,
        examples=len(known(train)),
        batch=64,
        training=lambda: examples(train, 64, True),
        test=lambda: examples(test, 1024, False),
        held_out=lambda: examples(held_out, 1024, False),
    )


def main():
    options = parse(sys.argv[1:])
    torch.set_num_threads(options.threads)
    if not options.data.is_dir():
        sys.exit(f"experiments: {options.data} is not a directory")
    try:
        task = options.task(options)
    except (OSError, ValueError) as problem:
        sys.exit(f"experiments: {problem}")
    for epochs in training.train_all(task, options.activation, options.learning_rate, options.seeds, options.epochs):
        results.write_results(options.out, options.command, task, epochs)


if __name__ == "__main__":
    main()
