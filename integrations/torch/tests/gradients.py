import unittest

import torch
from torch.autograd import gradcheck, gradgradcheck

from activations import IN_PLACE, OPERATORS, TORCH, smooth_points


class Gradients(unittest.TestCase):
    def test_first_and_second_derivatives_are_those_of_finite_differences(self):
        for name, f in OPERATORS.items():
            with self.subTest(name):
                x = smooth_points()
                self.assertTrue(gradcheck(f, (x,)))
                self.assertTrue(gradgradcheck(f, (x,)))

    def test_in_place(self):
        for name, f in IN_PLACE.items():
            with self.subTest(name):
                x = smooth_points()
                in_place = lambda x: f(x.clone())  # noqa: E731, B023
                self.assertTrue(gradcheck(in_place, (x,)))
                self.assertTrue(gradgradcheck(in_place, (x,)))

    def test_double_backward_is_torchs(self):
        for name, f in OPERATORS.items():
            with self.subTest(name):
                second = []
                for function in (f, TORCH[name]):
                    x = smooth_points()
                    (slope,) = torch.autograd.grad(function(x).square().sum(), x, create_graph=True)
                    (bend,) = torch.autograd.grad((slope * slope).sum(), x)
                    second.append(bend)
                torch.testing.assert_close(*second, rtol=1e-11, atol=1e-13)

    def test_a_third_derivative_is_refused(self):
        for name, f in OPERATORS.items():
            with self.subTest(name):
                x = smooth_points()
                (slope,) = torch.autograd.grad(f(x).sum(), x, create_graph=True)
                (bend,) = torch.autograd.grad(slope.sum(), x, create_graph=True)
                with self.assertRaisesRegex(
                    RuntimeError, "derivative for act::.*_second_derivative is not implemented"
                ):
                    torch.autograd.grad(bend.sum(), x)

    def test_gradients_in_sixteen_bits(self):
        for name, f in OPERATORS.items():
            for dtype in (torch.bfloat16, torch.float16):
                with self.subTest(name, dtype=dtype):
                    x = smooth_points().detach().to(dtype).requires_grad_()
                    wide = x.detach().double().requires_grad_()
                    f(x).backward(torch.full_like(x, 0.75))
                    f(wide).backward(torch.full_like(wide, 0.75))
                    torch.testing.assert_close(x.grad.double(), wide.grad, rtol=2**-7, atol=1e-3)

    def test_forward_mode_is_refused(self):
        with torch.autograd.forward_ad.dual_level():
            x = torch.autograd.forward_ad.make_dual(torch.ones(3), torch.ones(3))
            with self.assertRaisesRegex(RuntimeError, "jvp is not implemented"):
                torch.ops.act.gelu(x)

    def test_nothing_is_recorded_without_gradients(self):
        x = smooth_points()
        with torch.no_grad():
            self.assertFalse(torch.ops.act.gelu(x).requires_grad)
        with torch.inference_mode():
            self.assertTrue(torch.ops.act.gelu(x).is_inference())


if __name__ == "__main__":
    unittest.main()
