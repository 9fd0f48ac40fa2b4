"""The networks of the paper's sections 3.4 and 3.5, with torch's layers and act's activations."""
import torch
from torch import Tensor, nn

import act_torch

ACTIVATIONS = {"gelu": act_torch.GELU, "relu": act_torch.ReLU, "elu": act_torch.ELU}


class GaussianNoise(nn.Module):
    """Added in training alone."""

    def __init__(self, stddev: float) -> None:
        super().__init__()
        self.stddev = stddev

    def forward(self, input: Tensor) -> Tensor:
        return input + self.stddev * torch.randn_like(input) if self.training else input


def cifar10_network(activation, width: float = 1.0) -> nn.Module:
    """Nine convolutions, as in Salimans & Kingma, arXiv:1602.07868, with batch normalization: the paper's appendix A.
    Whitened images of 3 x 32 x 32 come in; `width` scales the numbers of channels."""
    narrow, wide = round(96 * width), round(192 * width)

    def convolution(channels_in, channels, size=3, padding=0):
        return [
            nn.Conv2d(channels_in, channels, size, padding=padding, bias=False),
            nn.BatchNorm2d(channels),
            activation(),
        ]

    def three_convolutions(channels_in, channels):
        return [
            layer for before in (channels_in, channels, channels) for layer in convolution(before, channels, padding=1)
        ]

    return nn.Sequential(
        GaussianNoise(0.15),
        *three_convolutions(3, narrow),
        nn.MaxPool2d(2),
        nn.Dropout(0.5),
        *three_convolutions(narrow, wide),
        nn.MaxPool2d(2),
        nn.Dropout(0.5),
        *convolution(wide, wide),
        *convolution(wide, wide, 1),
        *convolution(wide, wide, 1),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(wide, 10),
    )


class ResidualBlock(nn.Module):
    """Convolution, activation, dropout, convolution, activation, batch normalization, and the input added: the paper's
    change of Zagoruyko & Komodakis, arXiv:1605.07146, to be charitable to the ELU."""

    def __init__(self, channels_in: int, channels: int, stride: int, activation) -> None:
        super().__init__()
        self.branch = nn.Sequential(
            nn.Conv2d(channels_in, channels, 3, stride, padding=1, bias=False),
            activation(),
            nn.Dropout(0.3),
            nn.Conv2d(channels, channels, 3, padding=1, bias=False),
            activation(),
            nn.BatchNorm2d(channels),
        )
        same = channels_in == channels and stride == 1
        self.shortcut = nn.Identity() if same else nn.Conv2d(channels_in, channels, 1, stride, bias=False)

    def forward(self, input: Tensor) -> Tensor:
        return self.branch(input) + self.shortcut(input)


def wide_residual_network(activation, depth: int = 40, factor: int = 4, classes: int = 100) -> nn.Module:
    """Three groups of (depth - 4) / 6 blocks, of 16, 32 and 64 channels times the factor."""
    if (depth - 4) % 6 != 0:
        raise ValueError(f"the depth of a wide residual network is 4 more than a multiple of 6, but got {depth}")
    layers = [nn.Conv2d(3, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16), activation()]
    channels_in = 16
    for group, channels in enumerate((16 * factor, 32 * factor, 64 * factor)):
        for block in range((depth - 4) // 6):
            layers.append(ResidualBlock(channels_in, channels, 2 if group > 0 and block == 0 else 1, activation))
            channels_in = channels
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels_in, classes))


def timit_classifier(
    activation, frames: int = 11, features: int = 26, phones: int = 39, width: int = 2048
) -> nn.Module:
    """Five layers of 2048, as in Mohamed, Dahl & Hinton (2012), for the phone of the frame in the middle."""
    sizes = [frames * features] + [width] * 5
    layers = [nn.Flatten()]
    for before, after in zip(sizes, sizes[1:]):
        layers += [nn.Linear(before, after), activation(), nn.Dropout(0.5)]
    return nn.Sequential(*layers, nn.Linear(width, phones))
