"""CIFAR-10 and CIFAR-100: images of 3 x 32 x 32 bytes and their labels."""
import json
import pathlib
from typing import NamedTuple

import numpy
import torch
from torch import Tensor


class Images(NamedTuple):
    """pixels: uint8, images x 3 x 32 x 32; labels: int64."""

    pixels: Tensor
    labels: Tensor


def check_class_counts(images: Images, classes: int, name: str) -> Images:
    expected = len(images.labels) // classes
    if (
        images.pixels.shape != (len(images.labels), 3, 32, 32)
        or torch.bincount(images.labels, minlength=classes).tolist() != [expected] * classes
    ):
        raise ValueError(f"{name} does not have {expected} images of each of {classes} classes")
    return images


def rows_of_png(path: pathlib.Path) -> Tensor:
    """A picture of 1024 x 10000, each row of which is an image of 32 x 32, line by line."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    rows = numpy.asarray(Image.open(path).convert("RGB"))
    if rows.shape != (10000, 1024, 3):
        raise ValueError(f"{path} is not 1024 pixels wide and 10000 high")
    return torch.from_numpy(rows.reshape(10000, 32, 32, 3).copy()).permute(0, 3, 1, 2)


def read_cifar10(directory: pathlib.Path):
    """The training and the test images of get-cifar10."""

    def images(pictures, labels):
        pixels = torch.cat([rows_of_png(directory / f"{name}.png") for name in pictures])
        return check_class_counts(
            Images(pixels, torch.tensor(json.loads((directory / labels).read_text()))), 10, labels
        )

    # The package spells them so.
    return (
        images([f"data_batch_{k}" for k in range(1, 6)], "train_lables.json"),
        images(["test_batch"], "test_lables.json"),
    )


def read_cifar100(directory: pathlib.Path):
    """train.bin and test.bin of CIFAR-100's binary version: a coarse label, a fine one and 3072 pixels each."""

    def images(path, count):
        content = numpy.frombuffer(path.read_bytes(), numpy.uint8)
        if content.size != count * 3074:
            raise ValueError(f"{path} has {content.size} bytes and not {count} records of 3074")
        records = torch.from_numpy(content.reshape(count, 3074).copy())
        return check_class_counts(
            Images(records[:, 2:].reshape(count, 3, 32, 32), records[:, 1].long()), 100, path.name
        )

    return images(directory / "train.bin", 50000), images(directory / "test.bin", 10000)


def scaled(pixels: Tensor) -> Tensor:
    """From -1 to 1."""
    return (pixels.float() - 127.5) / 128


class Whitening:
    """Zero-phase component analysis: pixels of the images it was made from have no correlation left, and each image is
    still as close to what it was as that allows."""

    def __init__(self, images: Tensor, regularization: float = 1e-5) -> None:
        rows = images.flatten(1).double()
        self.mean = rows.mean(0)
        covariance = (rows - self.mean).t() @ (rows - self.mean) / len(rows)
        variances, directions = torch.linalg.eigh(covariance)
        self.matrix = (directions / torch.sqrt(variances.clamp(min=0) + regularization)) @ directions.t()

    def __call__(self, images: Tensor) -> Tensor:
        rows = images.flatten(1)
        return ((rows - self.mean.to(rows.dtype)) @ self.matrix.to(rows.dtype)).view_as(images)


def augmented(images: Tensor) -> Tensor:
    """Each mirrored or not, and moved by up to four pixels, with zeros where there was nothing."""
    count = len(images)
    padded = torch.nn.functional.pad(images, (4, 4, 4, 4))
    mirrored = torch.rand(count) < 0.5
    padded[mirrored] = padded[mirrored].flip(-1)
    down, right = torch.randint(9, (count, 1)), torch.randint(9, (count, 1))
    lines, columns = down + torch.arange(32), right + torch.arange(32)
    return padded[torch.arange(count)[:, None, None], :, lines[:, :, None], columns[:, None, :]].permute(0, 3, 1, 2)
