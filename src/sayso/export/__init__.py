"""Claims out: one file for each format, and the list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, TextIO

from ..errors import UnknownFormat
from ..plugins import points
from ..record import Claim, Record


class Origin(Protocol):
    """What a format may say of the report a claim comes from; a `Report` has all of it."""

    @property
    def id(self) -> str: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def name(self) -> str | None: ...
    @property
    def headline(self) -> str | None: ...


Line = tuple[Claim, Origin | None]
"""A claim with its report, or None where nothing is known of the report."""

Writer = Callable[[Iterable[Line], TextIO], None]
"""Writes claims as they come: a writer holds no more than it needs, so an archive streams through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to write claims. `module` holds a function `write(lines, out)`."""

    name: str
    meaning: str
    suffix: str
    media_type: str
    module: str

    @property
    def write(self) -> Writer:
        """The writer, imported when it is asked for."""
        found: Writer = import_module(self.module).write
        return found


FORMATS: Mapping[str, Format] = {
    format.name: format
    for format in (
        Format(
            name="table",
            meaning="columns to read in a terminal",
            suffix=".txt",
            media_type="text/plain",
            module="sayso.export.table",
        ),
        Format(
            name="jsonl",
            meaning="one claim a line, complete",
            suffix=".jsonl",
            media_type="application/x-ndjson",
            module="sayso.export.jsonl",
        ),
        Format(
            name="csv",
            meaning="one claim a row, flat columns",
            suffix=".csv",
            media_type="text/csv",
            module="sayso.export.csv",
        ),
        Format(
            name="md",
            meaning="Markdown, a table for each report",
            suffix=".md",
            media_type="text/markdown",
            module="sayso.export.markdown",
        ),
    )
}


def formats() -> Mapping[str, Format]:
    """The built-in formats and those that other packages bring under `sayso.exports`."""
    found = dict(FORMATS)
    for point in points("sayso.exports"):
        format = point.load()
        if isinstance(format, Format):
            found.setdefault(format.name, format)
    return found


def write(lines: Iterable[Line], out: TextIO, *, format: str = "table") -> None:
    """Write claims in one of `formats()`; raises UnknownFormat for another name."""
    known = formats()
    if format not in known:
        raise UnknownFormat(f"'{format}' is no format of claims; use one of: {' '.join(known)}")
    known[format].write(lines, out)


def lines(records: Iterable[Record]) -> Iterator[Line]:
    """The claims of records, each with its report, ready for `write`."""
    for record in records:
        for claim in record.claims:
            yield claim, record.report


__all__ = ["FORMATS", "Format", "Line", "Origin", "Writer", "formats", "lines", "write"]
