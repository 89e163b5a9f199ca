"""The dateline: where and when a report was written, before its first sentence; no part of what it says."""

from __future__ import annotations

import re

from ..record import Span

_DATELINE = re.compile(
    r"""(?P<place>[^\W\d_][^\n—–]{1,60}?)          # KHARTOUM, METEMA, Ethiopia
        (?:,\s+(?P<day>[^\n—–(]{4,25}?))?          # March 8, 5 August 2020
        (?:\s*\((?P<agency>[^()\n]{2,30})\))?      # (Reuters)
        \s+(?:—|–|--|-)\s+(?=\S)""",
    re.VERBOSE,
)
MAX_LENGTH = 90
"""Code points; a longer beginning is a sentence with a dash in it."""


def dateline(text: str, *, after: int = 0) -> Span | None:
    """The dateline at the beginning of the body (`after` the headline), with its dash; None where there is none.

    A place in capitals, a day, or an agency in brackets shows that it is one.

    >>> text = "METEMA, Ethiopia, March 8 (HNW) — Gunmen opened fire."
    >>> dateline(text).of(text)
    'METEMA, Ethiopia, March 8 (HNW) — '
    >>> dateline("The minister – a former judge – resigned.") is None
    True
    """
    start = after + len(text[after:]) - len(text[after:].lstrip())
    match = _DATELINE.match(text, start)
    if match is None or match.end() - start > MAX_LENGTH:
        return None
    place = match["place"]
    first = re.split(r"[,\s]", place, maxsplit=1)[0]
    capitals = len(first) > 2 and first.isupper()
    dated = match["day"] is not None and any(sign.isdigit() for sign in match["day"])
    if capitals or ((match["agency"] or dated) and place[0].isupper() and len(place.split()) <= 5):
        return Span(start, match.end())
    return None
