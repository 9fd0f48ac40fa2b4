"""Threads change no bit, and are as many as torch.set_num_threads() says."""
import os
import subprocess
import sys
import unittest

import torch

import act_torch
from activations import DTYPES, OPERATORS, normal, same_bits

# Torch makes its threads when first there is work for them: how many more there are after some calls.
COUNT_THREADS = """
import os, numpy, torch, act_torch
torch.set_num_threads({threads})
x = torch.from_numpy(numpy.zeros(1 << 19, numpy.float32))
before = len(os.listdir("/proc/self/task"))
{calls}
print(len(os.listdir("/proc/self/task")) - before)
"""

CALLS = {
    "an activation": "act_torch.gelu(x)",
    "in place": "act_torch.silu(x, inplace=True)",
    "backward": "torch.ops.act.elu_backward(x, x)",
    "gated": "act_torch.swiglu(x, x)",
    "parameters": "torch.ops.act.gelu_normal_backward(x, x, torch.tensor(0.), torch.tensor(1.))",
    "stochastic": "act_torch.stochastic_gelu(x, 1)",
    "rows of a stochastic one": "act_torch.stochastic_gelu(x.view(1024, 512), 1, 0, 2)",
}


def results(x, upstream):
    """Of everything that runs on threads."""
    mean, stddev = torch.tensor(0.1, requires_grad=True), torch.tensor(1.1, requires_grad=True)
    tensors = []
    for f in (
        *OPERATORS.values(),
        lambda x: act_torch.gelu_normal(x, mean, stddev),
        lambda x: act_torch.swiglu(x, x * 2),
        lambda x: torch.ops.act.geglu_packed(x.view(-1, 6)).repeat(1, 2).view(-1),
        lambda x: act_torch.stochastic_gelu(x, 3),
        lambda x: act_torch.stochastic_gelu(x.view(-1, 30), 3, 0, 2).view(-1),
    ):
        x.grad = None
        y = f(x)
        y.backward(upstream)
        tensors += [y.detach(), x.grad]
    return tensors + [mean.grad, stddev.grad]


class Threads(unittest.TestCase):
    def test_any_number_of_threads_gives_the_same_bits(self):
        for dtype in DTYPES:
            x, upstream = normal(149_970, dtype=dtype).requires_grad_(), normal(149_970, dtype=dtype, seed=3)
            torch.set_num_threads(1)
            expected = results(x, upstream)
            for threads in (2, 3):
                torch.set_num_threads(threads)
                for a, b in zip(results(x, upstream), expected):
                    self.assertTrue(same_bits(a, b))

    def threads_made(self, threads, *calls):
        program = COUNT_THREADS.format(threads=threads, calls="\n".join(calls))
        return int(
            subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd="/").stdout
        )

    @unittest.skipUnless(os.path.isdir("/proc/self/task"), "no /proc/self/task")
    def test_as_many_as_torch_allows(self):
        self.assertEqual(self.threads_made(1, *CALLS.values()), 0)
        for name, call in CALLS.items():
            with self.subTest(name):
                self.assertEqual(self.threads_made(3, call), 2)


if __name__ == "__main__":
    unittest.main()
