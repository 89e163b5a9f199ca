"""Who says what: a tagger of sources, cues and contents, and a table that links words to each cue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from sayso.learned.labels import ROLES, TAGS
from training.document import IGNORE, Example
from training.heads.base import Head, mean_loss
from training.rows import runs, tag_row

HIDDEN = 128
FAR = 64
"""Relative distances are clipped to this many words."""
CELLS_PER_CUE = 30
"""Roughly how many words a cue's row decides: brings the table's loss to the scale of the tagger's."""


class AttributionHead(Head):
    """The tagger and the cue table of the sketch."""

    def __init__(self, width: int, labels: dict[str, list[str]]) -> None:
        super().__init__(width, labels)
        self.tag = nn.Linear(width, len(TAGS))
        self.word = nn.Linear(width, 2 * HIDDEN)
        self.cue = nn.Linear(width, 2 * HIDDEN)
        self.distance = nn.Embedding(2 * FAR + 1, HIDDEN)
        self.paragraph = nn.Embedding(2, HIDDEN)
        nn.init.normal_(self.distance.weight, std=0.02)
        nn.init.normal_(self.paragraph.weight, std=0.02)
        self.role = nn.Linear(HIDDEN, len(ROLES))

    @staticmethod
    def wants(layers: dict[str, Any]) -> bool:
        return "attribution" in layers

    def target(self, example: Example) -> Any:
        layer = example.document.labels.get("attribution")
        if layer is None:
            return None
        if "row" not in layer:
            row = tag_row(layer["attributions"], len(example.document.forms))
            layer["row"] = np.array([TAGS.index(t) for t in row])
            layer["row"][layer["discarded"]] = IGNORE
        begin, end = example.start, example.end
        inside = [a for a in layer["attributions"] if begin <= a["Cue"][0] < end]
        roles = np.zeros((len(inside), end - begin), dtype=np.int64)
        for k, one in enumerate(inside):
            for role, number in (("Source", 1), ("Content", 3)):
                for first, last in runs(one[role]):
                    for i in range(max(first, begin), min(last, end)):
                        roles[k, i - begin] = number + (i > first)
        numbers = np.array(example.document.numbers[begin:end])
        cues = np.array([a["Cue"][0] - begin for a in inside], dtype=np.int64)
        near = (np.arange(end - begin)[None] - cues[:, None]).clip(-FAR, FAR) + FAR
        same = (numbers[None] == numbers[cues][:, None]).astype(np.int64) if len(cues) else near
        return {
            "row": torch.from_numpy(layer["row"][begin:end].copy()),
            "cues": torch.from_numpy(cues),
            "roles": torch.from_numpy(roles),
            "near": torch.from_numpy(near),
            "same": torch.from_numpy(same),
        }

    def forward(self, words: Tensor, middle: Tensor | None = None) -> dict[str, Tensor]:
        return {"tag": self.tag(words), "word": self.word(words), "cue": self.cue(words)}

    def table(self, word: Tensor, cue: Tensor, near: Tensor, same: Tensor) -> Tensor:
        """Role scores [cues, words, roles]."""
        plain, times = word.split(HIDDEN, -1)
        cue_plain, cue_times = cue.split(HIDDEN, -1)
        mixed = plain[None] + cue_plain[:, None] + times[None] * cue_times[:, None]
        return self.role(torch.relu(mixed + self.distance(near) + self.paragraph(same)))

    def loss(self, outputs: Sequence[dict[str, Tensor]], targets: Sequence[Any]) -> Tensor:
        total = mean_loss(torch.cat([o["tag"] for o in outputs]), torch.cat([t["row"] for t in targets]))
        cells: Tensor = torch.zeros(())
        count = 0
        for out, t in zip(outputs, targets, strict=True):
            if len(t["cues"]):
                scores = self.table(out["word"], out["cue"][t["cues"]], t["near"], t["same"])
                gold = t["roles"].reshape(-1)
                cells = cells + nn.functional.cross_entropy(
                    scores.reshape(-1, len(ROLES)), gold, reduction="sum"
                )
                count += len(t["cues"])
        return total + cells / (CELLS_PER_CUE * max(1, count))

    def constants(self) -> dict[str, np.ndarray]:
        return {
            "table.distance": self.distance.weight.detach().numpy(),
            "table.paragraph": self.paragraph.weight.detach().numpy(),
            "table.role.weight": self.role.weight.detach().numpy(),
            "table.role.bias": self.role.bias.detach().numpy(),
        }
