"""The dateline: where and when a report was written, and which agency sent it; no part of what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..record import Span

_AGENCY = r"\(\s*(?P<{}>[^()\n]{{2,40}}?)\s*\)"
_DATELINE = re.compile(
    rf"""^[ \t]*
        (?P<place>[^\W\d_][^\n—–():]{{1,60}}?)                                  # KHARTOUM; METEMA, Ethiopia
        (?:\s+{_AGENCY.format("early")})?                                        # (Reuters)
        (?:,\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?
            (?P<day>(?:\d{{1,2}}\s+[A-Z][a-z]{{2,8}}\.?|[A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}})(?:,?\s+\d{{4}})?))?
        (?:,?\s*{_AGENCY.format("late")})?
        \s*(?P<stop>—|–|--|\s-|:)\s+(?=\S)""",
    re.VERBOSE | re.MULTILINE,
)
MAX_LENGTH = 90
"""Code points; a longer beginning is a sentence with a dash in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline with its dash, and where in it the place, the day and the agency stand."""

    span: Span
    place: Span
    day: Span | None = None
    agency: Span | None = None


def datelines(text: str) -> Iterator[Dateline]:
    """The datelines at the beginning of lines: a round-up has several.

    A place in capitals, a day, or an agency in brackets shows that it is one.

    >>> text = "METEMA, Ethiopia, March 8 (HNW) — Gunmen opened fire."
    >>> found = next(datelines(text))
    >>> found.span.of(text)
    'METEMA, Ethiopia, March 8 (HNW) — '
    >>> found.place.of(text), found.day.of(text), found.agency.of(text)
    ('METEMA, Ethiopia', 'March 8', 'HNW')
    >>> list(datelines("The minister – a former judge – resigned."))
    []
    """
    for match in _DATELINE.finditer(text):
        if match.end() - match.start() > MAX_LENGTH:
            continue
        day, agency = _span(match, "day"), _span(match, "early") or _span(match, "late")
        if agency is not None and _is_country(agency.of(text)):
            agency = None  # "METEMA (Ethiopia) — "
        shown = day is not None or agency is not None
        place = match["place"]
        first = re.split(r"[,\s]", place, maxsplit=1)[0]
        capitals = len(first) > 2 and first.isupper() and match["stop"] != ":"
        if capitals or (shown and place[0].isupper() and len(place.split()) <= 5):
            yield Dateline(
                span=Span(match.start("place"), match.end()),
                place=Span(*match.span("place")),
                day=day,
                agency=agency,
            )


def dateline(text: str, *, after: int = 0) -> Dateline | None:
    """The dateline at the beginning of the body, which is what follows `after`, the headline's end."""
    start = after + len(text[after:]) - len(text[after:].lstrip())
    return next((line for line in datelines(text) if line.span.start == start), None)


def _span(match: re.Match[str], group: str) -> Span | None:
    return None if match[group] is None else Span(*match.span(group))


def _is_country(name: str) -> bool:
    """In brackets behind a town, a country or province is no agency."""
    from .gazetteer import gazetteer

    matches = gazetteer().lookup([name]).get(name, ())
    return any(match.place.kind in ("country", "region", "region1") for match in matches)
