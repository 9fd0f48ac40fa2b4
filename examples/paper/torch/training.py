"""Training a classifier, epoch by epoch."""
import time
from typing import Callable, Iterable, List, NamedTuple, Optional, Tuple

import torch
from torch import Tensor, nn

Batches = Iterable[Tuple[Tensor, Tensor]]


class Epoch(NamedTuple):
    """What is measured behind an epoch of one network. The training loss is the mean of the batches', each before its
    step; what is held out has None where there is nothing."""

    activation: str
    learning_rate: float
    seed: int
    epoch: int
    training_loss: float
    held_out_loss: Optional[float]
    held_out_error: Optional[float]
    test_loss: float
    test_error: float


class Task(NamedTuple):
    """training() deals one epoch's batches, test() and held_out() what errors are measured on. schedule(optimizer,
    learning rate, share) is called before every step; the share of the training that lies behind goes from 0 to 1."""

    data: str
    dropout: float
    optimizer_name: str
    network: Callable[[str], nn.Module]
    optimizer: Callable[[Iterable[nn.Parameter], float], torch.optim.Optimizer]
    schedule: Callable[[torch.optim.Optimizer, float, float], None]
    examples: int
    batch: int
    training: Callable[[], Batches]
    test: Callable[[], Batches]
    held_out: Optional[Callable[[], Batches]] = None


def constant(optimizer, learning_rate: float, share: float) -> None:
    pass


def set_rate(optimizer, rate: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = rate


def linear_to_zero_in_the_second_half(optimizer, learning_rate: float, share: float) -> None:
    set_rate(optimizer, learning_rate * min(1.0, 2 * (1 - share)))


def cosine(optimizer, learning_rate: float, share: float) -> None:
    """One period of Loshchilov & Hutter, arXiv:1608.03983."""
    set_rate(optimizer, learning_rate * 0.5 * (1 + float(torch.cos(torch.tensor(torch.pi * share)))))


def batches(inputs: Tensor, labels: Tensor, size: int, shuffled: bool) -> Batches:
    """Shuffled, whole ones alone."""
    order = torch.randperm(len(labels)) if shuffled else torch.arange(len(labels))
    for chosen in order.split(size):
        if len(chosen) == size or not shuffled:
            yield inputs[chosen], labels[chosen]


def loss_and_error(model: nn.Module, examples: Optional[Batches]) -> Tuple[Optional[float], Optional[float]]:
    if examples is None:
        return None, None
    model.eval()
    loss, wrong, count = 0.0, 0, 0
    with torch.inference_mode():
        for x, label in examples:
            scores = model(x)
            loss += nn.functional.cross_entropy(scores, label, reduction="sum").item()
            wrong += int((scores.argmax(1) != label).sum())
            count += len(label)
    model.train()
    return loss / count, wrong / count


def train(task: Task, activation: str, learning_rate: float, seed: int, epochs: int) -> Iterable[Epoch]:
    torch.manual_seed(seed)
    model = task.network(activation)
    optimizer = task.optimizer(model.parameters(), learning_rate)
    step, steps = 0, task.examples // task.batch
    for epoch in range(1, epochs + 1):
        total, began = 0.0, time.monotonic()
        for x, label in task.training():
            task.schedule(optimizer, learning_rate, step / (steps * epochs))
            loss = nn.functional.cross_entropy(model(x), label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item()
            step += 1
        held_out = loss_and_error(model, task.held_out() if task.held_out else None)
        result = Epoch(
            activation, learning_rate, seed, epoch, total / steps, *held_out, *loss_and_error(model, task.test())
        )
        print(
            f"{activation}, learning rate {learning_rate:g}, seed {seed}, epoch {epoch}: training loss "
            f"{result.training_loss:.4f}, test error {100 * result.test_error:.2f} %, "
            f"{time.monotonic() - began:.0f} s",
            flush=True,
        )
        yield result


def train_all(task: Task, activations: List[str], rates: List[float], seeds: int, epochs: int) -> Iterable[List[Epoch]]:
    """The epochs so far, after every network."""
    done: List[Epoch] = []
    for seed in range(1, seeds + 1):
        for rate in rates:
            for activation in activations:
                done += train(task, activation, rate, seed, epochs)
                yield done
