"""PLOVER: the class of a sentence as a weighted vote of its words, and a tagger of source and target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from sayso.learned.labels import ARGUMENT_TAGS, EVENT_CLASSES
from training.document import Example
from training.heads.base import Deep, Head, indices, mean_loss


class EventsHead(Head):
    """Class votes, the weight of each word's vote, and argument tags."""

    def __init__(self, width: int, labels: dict[str, list[str]]) -> None:
        super().__init__(width, labels)
        self.vote = nn.Linear(width, len(EVENT_CLASSES))
        self.weight = nn.Linear(width, 1)
        self.argument = nn.Linear(width, len(ARGUMENT_TAGS))
        self.deep_vote = Deep(width, len(EVENT_CLASSES))
        self.deep_weight = Deep(width, 1, 32)
        self.deep_argument = Deep(width, len(ARGUMENT_TAGS), 96)

    @staticmethod
    def wants(layers: dict[str, Any]) -> bool:
        return "event" in layers or "arguments" in layers

    def target(self, example: Example) -> Any:
        layers = example.document.labels
        found: dict[str, Any] = {}
        if "event" in layers and len(example.at) == len(example.document.forms):
            found["event"] = EVENT_CLASSES.index(layers["event"])
        if "arguments" in layers:
            found["argument"] = indices(layers["arguments"][example.start : example.end], ARGUMENT_TAGS)
        return found or None

    def forward(self, words: Tensor, middle: Tensor | None = None) -> dict[str, Tensor]:
        if self.deep and middle is not None:
            return {
                "vote": self.deep_vote(words, middle),
                "weight": self.deep_weight(words, middle),
                "argument": self.deep_argument(words, middle),
            }
        return {"vote": self.vote(words), "weight": self.weight(words), "argument": self.argument(words)}

    def loss(self, outputs: Sequence[dict[str, Tensor]], targets: Sequence[Any]) -> Tensor:
        total: Tensor = torch.zeros(())
        pairs = [
            (o["argument"], t["argument"]) for o, t in zip(outputs, targets, strict=True) if "argument" in t
        ]
        if pairs:
            total = total + mean_loss(torch.cat([o for o, _ in pairs]), torch.cat([t for _, t in pairs]))
        voted = [
            ((torch.softmax(o["weight"], 0) * o["vote"]).sum(0), t["event"])
            for o, t in zip(outputs, targets, strict=True)
            if "event" in t
        ]
        if voted:
            scores = torch.stack([v for v, _ in voted])
            total = total + 0.5 * nn.functional.cross_entropy(
                scores, torch.tensor([e for _, e in voted], device=scores.device)
            )
        return total
