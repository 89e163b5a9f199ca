"""When: time expressions with their values, and the time of each proposition with its reasons."""

from __future__ import annotations

import datetime as dt

from ...record import Span, When
from ...record.status import Status
from ..draft import Timex
from .grammar import find
from .resolve import Anchor, Resolved, Resolver
from .words import read

__all__ = ["tag"]


def tag(text: str, anchor: dt.date | None, *, anchor_name: str = "publication date") -> list[Timex]:
    """Every time expression of `text`, with its TIMEX3 type and value and the interval it stands for.

    `anchor` is the day from which relative expressions are counted, `anchor_name` what the reasons call it.

    >>> [(t.span.of("He left last Friday."), t.value) for t in tag("He left last Friday.", dt.date(2014, 3, 4))]
    [('last Friday', '2014-02-28')]
    """
    resolver = Resolver(text, Anchor(day=anchor, name=anchor_name) if anchor else None)
    return [timex(text, item) for item in resolver.all(find(read(text)))]


def timex(text: str, item: Resolved) -> Timex:
    """A resolved expression as the draft keeps it."""
    span = Span(item.found.start, item.found.end)
    found = item.interval
    when = When(
        start=found.start if found else None,
        end=found.end if found else None,
        granularity=found.granularity if found else None,
        text=span.of(text),
        span=span,
        value=item.value,
        duration=item.duration,
        status=Status.FOUND if found or item.duration else Status.NOT_FOUND,
        because=tuple(item.because) or ("stated in full" if found else "no anchor: kept as it stands",),
    )
    return Timex(span=span, type=item.type, value=item.value, when=when)
