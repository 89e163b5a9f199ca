"""What a head is: linear maps over word vectors, a loss over examples, and constants for the runtime."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from training.document import Example


class Head(nn.Module):
    """One question asked of the encoder.

    `forward` maps the vectors of words [n, D] (and those of the middle layer) to named outputs [n, k];
    everything in it goes into the ONNX file, so it sees words one by one. What looks at several words (tables, biaffine maps) is
    computed by the runtime from these outputs and from `constants`.
    """

    deep = False
    """Whether the deeper maps of training/refine.py are used in place of the linear ones."""

    def __init__(self, width: int, labels: dict[str, list[str]]) -> None:
        super().__init__()
        self.width = width
        self.labels = labels

    @staticmethod
    def wants(layers: dict[str, Any]) -> bool:
        """Whether a document with these layers teaches this head anything."""
        raise NotImplementedError

    def target(self, example: Example) -> Any:
        """What the loss compares with, made once per example; None where nothing is labelled."""
        raise NotImplementedError

    def forward(self, words: Tensor, middle: Tensor | None = None) -> dict[str, Tensor]:
        """Outputs per word."""
        raise NotImplementedError

    def loss(self, outputs: Sequence[dict[str, Tensor]], targets: Sequence[Any]) -> Tensor:
        """The loss over the examples of a batch, about 1 per labelled thing at the start."""
        raise NotImplementedError

    def constants(self) -> dict[str, np.ndarray]:
        """Arrays that the runtime needs beside the outputs."""
        return {}


class Deep(nn.Module):
    """A map with one hidden layer over the last and the middle layer's vectors of a word."""

    def __init__(self, width: int, kinds: int, hidden: int = 192) -> None:
        super().__init__()
        self.inner = nn.Linear(2 * width, hidden)
        self.drop = nn.Dropout(0.3)
        self.outer = nn.Linear(hidden, kinds)

    def forward(self, words: Tensor, middle: Tensor) -> Tensor:
        """Scores [n, kinds]."""
        found: Tensor = self.outer(self.drop(torch.relu(self.inner(torch.cat([words, middle], -1)))))
        return found


def indices(values: Sequence[str], labels: Sequence[str], *, default: int = -100) -> Tensor:
    """Label numbers; a label that is not in the list becomes `default` (ignored)."""
    number = {label: k for k, label in enumerate(labels)}
    return torch.tensor([number.get(v, default) for v in values])


def mean_loss(logits: Tensor, gold: Tensor, *, smoothing: float = 0.0) -> Tensor:
    """Cross entropy per labelled word; 0 where none is labelled.

    `smoothing` is the share of a label's probability that is spread over all labels, except for the first label,
    which stands for "nothing": thresholds tell that apart from something.
    """
    count = (gold != -100).sum().clamp(min=1)
    plain = nn.functional.cross_entropy(logits, gold, ignore_index=-100, reduction="none")
    if smoothing:
        smooth = nn.functional.cross_entropy(
            logits, gold, ignore_index=-100, reduction="none", label_smoothing=smoothing
        )
        plain = torch.where(gold > 0, smooth, plain)
    return plain.sum() / count
