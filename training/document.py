"""A labelled document: words, word pieces and the layers that a corpus labels; and its training windows."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.learned import tokens, windows

IGNORE = -100


@dataclass(slots=True, kw_only=True)
class Document:
    """One document of one corpus.

    `numbers` is the paragraph of each word, `cuts` the numbers by which a window may be cut
    (paragraphs, or sentences). `labels` holds per head what the corpus says, over word numbers.
    """

    name: str
    forms: list[str]
    numbers: list[int]
    cuts: list[int]
    labels: dict[str, Any]
    text: str = ""
    spans: Sequence[tuple[int, int]] = ()
    ids: tuple[int, ...] = ()
    first: tuple[int, ...] = ()
    shapes: tuple[int, ...] = ()


@dataclass(slots=True, kw_only=True)
class Example:
    """A window of a document, as the model trains on it."""

    document: Document
    start: int
    end: int
    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    at: tuple[int, ...]
    labels: dict[str, Any] = field(default_factory=dict)


def add_pieces(documents: list[Document], tokenizer: Any) -> list[Document]:
    """Fill in the word pieces of documents."""
    for document in documents:
        cut = tokens.pieces(tokenizer, document.forms)
        document.ids, document.first = cut.ids, cut.first
        document.shapes = tokens.shapes(document.forms, document.spans)
    return documents


def in_capitals(document: Document) -> tuple[int, ...]:
    """The shapes of a document's words as if it were written in capitals."""
    return tuple(
        1 + 3 * tokens.UPPER + (s - 1) % 3 if any(c.isalpha() for c in form) else s
        for s, form in zip(document.shapes, document.forms, strict=True)
    )


def examples(
    document: Document, limit: int, rng: random.Random, *, short: float = 0.0, capitals: float = 0.0
) -> list[Example]:
    """Cut a document into windows of at most `limit` pieces; the first has a random length.

    A share `short` of documents is cut into short windows, because a reader is also given single sentences;
    a share `capitals` is read as if it were written in capitals, because some outlets are.
    """
    brief = rng.random() < short
    shapes = in_capitals(document) if rng.random() < capitals else document.shapes
    parts = windows.units(document.cuts, document.first, document.forms, limit - 10)
    groups: list[list[tuple[int, int]]] = []
    size = 1
    room = rng.randint(limit // 4, limit)
    for begin, end in parts:
        cost = document.first[end] - document.first[begin] + 1
        if groups and size + cost <= room:
            groups[-1].append((begin, end))
            size += cost
        else:
            if groups or brief:
                room = rng.randint(8, limit // 2) if brief else limit
            groups.append([(begin, end)])
            size = 1 + cost
    out = []
    for group in groups:
        core = (group[0][0], group[-1][1])
        made = windows.make(document.ids, document.first, document.numbers, shapes, group, core)
        example = Example(
            document=document, start=core[0], end=core[1], ids=made.ids, shapes=made.shapes, at=made.at
        )
        out.append(example)
    return out
