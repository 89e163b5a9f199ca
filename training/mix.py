"""The weighted mean of checkpoints of one model: python -m training.mix A.pt:0.7 B.pt:0.3 --out C.pt.

Runs that start from the same weights stay near enough that their mean reads as well as the better of them, often
better (Wortsman and others 2022, "model soups"). What only some of the files have (a head that is new in one run) is
taken from those.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

LOG = logging.getLogger("training")


def mixed(parts: Sequence[tuple[dict[str, Tensor], float]]) -> dict[str, Tensor]:
    """The mean of state dicts by weight. Raises ValueError where a tensor has another shape in one of them."""
    out: dict[str, Tensor] = {}
    for name in {name: None for state, _ in parts for name in state}:
        held = [(state[name], weight) for state, weight in parts if name in state]
        if len({tuple(value.shape) for value, _ in held}) > 1:
            raise ValueError(f"{name}: {[tuple(value.shape) for value, _ in held]} cannot be mixed")
        total = sum(weight for _, weight in held)
        if not held[0][0].is_floating_point():
            out[name] = held[0][0]
            continue
        out[name] = sum((value * (weight / total) for value, weight in held), torch.zeros_like(held[0][0]))
    return out


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="+", help="FILE:WEIGHT")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parts = []
    for part in given.parts:
        file, _, weight = part.rpartition(":")
        parts.append((torch.load(file, weights_only=True, map_location="cpu"), float(weight)))
    torch.save(mixed(parts), given.out)
    LOG.info("mixed %s into %s", ", ".join(given.parts), given.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
