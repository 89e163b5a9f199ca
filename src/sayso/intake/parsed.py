"""What an intake makes of a file: the text to be stored, its headline, and metadata found inside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..record import Span
from .source import Metadata

HEADLINE_LIMIT = 250
"""Code points; a longer first line is a paragraph, not a headline."""


_FULL_STOP = re.compile(r"(?<!\.\.)(?<!\b[A-Z])(?<!\b(?:Co|Jr|Sr))(?<!\b(?:Inc|Ltd))(?<!\bCorp)\.[\"”’]?$")
"""A full stop at the end, which is none of an abbreviation's ("talks with U.S.") nor of three dots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The text as it will be stored, where its headline stands, and the metadata the file itself gives."""

    text: str
    title: Span | None = None
    meta: Metadata = field(default_factory=Metadata)


def headline(text: str) -> Span | None:
    """The first line, where it stands alone above a blank line or is all there is, and is short.

    A line that ends in a full stop is a paragraph, unless it is written in capitals ("TRUCE SIGNED. CONSUL LEAVES.").

    >>> headline("Talks resume\\n\\nThe talks resumed.")
    Span(start=0, end=12)
    >>> headline("A first line.\\nA second line.") is None
    True
    >>> headline("Rebels left Kaya on Monday.\\n\\nThe town is quiet.") is None
    True
    """
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    first = text[start : end if end >= 0 else None].rstrip()
    if not first or len(first) > HEADLINE_LIMIT:
        return None
    rest = text[end + 1 :] if end >= 0 else ""
    alone = not rest.strip() or not rest.split("\n", 1)[0].strip()
    if _FULL_STOP.search(first) and not first.isupper():
        return None
    if alone and (rest.strip() or not first.endswith((".", "!"))):
        return Span(start, start + len(first))
    return None


def with_title(title: str | None, body: str) -> tuple[str, Span | None]:
    """The text with its title as first line, and the title's place; a title that is there already is not doubled."""
    title = " ".join((title or "").split())
    if not title:
        return body, headline(body)
    lead = len(body) - len(body.lstrip())
    if body[lead:].startswith(title):
        return body, Span(lead, lead + len(title))
    return f"{title}\n\n{body}", Span(0, len(title))
