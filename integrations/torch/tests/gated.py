import unittest

import torch
from torch.autograd import gradcheck, gradgradcheck

import act_torch
from activations import DTYPES, OPERATORS, normal, same_bits, smooth_points

UNITS = {
    "geglu": (act_torch.geglu, act_torch.GEGLU(), OPERATORS["gelu"]),
    "swiglu": (act_torch.swiglu, act_torch.SwiGLU(), OPERATORS["silu"]),
    "reglu": (act_torch.reglu, act_torch.ReGLU(), OPERATORS["relu"]),
}


class Gated(unittest.TestCase):
    def test_bits_of_the_parts(self):
        for name, (unit, _, activation) in UNITS.items():
            for dtype in (torch.float32, torch.float64):
                with self.subTest(name, dtype=dtype):
                    gate, value = normal(5, 33, dtype=dtype), normal(5, 33, dtype=dtype, seed=3)
                    self.assertTrue(same_bits(unit(gate, value), activation(gate) * value))

    def test_packed_has_the_bits_of_two_tensors(self):
        for name, (unit, packed, _) in UNITS.items():
            for dtype in DTYPES:
                for x in (
                    normal(2, 5, 34, dtype=dtype),
                    normal(34, dtype=dtype),
                    normal(34, 9, dtype=dtype).t(),
                    normal(3, 0, dtype=dtype),
                ):
                    with self.subTest(name, dtype=dtype, shape=x.shape):
                        x.requires_grad_()
                        y, z = packed(x), unit(*x.chunk(2, -1))
                        self.assertTrue(same_bits(y, z))
                        upstream = normal(*y.shape, dtype=dtype, seed=4)
                        self.assertTrue(
                            same_bits(torch.autograd.grad(y, x, upstream)[0], torch.autograd.grad(z, x, upstream)[0])
                        )

    def test_first_and_second_derivatives_are_those_of_finite_differences(self):
        gate, value = smooth_points(12), smooth_points(12, seed=5)
        x = smooth_points(24).detach().reshape(2, 12).requires_grad_()
        for name, (unit, packed, _) in UNITS.items():
            with self.subTest(name):
                self.assertTrue(gradcheck(unit, (gate, value)))
                self.assertTrue(gradgradcheck(unit, (gate, value)))
                self.assertTrue(gradcheck(packed, (x,)))
                self.assertTrue(gradgradcheck(packed, (x,)))

    def test_halves_of_one_tensor_and_other_layouts(self):
        for name, (unit, _, _) in UNITS.items():
            with self.subTest(name):
                gate, value = normal(8, 6).t(), normal(6, 16, seed=3)[:, ::2]
                self.assertTrue(same_bits(unit(gate, value), unit(gate.contiguous(), value.contiguous())))
                results = []
                for arguments in ((gate, value), (gate.contiguous(), value.contiguous())):
                    arguments = [x.detach().requires_grad_() for x in arguments]
                    results.append(torch.autograd.grad(unit(*arguments), arguments, normal(6, 8, seed=4)))
                for of_strided, of_copy in zip(*results):
                    self.assertTrue(same_bits(of_strided, of_copy))

    def test_empty(self):
        for name, (unit, packed, _) in UNITS.items():
            for shape in ((0,), (0, 5), (5, 0)):
                with self.subTest(name, shape=shape):
                    gate, value = (torch.zeros(shape, requires_grad=True) for _ in range(2))
                    unit(gate, value).sum().backward()
                    self.assertEqual((gate.grad.shape, value.grad.shape), (shape, shape))
            self.assertEqual(packed(torch.zeros(0, 4)).shape, (0, 2))
            self.assertEqual(packed(torch.zeros(4, 0)).shape, (4, 0))


if __name__ == "__main__":
    unittest.main()
