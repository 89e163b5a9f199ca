"""When: time expressions with their values, and the time of each proposition with its reasons."""

from __future__ import annotations

import datetime as dt

from ..draft import Timex
from .grammar import find
from .report import Conflict, Times, times
from .resolve import Anchor, Resolver
from .stage import FLAG, STAGE, timex_of
from .words import read

__all__ = ["FLAG", "STAGE", "Conflict", "Times", "tag", "times"]


def tag(text: str, anchor: dt.date | None, *, anchor_name: str = "publication date") -> list[Timex]:
    """Every time expression of `text`, with its TIMEX3 type and value and the interval it stands for.

    `anchor` is the day from which relative expressions are counted, `anchor_name` what the reasons call it.
    Years are not sought in the rest of the text: `times` does that for a whole report.

    >>> [(t.span.of("He left last Friday."), t.value) for t in tag("He left last Friday.", dt.date(2014, 3, 4))]
    [('last Friday', '2014-02-28')]
    """
    resolver = Resolver(text, Anchor(day=anchor, name=anchor_name) if anchor else None)
    return [timex_of(text, item) for item in resolver.all(find(read(text)))]
