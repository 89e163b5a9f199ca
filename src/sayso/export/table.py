"""A table to read: seven columns, as wide as the terminal, plain where there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from ..record import Polarity, Stance
from . import Line, words

if TYPE_CHECKING:
    from rich.table import Table

PLAIN_WIDTH = 140
"""Columns where the output is no terminal; the environment's COLUMNS overrules it."""
PAGE = 200
"""Claims laid out at once: a long list streams, at the price of widths that may change between pages."""
STYLES = {
    Stance.ASSERTED: "",
    Stance.SUSPECTED: "yellow",
    Stance.DOUBTED: "yellow",
    Stance.DENIED: "red",
    Stance.ASKED: "cyan",
    Stance.PLANNED: "blue",
    Stance.CONDITIONAL: "blue",
    Stance.PRESUPPOSED: "cyan",
}


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
    left = total - len("c-0123abcd") - len("presupposed:") - 2 * dates - 2 * 6
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


def _table(page: list[Line], total: int) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, leading=1, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for name, columns in layout(total).items():
        table.add_column(name, width=columns, overflow="fold", style="dim" if name == "claim" else None)
    for claim, _ in page:
        style = STYLES[claim.how_sure.stance]
        if claim.how_sure.polarity is Polarity.NEGATED:
            style = f"{style} bold".strip()
        cells = (
            Text(words.short(claim.id)),
            Text(words.who_says(claim)),
            Text(words.how_sure(claim), style=style),
            Text(words.what(claim)),
            Text(f"“{words.one_line(claim.quote)}”"),
            Text(words.when(claim)),
            Text(words.where(claim)),
        )
        table.add_row(*cells)
    return table


def write(lines: Iterable[Line], out: TextIO) -> None:
    """Write a heading and a table wherever the report changes; colour only on a terminal."""
    from rich.console import Console
    from rich.text import Text

    current = None
    for page in _pages(lines):
        # Laid out in memory, because rich answers a closed pipe with an exit code of its own.
        laid_out = StringIO()
        console = Console(
            file=laid_out,
            width=width(out),
            force_terminal=out.isatty(),
            color_system="auto" if out.isatty() else None,
            highlight=False,
            emoji=False,
            markup=False,
            legacy_windows=False,
        )
        claim, report = page[0]
        if claim.report != current:
            if current is not None:
                console.print()
            current = claim.report
            console.print(Text(words.heading(report, claim.report), style="bold"))
        console.print(_table(page, width(out)))
        plain = laid_out.getvalue().encode("utf-8", "replace").decode()
        out.write("\n".join(line.rstrip() for line in plain.split("\n")))
