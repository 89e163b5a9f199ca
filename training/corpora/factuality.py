"""Factuality of predicates on a scale from -3 to 3: UDS-IH2 (over EWT's sentences) and MEANTIME."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from training.document import Document


def rows(path: Path) -> Iterator[tuple[list[str], list[tuple[int, float]]]]:
    """Sentences as tokens with (token number, value) marks."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["text"].split(), [(t["span1"][0], float(t["label"])) for t in row["targets"]]


def uds(path: Path) -> dict[tuple[str, ...], list[tuple[int, float]]]:
    """UDS-IH2 marks by the tokens of the sentence; empty where the file is not there."""
    return {tuple(forms): marks for forms, marks in rows(path)} if path.exists() else {}


def load_meantime(folder: Path, part: str) -> Iterator[Document]:
    """MEANTIME sentences, each a document with the layer "factuality"."""
    for k, (forms, marks) in enumerate(rows(folder / f"MEANTIME_{part}.jsonl")):
        values = np.full(len(forms), np.nan, dtype=np.float32)
        for where, value in marks:
            values[where] = value
        forms = ['"' if f in ("``", "''") else f for f in forms]
        zeros = [0] * len(forms)
        yield Document(
            name=f"meantime-{k}", forms=forms, numbers=zeros, cuts=zeros, labels={"factuality": values}
        )
