"""Modules: as the functions, scripted, pickled, copied."""
import copy
import io
import pickle
import subprocess
import sys
import tempfile
import unittest

import torch
from torch import nn

import act_torch
from activations import normal, same_bits

MODULES = {
    "GELU": (act_torch.GELU(), nn.GELU()),
    "GELU, tanh": (act_torch.GELU(approximate="tanh"), nn.GELU(approximate="tanh")),
    "GELU, sigmoid": (act_torch.GELU("sigmoid"), None),
    "SiLU": (act_torch.SiLU(), nn.SiLU()),
    "SiLU in place": (act_torch.SiLU(inplace=True), nn.SiLU(inplace=True)),
    "ReLU": (act_torch.ReLU(), nn.ReLU()),
    "ReLU in place": (act_torch.ReLU(True), nn.ReLU(True)),
    "ELU": (act_torch.ELU(), nn.ELU()),
    "ELU in place": (act_torch.ELU(0.5, True), nn.ELU(0.5, True)),
    "CauchyGate": (act_torch.CauchyGate(), None),
    "GELUNormal": (act_torch.GELUNormal(0.1, 1.5), None),
    "StochasticGELU": (act_torch.StochasticGELU(seed=7).eval(), None),
    "GEGLU": (act_torch.GEGLU(), None),
    "SwiGLU": (act_torch.SwiGLU(), None),
    "ReGLU": (act_torch.ReGLU(), None),
}


def output_and_gradient(module, x):
    x = x.clone().requires_grad_()
    y = module(x * 1)
    y.square().sum().backward()
    return y.detach(), x.grad


class Modules(unittest.TestCase):
    def check_same(self, module, other):
        x = normal(4, 6)
        for a, b in zip(output_and_gradient(module, x), output_and_gradient(other, x)):
            self.assertTrue(same_bits(a, b))

    def test_torchs_modules_within_rounding(self):
        for name, (module, of_torch) in MODULES.items():
            if of_torch is not None:
                with self.subTest(name):
                    self.assertEqual(repr(module), repr(of_torch))
                    for a, b in zip(output_and_gradient(module, normal(50)), output_and_gradient(of_torch, normal(50))):
                        torch.testing.assert_close(a, b, rtol=1e-4, atol=1e-6)

    def test_scripted(self):
        for name, (module, _) in MODULES.items():
            with self.subTest(name):
                self.check_same(module, torch.jit.script(copy.deepcopy(module)))

    def test_scripted_and_saved(self):
        for name, (module, _) in MODULES.items():
            with self.subTest(name):
                file = io.BytesIO()
                torch.jit.save(torch.jit.script(copy.deepcopy(module)), file)
                file.seek(0)
                self.check_same(module, torch.jit.load(file))

    def test_traced(self):
        for name, (module, _) in MODULES.items():
            with self.subTest(name):
                self.check_same(module, torch.jit.trace(copy.deepcopy(module), normal(4, 6, seed=9)))

    def test_pickled_and_copied(self):
        for name, (module, _) in MODULES.items():
            with self.subTest(name):
                self.check_same(module, pickle.loads(pickle.dumps(module)))
                self.check_same(module, copy.deepcopy(module))

    def test_a_scripted_model_in_another_process(self):
        model = nn.Sequential(nn.Linear(6, 6), act_torch.GELU(), act_torch.SwiGLU())
        with tempfile.TemporaryDirectory() as directory:
            torch.jit.script(model).save(f"{directory}/model.pt")
            program = f"""
import act_torch, torch
print(torch.jit.load({directory + '/model.pt'!r})(torch.ones(2, 6)).tolist())
"""
            printed = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
        self.assertEqual(printed.strip(), str(model(torch.ones(2, 6)).tolist()))

    def test_training_with_bfloat16_autocast(self):
        model = nn.Sequential(nn.Linear(8, 16), act_torch.GELU(), nn.Linear(16, 1))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            y = model(normal(3, 8))
        self.assertEqual(y.dtype, torch.bfloat16)
        y.sum().backward()
        self.assertEqual(model[0].weight.grad.dtype, torch.float32)


if __name__ == "__main__":
    unittest.main()
