import unittest

import torch

from activations import DTYPES, IN_PLACE, OPERATORS, normal, same_bits


class InPlace(unittest.TestCase):
    def test_the_bits_are_those_of_the_operator_that_is_not(self):
        for name, f in IN_PLACE.items():
            for dtype in DTYPES:
                with self.subTest(name, dtype=dtype):
                    x = normal(1001, dtype=dtype)
                    y = x.clone()
                    self.assertIs(f(y), y)
                    self.assertTrue(same_bits(y, OPERATORS[name](x)))

    def test_strided(self):
        for name, f in IN_PLACE.items():
            with self.subTest(name):
                x = normal(30, 40)
                y = x.clone()
                f(y[::2, ::3])
                expected = x.clone()
                expected[::2, ::3] = OPERATORS[name](x[::2, ::3])
                self.assertTrue(same_bits(y, expected))

    def test_elements_that_share_memory_are_refused(self):
        with self.assertRaisesRegex(RuntimeError, "more than one element of the written-to tensor"):
            torch.ops.act.gelu_(torch.ones(1).expand(5))

    def test_a_leaf_is_refused_and_unchanged(self):
        x = torch.full((3,), -1.0, requires_grad=True)
        with self.assertRaisesRegex(RuntimeError, "a leaf Variable that requires grad"):
            torch.ops.act.relu_(x)
        self.assertEqual(x.tolist(), [-1, -1, -1])

    def test_a_change_of_what_was_saved_is_noticed(self):
        for f in IN_PLACE.values():
            for needs_gradient in (False, True):
                x = torch.ones(3, requires_grad=True)
                saved = x * 1 if needs_gradient else torch.ones(3)
                y = x * saved
                f(saved)
                with self.assertRaisesRegex(RuntimeError, "modified by an inplace operation"):
                    y.sum().backward()

    def test_a_view_of_what_needs_gradients(self):
        for name, f in IN_PLACE.items():
            with self.subTest(name):
                x = normal(6, 7, dtype=torch.float64).requires_grad_()
                y = x * 1
                f(y[:, 2:5])
                y.square().sum().backward()
                z = x.detach().clone().requires_grad_()
                parts = torch.cat((z[:, :2], OPERATORS[name](z[:, 2:5]), z[:, 5:]), 1)
                parts.square().sum().backward()
                torch.testing.assert_close(x.grad, z.grad, rtol=1e-13, atol=1e-14)


if __name__ == "__main__":
    unittest.main()
