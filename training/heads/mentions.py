"""Mentions: the kind of thing at every head word, and a flat tagger of proper names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from sayso.learned.labels import HEAD_KINDS, NAME_TAGS
from training.document import Example
from training.heads.base import Deep, Head, indices, mean_loss


class MentionsHead(Head):
    """Two maps; the extent of a mention comes from the parse."""

    def __init__(self, width: int, labels: dict[str, list[str]]) -> None:
        super().__init__(width, labels)
        self.kind = nn.Linear(width, len(HEAD_KINDS))
        self.name = nn.Linear(width, len(NAME_TAGS))
        self.deep_kind = Deep(width, len(HEAD_KINDS))
        self.deep_name = Deep(width, len(NAME_TAGS))

    @staticmethod
    def wants(layers: dict[str, Any]) -> bool:
        return "kinds" in layers or "names" in layers

    def target(self, example: Example) -> Any:
        layers = example.document.labels
        part = slice(example.start, example.end)
        found = {}
        if "kinds" in layers:
            found["kind"] = indices(layers["kinds"][part], HEAD_KINDS)
        if "names" in layers:
            found["name"] = indices(layers["names"][part], NAME_TAGS)
        return found or None

    def forward(self, words: Tensor, middle: Tensor | None = None) -> dict[str, Tensor]:
        if self.deep and middle is not None:
            return {"kind": self.deep_kind(words, middle), "name": self.deep_name(words, middle)}
        return {"kind": self.kind(words), "name": self.name(words)}

    def loss(self, outputs: Sequence[dict[str, Tensor]], targets: Sequence[Any]) -> Tensor:
        total: Tensor = torch.zeros(())
        for key in ("kind", "name"):
            pairs = [(o[key], t[key]) for o, t in zip(outputs, targets, strict=True) if key in t]
            if pairs:
                total = total + mean_loss(torch.cat([o for o, _ in pairs]), torch.cat([t for _, t in pairs]))
        return total
