"""The missing year: weekday, tenures, feasts, years near by and the publication date, intersected.

Every constraint is a yes or no for a day, with its reason in words. A day that meets all of them is an
answer; there is a unique answer only where one day is left.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...knowledge import calendar, tenures
from .grammar import Found
from .resolve import tense
from .values import month_end

FIRST_YEAR = 1980
"""Where no other bound is given, days from this year on are tried."""
NEAR = 200
"""Days by which two dated weekdays of one report may lie apart."""

ENDS = re.compile(
    r"\b(?:end(?:s|ed|ing)?|conclud(?:es|ed|ing)|finish(?:es|ed|ing)?|clos(?:es|ed)|over)\s+(?:on\s+|last\s+|this\s+)?$"
)
BEGINS = re.compile(
    r"\b(?:beg(?:ins|an|inning)|start(?:s|ed|ing)?|open(?:s|ed)|falls|fell)\s+(?:on\s+|last\s+|this\s+)?$"
)
BESIDE = re.compile(
    r"\b(?P<side>before|ahead of|on the eve of|after|following|since|until)\s+(?:the\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """A condition on the story's day: its kind (weekday, tenure, feast, year), the test, the reason, the words.

    A `loose` one helps to find a year that is not told, and contradicts none that is: what another sentence says was
    promised "before Christmas" may have been promised months ago.
    """

    kind: str
    holds: Callable[[dt.date], bool]
    reason: str
    span: tuple[int, int]
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The days that meet the constraints, earliest first, and the reasons.

    `unmet` are constraints that no day meets together with the others; they were set aside. `kinds` are the
    kinds of evidence that the answer rests on.
    """

    key: Found
    days: tuple[dt.date, ...]
    reasons: tuple[str, ...]
    kinds: frozenset[str]
    unmet: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeastDay:
    """A weekday that tells when a feast began or ended ("which ended Friday")."""

    feast: Found
    weekday: Found
    end: bool

    def day(self, occurrence: calendar.Occurrence) -> dt.date | None:
        """The day of that weekday at the feast's edge, within its tolerance; None where there is none."""
        edge = occurrence.end if self.end else occurrence.start
        tolerance = calendar.feast(self.feast.value).tolerance
        for shift in sorted(range(-tolerance, tolerance + 1), key=abs):
            if (edge + dt.timedelta(shift)).weekday() == self.weekday.weekday:
                return edge + dt.timedelta(shift)
        return None


def sentence_of(text: str, position: int) -> tuple[int, int]:
    """Begin and end of the sentence around a position, by its signs alone.

    >>> sentence_of("One. Two here. Three", 6)
    (5, 14)
    """
    begin = 0
    for match in _STOP.finditer(text, 0, position):
        begin = match.end()
    stop = _STOP.search(text, position)
    return begin, stop.start() + 1 if stop else len(text)


_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\bJan)(?<!\bFeb)(?<!\bMar)(?<!\bApr)(?<!\bAug)(?<!\bSept)(?<!\bOct)(?<!\bNov)(?<!\bDec)[.!?](?:[”’\"]?\s+)|\n+"
)


def key_of(items: Sequence[Found]) -> Found | None:
    """The expression whose year is sought: the first with weekday, month and day, else with month and day."""
    dated = [f for f in items if f.kind == "date" and f.month and f.day and f.year is None]
    return next((f for f in dated if f.weekday is not None), dated[0] if dated else None)


def feast_days(text: str, items: Sequence[Found]) -> list[FeastDay]:
    """The weekdays that are said to begin or end a feast, close behind its name."""
    out = []
    for feast, weekday in pairwise(items):
        if feast.kind == "feast" and weekday.kind == "weekday" and weekday.start - feast.end < 40:
            between = text[feast.end : weekday.start]
            if ENDS.search(between) or BEGINS.search(between):
                out.append(FeastDay(feast=feast, weekday=weekday, end=bool(ENDS.search(between))))
    return out


def constraints(
    text: str, items: Sequence[Found], key: Found, *, with_years: bool = True
) -> list[Constraint]:
    """Every condition that the report puts on the day of `key`."""
    found = [
        _weekday(text, key, other)
        for other in items
        if other.kind == "date"
        and other.weekday is not None
        and other.month
        and other.day
        and other.year is None
    ]
    for holder in tenures.builtin().find(text):
        if not any(c.reason == f"tenure: {holder.reason}" for c in found):
            found.append(
                Constraint(
                    kind="tenure",
                    holds=holder.holds,
                    reason=f"tenure: {holder.reason}",
                    span=(holder.start, holder.end),
                )
            )
    found.extend(_feasts(text, items, key))
    if with_years:
        years = [f for f in items if f.year is not None and f.kind in ("date", "season", "quarter", "half")]
        past = [f for f in years if tense(text, f.start, f.end) <= 0]
        if past:
            last = max(past, key=lambda f: f.year or 0)
            found.append(_year(text, last))
    return found


def _weekday(text: str, key: Found, other: Found) -> Constraint:
    month, day, weekday = other.month or 1, other.day or 1, other.weekday

    def holds(on: dt.date) -> bool:
        for year in (on.year - 1, on.year, on.year + 1):
            if day <= month_end(year, month).day:
                that = dt.date(year, month, day)
                if that.weekday() == weekday and abs((that - on).days) <= (0 if other is key else NEAR):
                    return True
        return False

    name = dt.date(2001, 1, 1 + (weekday or 0))
    return Constraint(
        kind="weekday",
        holds=holds,
        reason=f"weekday: {day} {dt.date(2001, month, 1):%B} must be a {name:%A}",
        span=(other.start, other.end),
    )


def _year(text: str, last: Found) -> Constraint:
    year = last.year or 0
    return Constraint(
        kind="year",
        holds=lambda on: on.year >= year,
        reason=f"year near by: not before {year}, which the report names (“{text[last.start : last.end]}”)",
        span=(last.start, last.end),
    )


def _feasts(text: str, items: Sequence[Found], key: Found) -> list[Constraint]:
    out: list[Constraint] = []
    begin, end = sentence_of(text, key.start)
    edges = {id(edge.feast): edge for edge in feast_days(text, items)}
    seen: set[tuple[str, bool, str]] = set()
    for item in items:
        if item.kind != "feast" or item.year is not None or item.relation:
            continue
        near = begin <= item.start < end
        edge = edges.get(id(item))
        beside = BESIDE.search(text[max(0, item.start - 30) : item.start])
        side = beside["side"].lower() if beside else ""
        if (item.value, near, side) in seen and edge is None:
            continue
        seen.add((item.value, near, side))
        out.append(_feast(text, item, near=near, edge=edge, side=side))
    return out


def _feast(text: str, item: Found, *, near: bool, edge: FeastDay | None, side: str) -> Constraint:
    feast = calendar.feast(item.value)
    before, after = (feast.tolerance, feast.tolerance) if near and not side else (45, 45)
    if side in ("before", "ahead of", "on the eve of", "until"):
        after = feast.tolerance
    elif side:
        before = feast.tolerance

    def fits(on: dt.date) -> calendar.Occurrence | None:
        for year in (on.year - 1, on.year, on.year + 1):
            for o in calendar.occurrences(feast.key, year):
                inside = o.start - dt.timedelta(before) <= on <= o.end + dt.timedelta(after)
                if inside and (edge is None or edge.day(o) is not None):
                    return o
        return None

    words = text[item.start : item.end]
    how = f"in or beside {feast.name}" if not near or side else f"within {feast.name}"
    reason = f"feast: the day falls {how} (“{words}”" + (
        f", give or take {feast.tolerance} day)" if feast.tolerance else ")"
    )
    if edge is not None:
        verb = "ended" if edge.end else "began"
        reason += f", which {verb} on a {dt.date(2001, 1, 1 + (edge.weekday.weekday or 0)):%A}"
    return Constraint(
        kind="feast",
        holds=lambda on: fits(on) is not None,
        reason=reason,
        span=(item.start, item.end),
        loose=bool(side) and not near and edge is None,
    )


def solve(
    text: str,
    items: Sequence[Found],
    *,
    latest: dt.date | None = None,
    key: Found | None = None,
    found: Sequence[Constraint] | None = None,
) -> Solution | None:
    """The days of the report's first dated expression that meet its constraints; None where it has none.

    `latest` is the last day that can be meant (today, or the publication date).

    >>> from .grammar import find
    >>> from .words import read
    >>> words = "President Traoré spoke in Bamako on Friday, Oct. 5, Prime Minister Manmohan Singh in Delhi."
    >>> answer = solve(words, list(find(read(words))), latest=dt.date(2020, 1, 1))
    >>> [str(day) for day in answer.days], answer.kinds == {"weekday", "tenure"}
    (['2012-10-05'], True)
    """
    key = key or key_of(items)
    if key is None or key.month is None or key.day is None:
        return None
    limit = latest or dt.date.today()
    days = []
    for year in range(FIRST_YEAR, limit.year + 1):
        if key.day <= month_end(year, key.month).day:
            day = dt.date(year, key.month, key.day)
            if day <= limit:
                days.append(day)
    conditions = list(constraints(text, items, key) if found is None else found)
    kept, unmet = _most(days, conditions)
    answer = [day for day in days if all(c.holds(day) for c in kept)]
    reasons = [c.reason for c in kept]
    if key.weekday is not None and answer:
        years = [str(d.year) for d in days if d.weekday() == key.weekday]
        reasons = [
            r + f" ({', '.join(years)})" if r.startswith(f"weekday: {key.day} ") else r for r in reasons
        ]
    reasons += [f"set aside, as nothing meets it with the rest: {c.reason}" for c in unmet]
    return Solution(
        key=key,
        days=tuple(answer),
        reasons=tuple(reasons),
        kinds=frozenset(c.kind for c in kept),
        unmet=tuple(unmet),
    )


def _most(
    days: Sequence[dt.date], conditions: Sequence[Constraint]
) -> tuple[list[Constraint], list[Constraint]]:
    """All conditions where some day meets them all; else without those that the best days do not meet."""
    if not conditions or any(all(c.holds(day) for c in conditions) for day in days):
        return list(conditions), []
    hard = [c for c in conditions if c.kind == "weekday"]
    agreeing = [day for day in days if all(c.holds(day) for c in hard)] or list(days)
    best = max((sum(c.holds(day) for c in conditions) for day in agreeing), default=0)
    most = [day for day in agreeing if sum(c.holds(day) for c in conditions) == best]
    kept = [c for c in conditions if all(c.holds(day) for day in most)]
    return kept, [c for c in conditions if c not in kept]
