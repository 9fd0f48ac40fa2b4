"""Tensors that do not lie one element after the other."""
import unittest

import torch

from activations import DTYPES, OPERATORS, normal, same_bits


def layouts(dtype):
    x = normal(6, 8, 10, 12, dtype=dtype)
    return {
        "transposed": x.transpose(1, 3),
        "channels last": x.contiguous(memory_format=torch.channels_last),
        "every other element": x[..., ::2],
        "columns": x[:, :, 3:7, 5:],
        "expanded": x[:, :1].expand(6, 8, 10, 12),
        "not aligned": x.flatten()[1:],
        "a row of a matrix": x.flatten(1)[2:3],
        "one element": x[1, 2, 3, 4],
        "negated view": torch._neg_view(x),
        "empty": x[:0],
        "empty in the last dimension": x[..., :0],
    }


class Layouts(unittest.TestCase):
    def test_values_and_gradients_are_those_of_a_contiguous_copy(self):
        for dtype in DTYPES:
            for layout, x in layouts(dtype).items():
                for name, f in OPERATORS.items():
                    with self.subTest(name, dtype=dtype, layout=layout):
                        strided = x.detach().requires_grad_()
                        copy = x.detach().clone(memory_format=torch.contiguous_format).requires_grad_()
                        y, z = f(strided), f(copy)
                        self.assertTrue(same_bits(y, z))
                        upstream = normal(*x.shape, dtype=dtype, seed=3)
                        (dx,) = torch.autograd.grad(y, strided, upstream)
                        (dz,) = torch.autograd.grad(z, copy, upstream)
                        self.assertTrue(same_bits(dx, dz))

    def test_the_gradient_of_a_sum_which_has_one_element_for_all(self):
        for name, f in OPERATORS.items():
            with self.subTest(name):
                x = normal(5, 7).requires_grad_()
                f(x).sum().backward()
                y = x.detach().clone().requires_grad_()
                f(y).backward(torch.ones(5, 7))
                self.assertTrue(same_bits(x.grad, y.grad))

    def test_a_gradient_that_lies_otherwise(self):
        x = normal(5, 7).requires_grad_()
        upstream = normal(7, 5, seed=3).t()
        (dx,) = torch.autograd.grad(torch.ops.act.gelu(x), x, upstream)
        (same,) = torch.autograd.grad(torch.ops.act.gelu(x), x, upstream.contiguous())
        self.assertTrue(same_bits(dx, same))

    def test_memory_is_ordered_as_the_inputs(self):
        x = normal(2, 3, 4, 5).contiguous(memory_format=torch.channels_last)
        self.assertTrue(torch.ops.act.gelu(x).is_contiguous(memory_format=torch.channels_last))
        self.assertEqual(torch.ops.act.gelu(x.permute(3, 0, 2, 1)).stride(), x.permute(3, 0, 2, 1).stride())


if __name__ == "__main__":
    unittest.main()
