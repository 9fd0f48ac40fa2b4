"""The activations as modules, with the arguments of torch.nn's.

They are no subclasses of torch's: what knows those, such as TransformerEncoderLayer, computes them by itself."""
from typing import Optional

import torch
from torch import Tensor, nn

from . import functional


class GELU(nn.Module):
    """torch.nn.GELU; approximate may be "sigmoid" too."""

    def __init__(self, approximate: str = "none") -> None:
        super().__init__()
        self.approximate = approximate

    def forward(self, input: Tensor) -> Tensor:
        return functional.gelu(input, self.approximate)

    def extra_repr(self) -> str:
        return f"approximate={self.approximate!r}"


class SiLU(nn.Module):
    """torch.nn.SiLU"""

    def __init__(self, inplace: bool = False) -> None:
        super().__init__()
        self.inplace = inplace

    def forward(self, input: Tensor) -> Tensor:
        return functional.silu(input, self.inplace)

    def extra_repr(self) -> str:
        return "inplace=True" if self.inplace else ""


class ReLU(nn.Module):
    """torch.nn.ReLU"""

    def __init__(self, inplace: bool = False) -> None:
        super().__init__()
        self.inplace = inplace

    def forward(self, input: Tensor) -> Tensor:
        return functional.relu(input, self.inplace)

    def extra_repr(self) -> str:
        return "inplace=True" if self.inplace else ""


class ELU(nn.Module):
    """torch.nn.ELU, for alpha >= 0."""

    def __init__(self, alpha: float = 1.0, inplace: bool = False) -> None:
        super().__init__()
        self.alpha = alpha
        self.inplace = inplace

    def forward(self, input: Tensor) -> Tensor:
        return functional.elu(input, self.alpha, self.inplace)

    def extra_repr(self) -> str:
        return f"alpha={self.alpha}" + (", inplace=True" if self.inplace else "")


class CauchyGate(nn.Module):
    """x (1/2 + atan(x) / pi)"""

    def forward(self, input: Tensor) -> Tensor:
        return functional.cauchy_gate(input)


class GELUNormal(nn.Module):
    """x P(N <= x), N normal with a mean and a standard deviation that are learned, or with learnable=False fixed. Where
    a step of the optimizer makes stddev 0 or negative the next call raises ValueError."""

    def __init__(self, mean: float = 0.0, stddev: float = 1.0, learnable: bool = True) -> None:
        super().__init__()
        if not stddev > 0:
            raise ValueError(f"stddev must be > 0, but got {stddev}")
        for name, value in (("mean", mean), ("stddev", stddev)):
            if learnable:
                self.register_parameter(name, nn.Parameter(torch.tensor(float(value))))
            else:
                self.register_buffer(name, torch.tensor(float(value)))

    def forward(self, input: Tensor) -> Tensor:
        return functional.gelu_normal(input, self.mean, self.stddev)

    def extra_repr(self) -> str:
        return f"mean={self.mean.item():g}, stddev={self.stddev.item():g}"


class StochasticGELU(nn.Module):
    """In training x m, m ~ Bernoulli(Phi(x)), and in evaluation its expectation, the GELU.

    The state has the seed and the number of elements drawn for, so that a run that is continued draws on. Without a
    seed torch's generator gives one.

    On several ranks the input is taken for the rows that torch.utils.data.DistributedSampler deals to this rank, every
    world_size-th of the global batch, and each element has the draw that one process with the whole batch gives it.
    All ranks' batches must have as many rows. Without rank and world_size they are those of torch.distributed, where
    that is initialized; a scripted module keeps those of its last call before it was scripted.
    """

    seed: Tensor
    drawn: Tensor

    def __init__(
        self, seed: Optional[int] = None, rank: Optional[int] = None, world_size: Optional[int] = None
    ) -> None:
        super().__init__()
        if (rank is None) != (world_size is None):
            raise ValueError("rank and world_size go together")
        if seed is None:
            seed = int(torch.randint(2**63 - 1, ()))
        self.register_buffer("seed", torch.tensor(seed, dtype=torch.int64))
        self.register_buffer("drawn", torch.tensor(0, dtype=torch.int64))
        self.follows_process_group = rank is None
        self.rank: int = rank or 0
        self.world_size: int = world_size or 1

    def forward(self, input: Tensor) -> Tensor:
        if not self.training:
            return functional.gelu(input)
        if not torch.jit.is_scripting():
            self._follow_process_group()
        columns = input[0].numel() if input.dim() > 0 and input.size(0) > 0 else 1
        drawn = int(self.drawn.item())
        self.drawn.fill_(drawn + input.numel() * self.world_size)
        return functional.stochastic_gelu(input, int(self.seed.item()), drawn + self.rank * columns, self.world_size)

    @torch.jit.unused
    def _follow_process_group(self) -> None:
        if self.follows_process_group and torch.distributed.is_available() and torch.distributed.is_initialized():
            self.rank, self.world_size = torch.distributed.get_rank(), torch.distributed.get_world_size()

    def extra_repr(self) -> str:
        return f"seed={self.seed.item()}"


class GEGLU(nn.Module):
    """gelu(gate) value, of the two halves of the last dimension, gates first. (torch.nn.GLU has the gates last.)"""

    def forward(self, input: Tensor) -> Tensor:
        return torch.ops.act.geglu_packed(input)


class SwiGLU(nn.Module):
    """silu(gate) value, of the two halves of the last dimension, gates first."""

    def forward(self, input: Tensor) -> Tensor:
        return torch.ops.act.swiglu_packed(input)


class ReGLU(nn.Module):
    """relu(gate) value, of the two halves of the last dimension, gates first."""

    def forward(self, input: Tensor) -> Tensor:
        return torch.ops.act.reglu_packed(input)
