"""What is refused, in torch's words."""
import unittest

import torch

import act_torch
from activations import IN_PLACE, OPERATORS

X = torch.ones(2, 3)

EVERY_OPERATOR = (
    *OPERATORS.values(),
    *IN_PLACE.values(),
    lambda x: act_torch.gelu_normal(x, torch.tensor(0.0), torch.tensor(1.0)),
    lambda x: act_torch.stochastic_gelu(x, 1),
    *(lambda x, unit=unit: unit(x, x) for unit in (act_torch.geglu, act_torch.reglu, act_torch.swiglu)),
    act_torch.GEGLU(),
    act_torch.ReGLU(),
    act_torch.SwiGLU(),
)


class Errors(unittest.TestCase):
    def refuses(self, message, f, *arguments, error=RuntimeError):
        with self.assertRaisesRegex(error, message):
            f(*arguments)

    def test_types(self):
        for x in (
            torch.ones(4, dtype=torch.int64),
            torch.ones(4, dtype=torch.complex64),
            torch.ones(4, dtype=torch.bool),
        ):
            for f in EVERY_OPERATOR:
                self.refuses(r'"\w+" not implemented for \'(Long|ComplexFloat|Bool)\'', f, x)

    def test_devices(self):
        for f in EVERY_OPERATOR:
            self.refuses(
                "Could not run 'act::.*' with arguments from the 'Meta' backend",
                f,
                torch.ones(4, device="meta"),
                error=NotImplementedError,
            )
            self.refuses(
                "Could not run 'act::.*' with arguments from the 'SparseCPU' backend",
                f,
                torch.ones(4).to_sparse(),
                error=NotImplementedError,
            )

    def test_no_tensor(self):
        self.refuses("Expected a value of type 'Tensor' for argument 'x'", torch.ops.act.gelu, 1.0)

    def test_tensors_that_do_not_go_together(self):
        self.refuses(
            r"act::gelu: expected x and dy to have the same shape, but got \[2, 3\] and \[3, 2\]",
            torch.ops.act.gelu_backward,
            torch.ones(3, 2),
            X,
        )
        self.refuses(
            "act::gelu: expected x and dy to have the same dtype, but got Float and Double",
            torch.ops.act.gelu_backward,
            X.double(),
            X,
        )
        self.refuses(
            r"act::swiglu: expected gate and value to have the same shape, but got \[2, 3\] and \[3\]",
            torch.ops.act.swiglu,
            X,
            torch.ones(3),
        )
        self.refuses(
            r"act::geglu_packed: expected x to have a last dimension of even size.* but got \[2, 3\]",
            torch.ops.act.geglu_packed,
            X,
        )

    def test_parameters(self):
        self.refuses("act::elu: alpha must be finite and >= 0", torch.ops.act.elu, X, -1.0, error=ValueError)
        self.refuses(
            "act::gelu_normal: stddev must be finite and > 0",
            act_torch.gelu_normal,
            X,
            torch.tensor(0.0),
            torch.tensor(0.0),
            error=ValueError,
        )
        self.refuses(
            "expected mean to be one floating-point number", act_torch.gelu_normal, X, torch.ones(3), torch.tensor(1.0)
        )
        self.refuses("expected offset to be at least 0", act_torch.stochastic_gelu, X, 1, -1)
        self.refuses("expected row_step to be at least 1", act_torch.stochastic_gelu, X, 1, 0, 0)
        self.refuses("approximate argument must be", act_torch.gelu, X, "sin")
        self.refuses("stddev must be > 0", lambda: act_torch.GELUNormal(0.0, -1.0), error=ValueError)
        self.refuses("rank and world_size go together", lambda: act_torch.StochasticGELU(rank=1), error=ValueError)


if __name__ == "__main__":
    unittest.main()
