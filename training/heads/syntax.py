"""Sentence beginnings, tags, lemmas and the dependency parse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from sayso.learned.labels import UPOS
from sayso.learned.lemmas import KEEP, script
from training.document import Example
from training.heads.base import Head, indices, mean_loss

ARC = 160
REL = 64


class SyntaxHead(Head):
    """Taggers, and biaffine maps for arcs (a root governs itself) and relations."""

    def __init__(self, width: int, labels: dict[str, list[str]]) -> None:
        super().__init__(width, labels)
        self.begin = nn.Linear(width, 2)
        self.upos = nn.Linear(width, len(UPOS))
        self.xpos = nn.Linear(width, len(labels["xpos"]))
        self.lemma = nn.Linear(width, len(labels["lemma"]))
        self.arc_child = nn.Linear(width, ARC)
        self.arc_head = nn.Linear(width, ARC)
        self.rel_child = nn.Linear(width, REL)
        self.rel_head = nn.Linear(width, REL)
        self.arc = nn.Parameter(torch.randn(ARC, ARC) * 0.02)
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.rel = nn.Parameter(torch.randn(len(labels["deprel"]), REL, REL) * 0.02)
        self.rel_bias = nn.Linear(2 * REL, len(labels["deprel"]))

    @staticmethod
    def wants(layers: dict[str, Any]) -> bool:
        return "syntax" in layers

    def target(self, example: Example) -> Any:
        layer = example.document.labels.get("syntax")
        if layer is None:
            return None
        begin, end = example.start, example.end
        part = slice(begin, end)
        sentence = np.array(layer["sentence"][part])
        start = np.ones(len(sentence), dtype=np.int64)
        start[1:] = sentence[1:] != sentence[:-1]
        heads = np.array(layer["head"][part]) - begin
        scripts = [
            script(f, m) for f, m in zip(example.document.forms[part], layer["lemma"][part], strict=True)
        ]
        relations = [relation(r, self.labels["deprel"]) for r in layer["deprel"][part]]
        return {
            "begin": torch.from_numpy(start),
            "upos": indices(layer["upos"][part], UPOS),
            "xpos": indices(layer["xpos"][part], self.labels["xpos"]),
            "lemma": indices(scripts, self.labels["lemma"]),
            "deprel": indices(relations, self.labels["deprel"]),
            "head": torch.from_numpy(heads),
            "apart": torch.from_numpy(sentence[:, None] != sentence[None]),
        }

    def forward(self, words: Tensor, middle: Tensor | None = None) -> dict[str, Tensor]:
        return {
            "begin": self.begin(words),
            "upos": self.upos(words),
            "xpos": self.xpos(words),
            "lemma": self.lemma(words),
            "arc_child": torch.relu(self.arc_child(words)),
            "arc_head": torch.relu(self.arc_head(words)),
            "rel_child": torch.relu(self.rel_child(words)),
            "rel_head": torch.relu(self.rel_head(words)),
        }

    def arcs(self, child: Tensor, head: Tensor) -> Tensor:
        """Scores [child, head]."""
        return (child @ self.arc + self.arc_bias) @ head.T

    def relations(self, child: Tensor, head: Tensor) -> Tensor:
        """Scores [child, relation] for one head per child."""
        twisted = torch.einsum("nd,rde->nre", child, self.rel)
        return torch.einsum("nre,ne->nr", twisted, head) + self.rel_bias(torch.cat([child, head], -1))

    def loss(self, outputs: Sequence[dict[str, Tensor]], targets: Sequence[Any]) -> Tensor:
        total: Tensor = torch.zeros(())
        for name in ("begin", "upos", "xpos", "lemma"):
            total = total + 0.5 * mean_loss(
                torch.cat([o[name] for o in outputs]), torch.cat([t[name] for t in targets])
            )
        arcs: Tensor = torch.zeros(())
        children, heads = [], []
        count = 0
        for out, t in zip(outputs, targets, strict=True):
            scores = self.arcs(out["arc_child"], out["arc_head"]).masked_fill(t["apart"], -1e4)
            arcs = arcs + nn.functional.cross_entropy(scores, t["head"], reduction="sum")
            count += len(t["head"])
            children.append(out["rel_child"])
            heads.append(out["rel_head"][t["head"]])
        relations = self.relations(torch.cat(children), torch.cat(heads))
        return total + arcs / count + 0.5 * mean_loss(relations, torch.cat([t["deprel"] for t in targets]))

    def constants(self) -> dict[str, np.ndarray]:
        return {
            "syntax.arc": self.arc.detach().numpy(),
            "syntax.arc_bias": self.arc_bias.detach().numpy(),
            "syntax.rel": self.rel.detach().numpy(),
            "syntax.rel_bias.weight": self.rel_bias.weight.detach().numpy(),
            "syntax.rel_bias.bias": self.rel_bias.bias.detach().numpy(),
        }


def relation(deprel: str, known: Sequence[str]) -> str:
    """A relation with its subtype where that is frequent, else without."""
    return deprel if deprel in known else deprel.partition(":")[0]


def label_sets(layers: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    """Penn tags, lemma scripts and relations that the training documents use often enough."""
    from collections import Counter

    tags: Counter[str] = Counter()
    scripts: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    for layer in layers:
        tags.update(layer["xpos"])
        relations.update(layer["deprel"])
        scripts.update(script(f, m) for f, m in zip(layer["form"], layer["lemma"], strict=True))
    plain = {r.partition(":")[0] for r in relations}
    return {
        "xpos": sorted(t for t, n in tags.items() if n >= 5),
        "lemma": [KEEP, *sorted(s for s, n in scripts.items() if n >= 4 and s != KEEP)],
        "deprel": sorted(plain | {r for r, n in relations.items() if n >= 40}),
    }
