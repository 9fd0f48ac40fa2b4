"""The activations as functions, with the signatures of torch.nn.functional."""
import torch
from torch import Tensor


def gelu(input: Tensor, approximate: str = "none") -> Tensor:
    """x Phi(x); with approximate="tanh" or "sigmoid" that approximation of it."""
    if approximate == "none":
        return torch.ops.act.gelu(input)
    if approximate == "tanh":
        return torch.ops.act.gelu_tanh(input)
    if approximate == "sigmoid":
        return torch.ops.act.gelu_sigmoid(input)
    raise RuntimeError("approximate argument must be either none, tanh or sigmoid.")


def silu(input: Tensor, inplace: bool = False) -> Tensor:
    """x sigmoid(x)"""
    if inplace:
        return torch.ops.act.silu_(input)
    return torch.ops.act.silu(input)


def relu(input: Tensor, inplace: bool = False) -> Tensor:
    """max(x, 0)"""
    if inplace:
        return torch.ops.act.relu_(input)
    return torch.ops.act.relu(input)


def elu(input: Tensor, alpha: float = 1.0, inplace: bool = False) -> Tensor:
    """x for x > 0, else alpha (e^x - 1); alpha >= 0"""
    if inplace:
        return torch.ops.act.elu_(input, alpha)
    return torch.ops.act.elu(input, alpha)


def cauchy_gate(input: Tensor) -> Tensor:
    """x (1/2 + atan(x) / pi)"""
    return torch.ops.act.cauchy_gate(input)


def gelu_normal(input: Tensor, mean: Tensor, stddev: Tensor) -> Tensor:
    """x P(N <= x), N normal with a mean and a standard deviation > 0, tensors of one element that may need gradients"""
    return torch.ops.act.gelu_normal(input, mean, stddev)


def stochastic_gelu(input: Tensor, seed: int, offset: int = 0, row_step: int = 1) -> Tensor:
    """x m, m ~ Bernoulli(Phi(x)). The draw of element i is decided by the seed and offset + i alone. With row_step = n
    the input's rows are every n-th of a larger batch, and drawn for as they would be there."""
    return torch.ops.act.stochastic_gelu(input, seed, offset, row_step)[0]


def geglu(gate: Tensor, value: Tensor) -> Tensor:
    """gelu(gate) value"""
    return torch.ops.act.geglu(gate, value)


def swiglu(gate: Tensor, value: Tensor) -> Tensor:
    """silu(gate) value"""
    return torch.ops.act.swiglu(gate, value)


def reglu(gate: Tensor, value: Tensor) -> Tensor:
    """relu(gate) value"""
    return torch.ops.act.reglu(gate, value)
