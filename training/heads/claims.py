"""What the house corpus labels of claims: event class, stance, polarity, voices, acts, and who did what to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from sayso.learned.labels import CLAIM_LABELS, CLAIM_ROLES
from training.document import Example
from training.heads.attribution import CELLS_PER_CUE, FAR
from training.heads.base import Deep, Head, indices, mean_loss

HIDDEN = 64
SHARED = 256
"""Width of the hidden layer that the deeper maps of words share."""
WEIGHT = {
    "event": 6.0,
    "stance": 0.7,
    "polarity": 0.7,
    "voice": 3.0,
    "act": 2.0,
    "inner": 3.0,
    "told": 0.7,
    "mode": 0.3,
}
"""How much each layer counts in the head's loss, which is a mean over words: most words trigger nothing, name
no voice and are no cue."""

SMOOTHING = 0.08
"""Share of a label's probability that is spread over the others: without it the head, which sees every report many
times, grows surer and surer on reports it does not know (its loss there rose by a quarter), and votes count its odds."""


class ClaimsHead(Head):
    """One map per layer over words, and a table from every trigger to the words of its participants."""

    def __init__(self, width: int, labels: dict[str, list[str]]) -> None:
        super().__init__(width, labels)
        self.maps = nn.ModuleDict(
            {name: nn.Linear(width, len(kinds)) for name, kinds in CLAIM_LABELS.items()}
        )
        self.part = nn.Linear(width, 2 * HIDDEN)
        self.trigger = nn.Linear(width, 2 * HIDDEN)
        self.distance = nn.Embedding(2 * FAR + 1, HIDDEN)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.role = nn.Linear(HIDDEN, len(CLAIM_ROLES))
        self.deep_inner = nn.Linear(2 * width, SHARED)
        self.deep_drop = nn.Dropout(0.4)
        self.deep_maps = nn.ModuleDict(
            {n: nn.Linear(SHARED, len(kinds)) for n, kinds in CLAIM_LABELS.items()}
        )
        self.deep_part = Deep(width, 2 * HIDDEN, 128)
        self.deep_trigger = Deep(width, 2 * HIDDEN, 128)
        self.deep_distance = nn.Embedding(2 * FAR + 1, HIDDEN)
        nn.init.normal_(self.deep_distance.weight, std=0.02)
        self.deep_role = nn.Linear(HIDDEN, len(CLAIM_ROLES))

    @staticmethod
    def wants(layers: dict[str, Any]) -> bool:
        return "claims" in layers

    def target(self, example: Example) -> Any:
        layer = example.document.labels.get("claims")
        if layer is None:
            return None
        begin, end = example.start, example.end
        found: dict[str, Any] = {
            name: indices(layer[name][begin:end], kinds) for name, kinds in CLAIM_LABELS.items()
        }
        inside = [(at, parts) for at, parts in layer["participants"] if begin <= at < end]
        roles = np.zeros((len(inside), end - begin), dtype=np.int64)
        for k, (_, parts) in enumerate(inside):
            for role, words in parts:
                for i in words:
                    if begin <= i < end:
                        roles[k, i - begin] = CLAIM_ROLES.index(role)
        at = np.array([at - begin for at, _ in inside], dtype=np.int64)
        near = (np.arange(end - begin)[None] - at[:, None]).clip(-FAR, FAR) + FAR
        found["at"] = torch.from_numpy(at)
        found["roles"] = torch.from_numpy(roles)
        found["near"] = torch.from_numpy(near)
        return found

    def forward(self, words: Tensor, middle: Tensor | None = None) -> dict[str, Tensor]:
        if self.deep and middle is not None:
            inner = self.deep_drop(torch.relu(self.deep_inner(torch.cat([words, middle], -1))))
            out = {f"claim_{name}": linear(inner) for name, linear in self.deep_maps.items()}
            part, trigger = self.deep_part(words, middle), self.deep_trigger(words, middle)
            return {**out, "claim_part": part, "claim_trigger": trigger}
        out = {f"claim_{name}": linear(words) for name, linear in self.maps.items()}
        return {**out, "claim_part": self.part(words), "claim_trigger": self.trigger(words)}

    def table(self, part: Tensor, trigger: Tensor, near: Tensor) -> Tensor:
        """Role scores [triggers, words, roles]."""
        plain, times = part.split(HIDDEN, -1)
        trigger_plain, trigger_times = trigger.split(HIDDEN, -1)
        mixed = plain[None] + trigger_plain[:, None] + times[None] * trigger_times[:, None]
        distance, role = (self.deep_distance, self.deep_role) if self.deep else (self.distance, self.role)
        scores: Tensor = role(torch.relu(mixed + distance(near)))
        return scores

    def loss(self, outputs: Sequence[dict[str, Tensor]], targets: Sequence[Any]) -> Tensor:
        total: Tensor = torch.zeros(())
        for name, weight in WEIGHT.items():
            scores = torch.cat([o[f"claim_{name}"] for o in outputs])
            gold = torch.cat([t[name] for t in targets])
            total = total + weight * mean_loss(scores, gold, smoothing=SMOOTHING if self.training else 0.0)
        cells: Tensor = torch.zeros(())
        count = 0
        for out, t in zip(outputs, targets, strict=True):
            if len(t["at"]):
                scores = self.table(out["claim_part"], out["claim_trigger"][t["at"]], t["near"])
                cells = cells + nn.functional.cross_entropy(
                    scores.reshape(-1, len(CLAIM_ROLES)), t["roles"].reshape(-1), reduction="sum"
                )
                count += len(t["at"])
        return total + cells / (CELLS_PER_CUE / 3 * max(1, count))

    def constants(self) -> dict[str, np.ndarray]:
        distance, role = (self.deep_distance, self.deep_role) if self.deep else (self.distance, self.role)
        return {
            "claims.distance": distance.weight.detach().numpy(),
            "claims.role.weight": role.weight.detach().numpy(),
            "claims.role.bias": role.bias.detach().numpy(),
        }
