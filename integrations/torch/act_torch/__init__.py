"""act's activation functions as operators of torch, torch.ops.act.*, and as functions and modules of its signatures."""
import pathlib

import torch

torch.ops.load_library(pathlib.Path(__file__).with_name("operators.so"))

from .functional import (
    cauchy_gate,
    elu,
    geglu,
    gelu,
    gelu_normal,
    reglu,
    relu,
    silu,
    stochastic_gelu,  # noqa: E402
    swiglu,
)
from .modules import ELU, GEGLU, GELU, CauchyGate, GELUNormal, ReGLU, ReLU, SiLU, StochasticGELU, SwiGLU  # noqa: E402
from .replacing import Replacement, replace  # noqa: E402

__all__ = [
    "cauchy_gate",
    "elu",
    "geglu",
    "gelu",
    "gelu_normal",
    "reglu",
    "relu",
    "silu",
    "stochastic_gelu",
    "swiglu",
    "CauchyGate",
    "ELU",
    "GEGLU",
    "GELU",
    "GELUNormal",
    "ReGLU",
    "ReLU",
    "SiLU",
    "StochasticGELU",
    "SwiGLU",
    "Replacement",
    "replace",
]
