import copy
import unittest

import torch
from torch.autograd import gradcheck, gradgradcheck

import act_torch
from activations import DTYPES, normal, same_bits, smooth_points


class Stochastic(unittest.TestCase):
    def test_elements_pass_or_are_zero(self):
        for dtype in DTYPES:
            x = normal(1000, dtype=dtype)
            y = act_torch.stochastic_gelu(x, seed=5)
            self.assertTrue(torch.all((y == x) | (y == 0)))
            self.assertTrue(0 < int((y != 0).sum()) < 1000)

    def test_the_mean_is_the_gelu(self):
        for point in (-2.0, -0.5, 0.5, 2.0):
            x = torch.full((1 << 18,), point)
            mean = act_torch.stochastic_gelu(x, seed=6).double().mean().item()
            self.assertAlmostEqual(mean, act_torch.gelu(torch.tensor(point)).item(), delta=5 * abs(point) * 0.5 / 512)

    def test_the_draw_is_decided_by_seed_and_number(self):
        x = normal(777)
        whole = act_torch.stochastic_gelu(x, seed=7, offset=100)
        for cut in (0, 1, 63, 64, 65, 500):
            parts = torch.cat(
                (act_torch.stochastic_gelu(x[:cut], 7, 100), act_torch.stochastic_gelu(x[cut:], 7, 100 + cut))
            )
            self.assertTrue(same_bits(whole, parts))
        self.assertFalse(same_bits(whole, act_torch.stochastic_gelu(x, seed=8, offset=100)))

    def test_strided_inputs_are_counted_as_they_are_indexed(self):
        x = normal(12, 34)
        for strided in (x.t(), x[::2, 1:], x.reshape(2, 6, 2, 17).contiguous(memory_format=torch.channels_last)):
            self.assertTrue(
                same_bits(act_torch.stochastic_gelu(strided, 9), act_torch.stochastic_gelu(strided.contiguous(), 9))
            )

    def test_rows_of_a_larger_batch(self):
        for columns in (1, 10, 64, 100):
            x = normal(12, columns)
            whole = act_torch.stochastic_gelu(x, seed=10, offset=1000)
            for ranks in (2, 3, 4):
                for rank in range(ranks):
                    rows = act_torch.stochastic_gelu(x[rank::ranks], 10, 1000 + rank * columns, row_step=ranks)
                    self.assertTrue(same_bits(rows, whole[rank::ranks]))

    def test_gradients_pass_where_elements_do(self):
        for shape, row_step in (((300,), 1), ((30, 10), 2)):
            for dtype in DTYPES:
                x = normal(*shape, dtype=dtype).requires_grad_()
                y = act_torch.stochastic_gelu(x, 11, 0, row_step)
                upstream = normal(*shape, dtype=dtype, seed=12)
                (dx,) = torch.autograd.grad(y, x, upstream)
                self.assertTrue(torch.equal(dx, torch.where(y != 0, upstream, torch.zeros_like(upstream))))

    def test_first_and_second_derivatives_are_those_of_finite_differences(self):
        x = smooth_points()
        f = lambda x: act_torch.stochastic_gelu(x, 13) * x  # noqa: E731
        self.assertTrue(gradcheck(f, (x,)))
        self.assertTrue(gradgradcheck(f, (x,)))

    def test_empty(self):
        for shape in ((0,), (0, 5), (5, 0)):
            for row_step in (1, 2):
                x = torch.zeros(shape, requires_grad=True)
                y = act_torch.stochastic_gelu(x, 14, 0, row_step)
                self.assertEqual(y.shape, x.shape)
                y.sum().backward()

    def test_a_module_in_training_and_in_evaluation(self):
        module = act_torch.StochasticGELU(seed=15)
        x = normal(20, 30)
        self.assertTrue(same_bits(module(x), act_torch.stochastic_gelu(x, 15, 0)))
        self.assertTrue(same_bits(module(x), act_torch.stochastic_gelu(x, 15, 600)))
        self.assertTrue(same_bits(module.eval()(x), act_torch.gelu(x)))
        self.assertTrue(same_bits(module.train()(x), act_torch.stochastic_gelu(x, 15, 1200)))

    def test_a_continued_run_draws_on(self):
        module = act_torch.StochasticGELU()
        x = normal(100)
        module(x)
        state = copy.deepcopy(module.state_dict())
        expected = module(x)
        other = act_torch.StochasticGELU()
        other.load_state_dict(state)
        self.assertTrue(same_bits(other(x), expected))

    def test_modules_draw_from_torchs_generator(self):
        torch.manual_seed(1)
        seeds = [act_torch.StochasticGELU().seed.item() for _ in range(2)]
        torch.manual_seed(1)
        self.assertEqual(act_torch.StochasticGELU().seed.item(), seeds[0])
        self.assertNotEqual(*seeds)

    def test_a_scripted_module_draws_the_same(self):
        module = act_torch.StochasticGELU(seed=16)
        scripted = torch.jit.script(copy.deepcopy(module))
        for _ in range(3):
            self.assertTrue(same_bits(scripted(normal(50)), module(normal(50))))

    def test_ranks_of_a_module(self):
        x = normal(12, 7)
        one = act_torch.StochasticGELU(seed=17)
        ranks = [act_torch.StochasticGELU(seed=17, rank=rank, world_size=3) for rank in range(3)]
        for _ in range(2):
            whole = one(x)
            for rank, module in enumerate(ranks):
                self.assertTrue(same_bits(module(x[rank::3]), whole[rank::3]))


if __name__ == "__main__":
    unittest.main()
