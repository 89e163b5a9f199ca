"""A table to read: seven columns, as wide as the terminal, plain where there is none."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby, zip_longest
from typing import TextIO

from ..record import Claim, Polarity, Stance
from . import Line, words

PLAIN_WIDTH = 140
"""Columns where the output is no terminal; the environment's COLUMNS overrules it."""
PAGE = 200
"""Claims laid out at once: a long list streams, at the price of widths that may change between pages."""
BOLD, DIM, RED, YELLOW, BLUE, CYAN = 1, 2, 31, 33, 34, 36
"""Select Graphic Rendition, as ECMA-48 numbers it."""
STYLES: dict[Stance, tuple[int, ...]] = {
    Stance.ASSERTED: (),
    Stance.SUSPECTED: (YELLOW,),
    Stance.DOUBTED: (YELLOW,),
    Stance.DENIED: (RED,),
    Stance.ASKED: (CYAN,),
    Stance.PLANNED: (BLUE,),
    Stance.CONDITIONAL: (BLUE,),
    Stance.PRESUPPOSED: (CYAN,),
}
GAP = "  "
"""Between two columns."""

Cell = tuple[str, tuple[int, ...]]
"""The words of a cell and their style."""


def width(out: TextIO) -> int:
    """Columns to fill: the terminal's, COLUMNS, or `PLAIN_WIDTH`; at least 60."""
    plain = int(os.environ["COLUMNS"]) if os.environ.get("COLUMNS", "").isdigit() else PLAIN_WIDTH
    return max(60, shutil.get_terminal_size((plain, 24)).columns if out.isatty() else plain)


def _pages(lines: Iterable[Line]) -> Iterator[list[Line]]:
    for _, same in groupby(lines, key=lambda line: line[0].report):
        page: list[Line] = []
        for line in same:
            page.append(line)
            if len(page) == PAGE:
                yield page
                page = []
        if page:
            yield page


def layout(total: int) -> dict[str, int]:
    """The width of each column: those of one word are fixed, the others share what is left.

    >>> layout(100)
    {'claim': 10, 'who says': 11, 'how sure': 12, 'what': 14, 'quote': 21, 'when': 10, 'where': 10}
    """
    dates = 10 if total < 130 else 14
    left = total - len("c-0123abcd") - len("presupposed:") - 2 * dates - 6 * len(GAP)
    who, what = left * 4 // 16, left * 5 // 16
    return {
        "claim": 10,
        "who says": who,
        "how sure": 12,
        "what": what,
        "quote": left - who - what,
        "when": dates,
        "where": dates,
    }


def cells_of(claim: Claim) -> tuple[Cell, ...]:
    """The seven cells of a claim; the stance has the colour of how sure it is, what is negated is bold."""
    style = STYLES[claim.how_sure.stance]
    if claim.how_sure.polarity is Polarity.NEGATED:
        style = (*style, BOLD)
    return (
        (words.short(claim.id), (DIM,)),
        (words.who_says(claim), ()),
        (words.how_sure(claim), style),
        (words.what(claim), ()),
        (f"“{words.one_line(claim.quote)}”", ()),
        (words.when(claim), ()),
        (words.where(claim), ()),
    )


@cache
def _columns_of(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def columns_of(text: str) -> int:
    """The columns that a text takes on a terminal: signs of East Asian scripts take two, combining marks none.

    >>> columns_of("Haïti"), columns_of("東京")
    (5, 4)
    """
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken at blanks; a longer word is cut.

    >>> wrapped("Hamas leaders from Gaza", 10)
    ['Hamas', 'leaders', 'from Gaza']
    """
    if len(text) <= width and text.isascii():
        return [text]
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        size = columns_of(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        *whole, line = _cut(word, width) if size > width else [word]
        lines += whole
        used = columns_of(line)
    return [*lines, line]


def _cut(word: str, width: int) -> list[str]:
    parts, used = [""], 0
    for sign in word:
        size = _columns_of(sign)
        if used + size > width:
            parts.append("")
            used = 0
        parts[-1] += sign
        used += size
    return parts


def _styled(text: str, style: tuple[int, ...], colour: bool) -> str:
    return f"\x1b[{';'.join(map(str, style))}m{text}\x1b[0m" if style and colour and text else text


def _row(cells: Iterable[Cell], widths: Iterable[int], colour: bool) -> Iterator[str]:
    """The lines of one row."""
    styled = [
        (wrapped(_CONTROLS.sub("", text), size), style, size)
        for (text, style), size in zip(cells, widths, strict=True)
    ]
    for parts in zip_longest(*(lines for lines, _, _ in styled), fillvalue=""):
        line = ""
        for part, (_, style, size) in zip(parts, styled, strict=True):
            line += _styled(part, style, colour) + " " * (size - columns_of(part)) + GAP
        yield line.rstrip()


_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
"""What a text could steer a terminal with."""


def _page(page: list[Line], total: int, colour: bool) -> Iterator[str]:
    """The lines of a table with its head."""
    columns = layout(total)
    widths = tuple(columns.values())
    yield from _row(((name, (BOLD,)) for name in columns), widths, colour)
    yield "─" * (sum(widths) + len(GAP) * (len(widths) - 1))
    for number, (claim, _) in enumerate(page):
        if number:
            yield ""
        yield from _row(cells_of(claim), widths, colour)


def write(lines: Iterable[Line], out: TextIO) -> None:
    """Write a heading and a table wherever the report changes; colour only on a terminal that wants it."""
    colour = out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    total = width(out)
    current = None
    for page in _pages(lines):
        claim, report = page[0]
        told: list[str] = []
        if claim.report != current:
            if current is not None:
                told.append("")
            current = claim.report
            heading = _CONTROLS.sub("", words.heading(report, claim.report))
            told += [_styled(line, (BOLD,), colour) for line in wrapped(heading, total)]
        told += _page(page, total, colour)
        out.write("\n".join([*told, ""]).encode("utf-8", "replace").decode())
