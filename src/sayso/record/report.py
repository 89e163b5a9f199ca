"""A report: the stored text, where it came from, and what is known of it beforehand."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from .ids import identifier
from .span import Span


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report as it is stored. Every span of its record points into `text`.

    `title` and `body` are places in the text, so a headline is quoted like any other words.
    `published` is a date or a date with time, as ISO 8601 text; None where it is not known.
    `bytes_sha256` is the hash of the file as it came, `text_sha256` that of the stored text.
    """

    text: str
    outlet: str | None = None
    title: Span | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    name: str | None = None
    encoding: str | None = None
    bytes_sha256: str | None = None
    text_sha256: str = field(default="")
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.text_sha256:
            object.__setattr__(self, "text_sha256", text_hash(self.text))
        if not self.id:
            object.__setattr__(self, "id", identifier("r", self.text_sha256, self.outlet, self.published))

    def quote(self, span: Span) -> str:
        """The words that stand at `span`."""
        return self.text[span.start : span.end]

    @property
    def day(self) -> dt.date | None:
        """The day of publication, where it is known to the day."""
        if self.published is None:
            return None
        try:
            return dt.date.fromisoformat(self.published[:10])
        except ValueError:
            return None

    @property
    def headline(self) -> str | None:
        """The words of the headline, where the report has one."""
        return self.quote(self.title) if self.title else None
