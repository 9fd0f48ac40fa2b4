import copy
import unittest

import torch
from torch.autograd import gradcheck, gradgradcheck

import act_torch
from activations import DTYPES, normal, same_bits, smooth_points


def parameters(mean, stddev, dtype=torch.float64):
    return (torch.tensor(mean, dtype=dtype, requires_grad=True), torch.tensor(stddev, dtype=dtype, requires_grad=True))


class GeluNormal(unittest.TestCase):
    def test_first_and_second_derivatives_are_those_of_finite_differences(self):
        for mean, stddev in ((0.0, 1.0), (0.3, 0.7), (-1.0, 2.5)):
            with self.subTest(mean=mean, stddev=stddev):
                arguments = (smooth_points(), *parameters(mean, stddev))
                self.assertTrue(gradcheck(act_torch.gelu_normal, arguments))
                self.assertTrue(gradgradcheck(act_torch.gelu_normal, arguments))

    def test_parameters_of_another_shape_and_type(self):
        x = normal(50).requires_grad_()
        mean, stddev = torch.tensor([0.5], dtype=torch.float64, requires_grad=True), torch.tensor(
            2.0, requires_grad=True
        )
        act_torch.gelu_normal(x, mean, stddev).sum().backward()
        self.assertEqual((mean.grad.shape, mean.grad.dtype), (mean.shape, mean.dtype))
        self.assertEqual((stddev.grad.shape, stddev.grad.dtype), (stddev.shape, stddev.dtype))
        self.assertNotEqual(mean.grad.item(), 0)

    def test_for_the_standard_normal_distribution_it_is_the_gelu(self):
        for dtype in DTYPES:
            x = normal(999, dtype=dtype)
            self.assertTrue(
                same_bits(act_torch.gelu_normal(x, torch.tensor(0.0), torch.tensor(1.0)), act_torch.gelu(x))
            )

    def test_values_are_those_of_torchs_normal_distribution(self):
        x = torch.linspace(-5, 9, 1001, dtype=torch.float64)
        for mean, stddev in ((0.3, 0.7), (-1.0, 2.5)):
            y = act_torch.gelu_normal(x, torch.tensor(mean), torch.tensor(stddev))
            mean, stddev = torch.tensor(mean).double(), torch.tensor(stddev).double()
            torch.testing.assert_close(y, x * torch.special.ndtr((x - mean) / stddev), rtol=1e-10, atol=1e-14)

    def test_strided_and_empty_inputs(self):
        for dtype in DTYPES:
            x = normal(6, 8, dtype=dtype)
            for strided in (x.t(), x[::2, 1:], x[:, :1].expand(6, 9), x[:0], x[:, :0]):
                with self.subTest(dtype=dtype, shape=strided.shape):
                    results = []
                    for input in (strided, strided.contiguous()):
                        input = input.detach().requires_grad_()
                        arguments = (input, *parameters(0.3, 0.7))
                        y = act_torch.gelu_normal(*arguments)
                        results.append((y, *torch.autograd.grad(y, arguments, normal(*y.shape, dtype=dtype, seed=3))))
                    (y, dx, *sums), (y_of_copy, dx_of_copy, *sums_of_copy) = results
                    self.assertTrue(same_bits(y, y_of_copy) and same_bits(dx, dx_of_copy))
                    # They are summed in the order of the memory.
                    torch.testing.assert_close(sums, sums_of_copy, rtol=1e-12, atol=1e-13)

    def test_it_learns(self):
        x = normal(2000)
        target = act_torch.gelu_normal(x, torch.tensor(0.5), torch.tensor(2.0))
        for dtype in (torch.float32, torch.float64):
            module = act_torch.GELUNormal().to(dtype)
            optimizer = torch.optim.Adam(module.parameters(), lr=0.05)
            for _ in range(300):
                optimizer.zero_grad()
                torch.nn.functional.mse_loss(module(x.to(dtype)), target.to(dtype)).backward()
                optimizer.step()
            self.assertAlmostEqual(module.mean.item(), 0.5, delta=0.01)
            self.assertAlmostEqual(module.stddev.item(), 2.0, delta=0.01)

    def test_fixed_parameters(self):
        module = act_torch.GELUNormal(0.25, 0.5, learnable=False)
        self.assertEqual(list(module.parameters()), [])
        other = act_torch.GELUNormal(learnable=False)
        other.load_state_dict(copy.deepcopy(module.state_dict()))
        x = normal(10).requires_grad_()
        self.assertTrue(same_bits(module(x), other(x)))
        module(x).sum().backward()
        self.assertEqual(repr(module), "GELUNormal(mean=0.25, stddev=0.5)")


if __name__ == "__main__":
    unittest.main()
