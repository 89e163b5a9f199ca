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


def _table(page: list[Line]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, leading=1, padding=(0, 1, 0, 0), pad_edge=False, expand=True)
    table.add_column("claim", no_wrap=True, width=10, style="dim")
    table.add_column("who says", ratio=5)
    table.add_column("how sure", ratio=3, min_width=10)
    table.add_column("what", ratio=6)
    table.add_column("quote", ratio=9)
    table.add_column("when", ratio=3, min_width=10)
    table.add_column("where", ratio=3, min_width=8)
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
            current = claim.report
            console.print(Text(words.heading(report, claim.report), style="bold"))
        console.print(_table(page))
        plain = laid_out.getvalue().encode("utf-8", "replace").decode()
        out.write("\n".join(line.rstrip() for line in plain.split("\n")))
