"""Values: torch's where torch is right, in sixteen bits those in double, rounded, and the ends of the line."""
import unittest

import torch

from activations import DTYPES, OPERATORS, TORCH

INFINITY = float("inf")


def backward(f, x):
    x = x.clone().requires_grad_()
    f(x).sum().backward()
    return x.grad


class Values(unittest.TestCase):
    def test_those_of_torch_in_double(self):
        # Where torch is right to rounding: below -1 1 + erf and the like have lost digits of it.
        x = torch.linspace(-1, 40, 10_001, dtype=torch.float64)
        for name, f in OPERATORS.items():
            with self.subTest(name):
                torch.testing.assert_close(f(x), TORCH[name](x), rtol=4e-15, atol=2e-16)
                torch.testing.assert_close(backward(f, x), backward(TORCH[name], x), rtol=1e-14, atol=2e-16)

    def test_those_of_torch_in_double_as_far_as_its_digits_go(self):
        x = torch.linspace(-40, -1, 10_001, dtype=torch.float64)
        for name, f in OPERATORS.items():
            with self.subTest(name):
                torch.testing.assert_close(f(x), TORCH[name](x), rtol=4e-15, atol=1e-14)
                torch.testing.assert_close(backward(f, x), backward(TORCH[name], x), rtol=1e-14, atol=1e-14)

    def test_every_number_of_sixteen_bits_is_rounded_correctly(self):
        bits = torch.arange(-(1 << 15), 1 << 15, dtype=torch.int32).to(torch.int16)
        for name, f in OPERATORS.items():
            if name == "elu with alpha 0.5":  # rounded from float
                continue
            for dtype in (torch.bfloat16, torch.float16):
                with self.subTest(name, dtype=dtype):
                    x = bits.view(dtype)
                    x = x[~x.isnan()]
                    y, exact = f(x), f(x.double())
                    error = (y.double() - exact).abs()
                    finite = y.isfinite()
                    for neighbour in (y.view(torch.int16) + 1, y.view(torch.int16) - 1):
                        of_neighbour = (neighbour.view(dtype).double() - exact).abs()
                        self.assertTrue(torch.all(error[finite] <= of_neighbour.nan_to_num(INFINITY)[finite]))
                    self.assertTrue(torch.equal(y[~finite].double(), exact.to(dtype)[~finite].double()))

    def test_infinities_and_zeros(self):
        at_minus_infinity = {"elu": -1.0, "elu with alpha 0.5": -0.5, "cauchy_gate": -1 / torch.pi}
        for name, f in OPERATORS.items():
            for dtype in DTYPES:
                with self.subTest(name, dtype=dtype):
                    x = torch.tensor([INFINITY, -INFINITY, 0.0, -0.0, float("nan")], dtype=dtype)
                    y = f(x)
                    expected = torch.tensor(at_minus_infinity.get(name, 0.0), dtype=torch.float64).to(dtype)
                    self.assertEqual(y[0].item(), INFINITY)
                    self.assertEqual(y[1].item(), expected.item())
                    self.assertEqual(torch.signbit(y[2:4]).tolist(), [False, True])
                    self.assertTrue(y[4].isnan())
                    slopes = backward(f, x[:2])
                    self.assertEqual(slopes.tolist(), [1.0, 0.0])


if __name__ == "__main__":
    unittest.main()
