"""act's activations in the place of torch's, in a model that exists."""
import types
from typing import List, NamedTuple

import torch
from torch import nn

from . import functional, modules

MODULES = {nn.GELU: modules.GELU, nn.SiLU: modules.SiLU, nn.ReLU: modules.ReLU, nn.ELU: modules.ELU}
FUNCTIONS = {
    nn.functional.gelu: functional.gelu,
    nn.functional.silu: functional.silu,
    nn.functional.relu: functional.relu,
    nn.functional.elu: functional.elu,
    torch.relu: functional.relu,
}


class Replacement(NamedTuple):
    """name: of the module, or of the attribute that held a function, from the model on; "" is the model itself."""

    name: str
    before: str
    after: str


def replace(model: nn.Module) -> List[Replacement]:
    """Makes act's activations of torch's GELU, SiLU, ReLU and ELU wherever the model has them as modules, and wherever
    a module has one as an attribute, as TransformerEncoderLayer has its activation; returns what was replaced. Functions
    that the code of a model calls by their names stay torch's, as do scripted modules and ELU with a negative alpha."""
    replacements = []
    for name, module in model.named_modules():
        replacements += _replace_module(name, module) + _replace_functions(name, module)
    for module in model.modules():
        # Where this is set torch computes the whole layer, activation included, in one operator of its own.
        if hasattr(module, "activation_relu_or_gelu") and _is_of_act(module.activation):
            module.activation_relu_or_gelu = 0
    return replacements


def _replace_module(name: str, module: nn.Module) -> List[Replacement]:
    if type(module) not in MODULES or (isinstance(module, nn.ELU) and module.alpha < 0):
        return []
    before = repr(module)
    # Attributes of the same names, hooks and references from elsewhere stay.
    module.__class__ = MODULES[type(module)]
    return [Replacement(name, before, "act_torch." + repr(module))]


def _replace_functions(name: str, module: nn.Module) -> List[Replacement]:
    replacements = []
    for attribute, value in list(vars(module).items()):
        if isinstance(value, (types.FunctionType, types.BuiltinFunctionType)) and value in FUNCTIONS:
            setattr(module, attribute, FUNCTIONS[value])
            path = f"{name}.{attribute}" if name else attribute
            replacements.append(Replacement(path, value.__name__, f"act_torch.{value.__name__}"))
    return replacements


def _is_of_act(activation) -> bool:
    return type(activation) in MODULES.values() or activation in FUNCTIONS.values()
