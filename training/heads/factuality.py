"""How certainly a predicate is told to have happened, from -3 to 3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from training.document import Example
from training.heads.base import Deep, Head


class FactualityHead(Head):
    """One map."""

    def __init__(self, width: int, labels: dict[str, list[str]]) -> None:
        super().__init__(width, labels)
        self.value = nn.Linear(width, 1)
        self.deep_value = Deep(width, 1, 96)

    @staticmethod
    def wants(layers: dict[str, Any]) -> bool:
        return "factuality" in layers

    def target(self, example: Example) -> Any:
        values = example.document.labels.get("factuality")
        if values is None:
            return None
        return torch.from_numpy(values[example.start : example.end])

    def forward(self, words: Tensor, middle: Tensor | None = None) -> dict[str, Tensor]:
        if self.deep and middle is not None:
            return {"value": self.deep_value(words, middle)}
        return {"value": self.value(words)}

    def loss(self, outputs: Sequence[dict[str, Tensor]], targets: Sequence[Any]) -> Tensor:
        value = torch.cat([o["value"][:, 0] for o in outputs])
        gold = torch.cat(list(targets))
        known = ~torch.isnan(gold)
        if not known.any():
            return torch.zeros(())
        return nn.functional.smooth_l1_loss(value[known], gold[known])
