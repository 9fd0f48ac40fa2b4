"""What the tests know of the activations, and their inputs."""
import torch
from torch.nn import functional as F

import act_torch  # noqa: F401  registers the operators

OPERATORS = {
    "gelu": torch.ops.act.gelu,
    "gelu_tanh": torch.ops.act.gelu_tanh,
    "gelu_sigmoid": torch.ops.act.gelu_sigmoid,
    "silu": torch.ops.act.silu,
    "relu": torch.ops.act.relu,
    "elu": torch.ops.act.elu,
    "elu with alpha 0.5": lambda x: torch.ops.act.elu(x, 0.5),
    "cauchy_gate": torch.ops.act.cauchy_gate,
}

IN_PLACE = {
    "gelu": torch.ops.act.gelu_,
    "gelu_tanh": torch.ops.act.gelu_tanh_,
    "gelu_sigmoid": torch.ops.act.gelu_sigmoid_,
    "silu": torch.ops.act.silu_,
    "relu": torch.ops.act.relu_,
    "elu": torch.ops.act.elu_,
    "elu with alpha 0.5": lambda x: torch.ops.act.elu_(x, 0.5),
    "cauchy_gate": torch.ops.act.cauchy_gate_,
}

# The same with torch's own operators.
TORCH = {
    "gelu": F.gelu,
    "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"),
    "gelu_sigmoid": lambda x: x * torch.sigmoid(1.702 * x),
    "silu": F.silu,
    "relu": F.relu,
    "elu": F.elu,
    "elu with alpha 0.5": lambda x: F.elu(x, 0.5),
    "cauchy_gate": lambda x: x * (0.5 + torch.atan(x) / torch.pi),
}

DTYPES = (torch.float32, torch.float64, torch.bfloat16, torch.float16)


def smooth_points(count=24, seed=1):
    """Doubles that need a gradient, none of them near 0, where relu and elu have a kink."""
    x = torch.randn(count, dtype=torch.float64, generator=torch.Generator().manual_seed(seed)) * 2
    return (x + 0.1 * torch.sign(x)).requires_grad_()


def normal(*shape, dtype=torch.float32, seed=2):
    return (torch.randn(shape, generator=torch.Generator().manual_seed(seed)) * 2).to(dtype)


def same_bits(a, b):
    """Also of zeros and NaN."""
    integer = {2: torch.int16, 4: torch.int32, 8: torch.int64}[a.element_size()]
    return (
        a.dtype == b.dtype
        and a.shape == b.shape
        and torch.equal(a.contiguous().view(integer), b.contiguous().view(integer))
    )
