"""Shapes, numbers of parameters and gradients of the three networks."""
import pathlib
import sys
import unittest

import torch
from torch import nn
from torch.autograd import gradcheck

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import networks  # noqa: E402


def parameters(model):
    return sum(p.numel() for p in model.parameters())


def shapes(model, x):
    """Of what comes out of each layer."""
    seen = []
    for layer in model:
        x = layer(x)
        if isinstance(layer, (nn.Conv2d, nn.MaxPool2d, nn.AdaptiveAvgPool2d, nn.Linear, networks.ResidualBlock)):
            seen.append(tuple(x.shape[1:]))
    return seen


class Networks(unittest.TestCase):
    def test_cifar10(self):
        for activation in networks.ACTIVATIONS.values():
            model = networks.cifar10_network(activation)
            # Appendix A's table, line by line.
            self.assertEqual(
                shapes(model, torch.zeros(2, 3, 32, 32)),
                [(96, 32, 32)] * 3
                + [(96, 16, 16)]
                + [(192, 16, 16)] * 3
                + [(192, 8, 8)]
                + [(192, 6, 6)] * 3
                + [(192, 1, 1), (10,)],
            )
            convolutions = 27 * 96 + 2 * 9 * 96**2 + 9 * 96 * 192 + 3 * 9 * 192**2 + 2 * 192**2
            self.assertEqual(parameters(model), convolutions + 2 * (3 * 96 + 6 * 192) + 192 * 10 + 10)
        self.assertEqual(parameters(model), 1_408_234)
        self.assertEqual(shapes(networks.cifar10_network(activation, 0.25), torch.zeros(2, 3, 32, 32))[-2], (48, 1, 1))

    def test_wide_residual_network(self):
        for activation in networks.ACTIVATIONS.values():
            model = networks.wide_residual_network(activation)
            self.assertEqual(
                shapes(model, torch.zeros(2, 3, 32, 32)),
                [(16, 32, 32)] + [(64, 32, 32)] * 6 + [(128, 16, 16)] * 6 + [(256, 8, 8)] * 6 + [(256, 1, 1), (100,)],
            )
        groups, before = 0, 16
        for channels in (64, 128, 256):
            groups += (
                before * channels
                + 9 * before * channels
                + 9 * channels**2
                + 5 * 18 * channels**2
                + 6 * 2 * channels
            )
            before = channels
        self.assertEqual(parameters(model), 27 * 16 + 2 * 16 + groups + 256 * 100 + 100)
        # Forty layers that are multiplied with: all convolutions but the three shortcuts, and the classifier.
        weights = [p for p in model.parameters() if p.dim() > 1]
        self.assertEqual(len(weights) - 3, 40 - 2)
        with self.assertRaisesRegex(ValueError, "6, but got 41"):
            networks.wide_residual_network(activation, depth=41)

    def test_a_block_is_convolution_activation_convolution_activation_normalization(self):
        block = networks.ResidualBlock(4, 4, 1, networks.ACTIVATIONS["elu"])
        self.assertEqual(
            [type(layer).__name__ for layer in block.branch],
            ["Conv2d", "ELU", "Dropout", "Conv2d", "ELU", "BatchNorm2d"],
        )

    def test_timit_classifier(self):
        for activation in networks.ACTIVATIONS.values():
            model = networks.timit_classifier(activation)
            self.assertEqual(shapes(model, torch.zeros(2, 11, 26)), [(2048,)] * 5 + [(39,)])
            self.assertEqual(parameters(model), 286 * 2048 + 4 * 2048**2 + 5 * 2048 + 2048 * 39 + 39)

    def test_noise_is_of_training_alone(self):
        noise = networks.GaussianNoise(0.15)
        torch.manual_seed(1)
        self.assertAlmostEqual(noise(torch.zeros(100_000)).std().item(), 0.15, delta=0.002)
        self.assertEqual(noise.eval()(torch.zeros(3)).tolist(), [0, 0, 0])

    def test_gradients_of_small_ones_are_those_of_finite_differences(self):
        torch.manual_seed(1)
        for name in ("gelu", "elu"):
            activation = networks.ACTIVATIONS[name]
            small = (
                (networks.cifar10_network(activation, 1 / 96), torch.randn(2, 3, 32, 32)),
                (networks.wide_residual_network(activation, depth=10, factor=1, classes=3), torch.randn(2, 3, 8, 8)),
                (networks.timit_classifier(activation, width=5), torch.randn(3, 11, 26)),
            )
            for model, x in small:
                model.double().eval()  # dropout and noise draw anew at every call
                weights = [p for p in model.parameters() if p.numel() < 40]
                self.assertTrue(gradcheck(lambda *_: model(x.double()), weights))  # noqa: B023


if __name__ == "__main__":
    unittest.main()
