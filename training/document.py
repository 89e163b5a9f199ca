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


@dataclass(slots=True, kw_only=True)
class Example:
    """A window of a document, as the model trains on it."""

    document: Document
    start: int
    end: int
    ids: tuple[int, ...]
    at: tuple[int, ...]
    labels: dict[str, Any] = field(default_factory=dict)


def add_pieces(documents: list[Document], tokenizer: Any) -> list[Document]:
    """Fill in the word pieces of documents."""
    for document in documents:
        cut = tokens.pieces(tokenizer, document.forms)
        document.ids, document.first = cut.ids, cut.first
    return documents


def examples(document: Document, limit: int, rng: random.Random) -> list[Example]:
    """Cut a document into windows of at most `limit` pieces; the first has a random length."""
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
            if groups:
                room = limit
            groups.append([(begin, end)])
            size = 1 + cost
    out = []
    for group in groups:
        core = (group[0][0], group[-1][1])
        made = windows.make(document.ids, document.first, document.numbers, group, core)
        out.append(Example(document=document, start=core[0], end=core[1], ids=made.ids, at=made.at))
    return out
