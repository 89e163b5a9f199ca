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
from training.heads.base import Head, indices, mean_loss

HIDDEN = 64
WEIGHT = {"event": 6.0, "stance": 0.7, "polarity": 0.7, "voice": 3.0, "act": 2.0, "inner": 3.0}
"""How much each layer counts in the head's loss, which is a mean over words: most words trigger nothing, name
no voice and are no cue."""


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
        out = {f"claim_{name}": linear(words) for name, linear in self.maps.items()}
        return {**out, "claim_part": self.part(words), "claim_trigger": self.trigger(words)}

    def table(self, part: Tensor, trigger: Tensor, near: Tensor) -> Tensor:
        """Role scores [triggers, words, roles]."""
        plain, times = part.split(HIDDEN, -1)
        trigger_plain, trigger_times = trigger.split(HIDDEN, -1)
        mixed = plain[None] + trigger_plain[:, None] + times[None] * trigger_times[:, None]
        return self.role(torch.relu(mixed + self.distance(near)))

    def loss(self, outputs: Sequence[dict[str, Tensor]], targets: Sequence[Any]) -> Tensor:
        total: Tensor = torch.zeros(())
        for name, weight in WEIGHT.items():
            scores = torch.cat([o[f"claim_{name}"] for o in outputs])
            total = total + weight * mean_loss(scores, torch.cat([t[name] for t in targets]))
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
        return {
            "claims.distance": self.distance.weight.detach().numpy(),
            "claims.role.weight": self.role.weight.detach().numpy(),
            "claims.role.bias": self.role.bias.detach().numpy(),
        }
