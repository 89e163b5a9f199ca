"""Markdown: a heading and a table for each report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from . import Line, words

HEADER = ("Claim", "Who says", "How sure", "What", "Quote", "When", "Where")


def cell(text: str) -> str:
    """The text with the signs escaped that would end a cell or set markup.

    >>> cell("a | b *c*")
    'a \\\\| b \\\\*c\\\\*'
    """
    clean = words.one_line(text).encode("utf-8", "replace").decode()
    return "".join(f"\\{sign}" if sign in "\\|*_`<>[]" else sign for sign in clean)


def write(lines: Iterable[Line], out: TextIO) -> None:
    """Write the claims in the order they come; a new heading wherever the report changes."""
    current = None
    for claim, report in lines:
        if claim.report != current:
            out.write("" if current is None else "\n")
            current = claim.report
            out.write(f"## {cell(words.heading(report, claim.report))}\n\n")
            out.write(f"| {' | '.join(HEADER)} |\n| {' | '.join('---' for _ in HEADER)} |\n")
        cells = (
            words.short(claim.id),
            words.who_says(claim),
            words.how_sure(claim),
            words.what(claim),
            f"“{claim.quote}”",
            words.when(claim),
            words.where(claim),
        )
        out.write(f"| {' | '.join(cell(text) for text in cells)} |\n")
