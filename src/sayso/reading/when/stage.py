"""The stage: time expressions of a draft, the time of each proposition, and what contradicts the metadata."""

from __future__ import annotations

import re
from dataclasses import replace

from ...knowledge import tenures
from ...record import Flag, Quote, Span, When
from ...record.status import Status
from ...record.when import Granularity
from ..draft import Draft, Timex
from ..stage import Stage
from .place import Placer
from .report import Times, times
from .resolve import Resolved
from .words import prepare as prepare_words

FLAG = "date-conflict"
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", re.IGNORECASE)
_DAYISH = frozenset(
    {
        Granularity.MINUTE,
        Granularity.HOUR,
        Granularity.PART_OF_DAY,
        Granularity.DAY,
        Granularity.WEEKEND,
        Granularity.WEEK,
        Granularity.SPAN,
    }
)


def inferred(words: str, when: When) -> tuple[str, ...]:
    """Which parts of the value are not in the words: year, month, day.

    >>> inferred("Dec. 19", When(start="2007-12-19", end="2007-12-19", granularity=Granularity.DAY))
    ('year',)
    """
    if when.start is None or when.granularity is None:
        return ()
    out = [] if re.search(r"\b\d{4}s?\b", words) else ["year"]
    fine = when.granularity
    if fine not in (
        Granularity.YEAR,
        Granularity.DECADE,
        Granularity.CENTURY,
        Granularity.PART_OF_YEAR,
    ) and not (_MONTH.search(words) or re.search(r"\d{4}-\d\d", words)):
        out.append("month")
    if fine in _DAYISH and not re.search(r"\b\d{1,2}(?:st|nd|rd|th)?\b(?!:)", words):
        out.append("day")
    return tuple(out)


def timex_of(text: str, item: Resolved, known: Times | None = None) -> Timex:
    """A resolved expression as the draft keeps it."""
    span = Span(item.found.start, item.found.end)
    stretch = item.interval
    readings = known.readings.get(item.found.start, ()) if known else ()
    told_apart = bool(readings) and not any(
        r.start == item.value[:10] and known and known.solution for r in readings
    )
    when = When(
        start=stretch.start if stretch and not told_apart else None,
        end=stretch.end if stretch and not told_apart else None,
        granularity=stretch.granularity if stretch else None,
        text=span.of(text),
        span=span,
        value=item.value,
        duration=item.duration,
        readings=readings,
        status=Status.TWO_READINGS
        if told_apart
        else Status.FOUND
        if stretch or item.duration
        else Status.NOT_FOUND,
        because=tuple(item.because)
        or ("stated in full" if stretch or item.duration else "no anchor: kept as it stands",),
    )
    return Timex(
        span=span,
        type=item.type,
        value=item.value,
        when=replace(when, inferred=inferred(span.of(text), when)),
    )


def timexes_of(text: str, known: Times) -> tuple[Timex, ...]:
    """The expressions of a report; both ends of a range carry the whole range."""
    out = [timex_of(text, item, known) for item in known.items]
    for i, item in enumerate(known.items[:-1]):
        if item.found.partner == 1 and known.items[i + 1].found.partner == -1:
            first, last = out[i], out[i + 1]
            if first.when.start and last.when.end:
                span = Span(first.span.start, last.span.end)
                whole = When(
                    start=first.when.start,
                    end=last.when.end,
                    granularity=Granularity.SPAN,
                    text=span.of(text),
                    span=span,
                    value=f"{first.value}/{last.value}",
                    inferred=inferred(span.of(text), first.when),
                    status=Status.FOUND,
                    because=tuple(dict.fromkeys((*first.when.because, *last.when.because))),
                )
                first.when = last.when = whole
    return tuple(out)


def run(draft: Draft) -> None:
    """Fill `timexes` and `when`; flag what contradicts the publication date or itself."""
    text = draft.text
    known = times(text, draft.report.day)
    draft.timexes = timexes_of(text, known)
    dateline = known.dateline.start if known.dateline else None
    draft.when = Placer(draft, draft.timexes, dateline=dateline).times()
    for conflict in known.conflicts:
        quotes = tuple(Quote(text=text[a:b], span=Span(a, b)) for a, b in dict.fromkeys(conflict.spans))
        flag = Flag(name=FLAG, quotes=quotes, because=conflict.because)
        place = Span(conflict.found.start, conflict.found.end)
        for proposition, when in zip(draft.propositions or (), draft.when, strict=True):
            if when.span is not None and when.span.overlaps(place):
                draft.flags.setdefault(proposition.index, []).append(flag)
        draft.notices.append(conflict.because[0].upper() + conflict.because[1:] + ".")


def prepare() -> None:
    """Read the tables of time words, feasts and office-holders, if they have not been read."""
    prepare_words()
    tenures.prepare()


STAGE = Stage(
    name="when",
    needs=("tokens", "sentences", "attributions", "propositions"),
    gives=("timexes", "when"),
    run=run,
    prepare=prepare,
)
