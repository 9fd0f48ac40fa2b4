import copy
import unittest

import torch
from torch import nn
from torch.nn import functional as F

import act_torch
from activations import normal, same_bits


class Replacing(unittest.TestCase):
    def test_modules(self):
        shared = nn.SiLU(inplace=True)
        model = nn.Sequential(
            nn.Linear(3, 3),
            nn.GELU(approximate="tanh"),
            nn.Sequential(nn.ELU(0.5), shared),
            shared,
            nn.ReLU(),
            nn.Tanh(),
            nn.ReLU6(),
            nn.ELU(-1.0),
        )
        original = copy.deepcopy(model)
        self.assertEqual(
            act_torch.replace(model),
            [
                ("1", "GELU(approximate='tanh')", "act_torch.GELU(approximate='tanh')"),
                ("2.0", "ELU(alpha=0.5)", "act_torch.ELU(alpha=0.5)"),
                ("2.1", "SiLU(inplace=True)", "act_torch.SiLU(inplace=True)"),
                ("4", "ReLU()", "act_torch.ReLU()"),
            ],
        )
        self.assertIs(model[3], model[2][1])
        self.assertEqual(repr(model), repr(original))
        torch.testing.assert_close(model(normal(5, 3)), original(normal(5, 3)))
        self.assertEqual(act_torch.replace(model), [])

    def test_the_model_itself(self):
        model = nn.GELU()
        self.assertEqual([name for name, _, _ in act_torch.replace(model)], [""])
        self.assertIs(type(model), act_torch.GELU)

    def test_hooks_and_mode_stay(self):
        model = nn.Sequential(nn.GELU()).eval()
        seen = []
        model[0].register_forward_hook(lambda *_: seen.append("called"))
        act_torch.replace(model)
        model(torch.ones(1))
        self.assertEqual(seen, ["called"])
        self.assertFalse(model[0].training)

    def count_calls(self, layer, calls):
        activation = layer.activation
        if isinstance(activation, nn.Module):
            activation.register_forward_hook(lambda *_: calls.append(1))
        else:
            layer.activation = lambda x: calls.append(1) or activation(x)

    def test_a_transformer_computes_with_act_in_evaluation_too(self):
        for activation in (F.gelu, "relu", nn.GELU()):
            layer = nn.TransformerEncoderLayer(8, 2, 16, activation=activation, batch_first=True)
            model = nn.TransformerEncoder(layer, 2).eval()
            original = copy.deepcopy(model)
            replaced = act_torch.replace(model)
            self.assertEqual([name for name, _, _ in replaced], ["layers.0.activation", "layers.1.activation"])
            calls = []
            for layer in model.layers:
                self.count_calls(layer, calls)
            with torch.inference_mode():
                torch.testing.assert_close(model(normal(2, 5, 8)), original(normal(2, 5, 8)), rtol=1e-4, atol=1e-5)
            self.assertEqual(len(calls), 2)

    def test_a_replaced_model_can_be_scripted(self):
        model = nn.Sequential(nn.Linear(4, 4), nn.GELU(), nn.ELU(0.5))
        act_torch.replace(model)
        self.assertTrue(same_bits(torch.jit.script(model)(normal(3, 4)), model(normal(3, 4))))


if __name__ == "__main__":
    unittest.main()
