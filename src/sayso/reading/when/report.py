"""One report's time expressions: its anchor, the missing year, and what contradicts the metadata."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...knowledge import calendar
from ...knowledge.dateline import datelines
from ...record import Span
from ...record.when import Granularity, Reading
from .grammar import Found, find
from .resolve import Anchor, Resolved, Resolver, tense
from .solve import Constraint, Solution, constraints, feast_days, key_of, solve
from .values import Interval, interval
from .words import read

MOST_READINGS = 6
"""So many days may be listed as readings; more say nothing."""


@dataclass(slots=True, kw_only=True)
class Conflict:
    """Words that contradict each other or the metadata: the expression, the words, and what is wrong."""

    found: Found
    spans: tuple[tuple[int, int], ...]
    because: str


@dataclass(slots=True, kw_only=True)
class Times:
    """What is known of a report's times: expressions in order, readings and reasons by expression, conflicts."""

    items: list[Resolved]
    anchor: Anchor | None
    solution: Solution | None = None
    dateline: Found | None = None
    readings: dict[int, tuple[Reading, ...]] = field(default_factory=dict)
    """Readings of the expression that begins at this place, where there are several."""
    conflicts: list[Conflict] = field(default_factory=list)


def dateline(text: str, items: Sequence[Found]) -> Found | None:
    """The date of the dateline ("KHARTOUM, March 3 —"), or of a line near the top that is nothing but a date."""
    lines = list(datelines(text))
    for item in items[:4]:
        if item.kind not in ("date", "iso") or item.start > 600 or (item.kind == "date" and not item.day):
            continue
        line_start = text.rfind("\n", 0, item.start) + 1
        line_end = text.find("\n", item.end)
        line_end = len(text) if line_end < 0 else line_end
        if not text[line_start : item.start].strip() and not text[item.end : line_end].strip(" .\t\r"):
            return item
        if any(line.day and line.day.overlaps(Span(item.start, item.end)) for line in lines):
            return item
    return None


def times(text: str, published: dt.date | None, *, latest: dt.date | None = None) -> Times:
    """The time expressions of a report, counted from what anchors it.

    The anchor is the publication date, or the date of the dateline; without either, the day that the
    constraints of the text leave (see solve). `latest` is the last day that can be meant, by default today.
    """
    items = _named_again(text, list(find(read(text))))
    line = dateline(text, items)
    key = key_of(items)
    if published is None and line is not None and line.year is None and key is not None:
        key = key if key.weekday is not None else line
    anchor = _anchor(line, published)
    if anchor is None:
        known = _without_anchor(text, items, key, latest)
    else:
        known = _with_anchor(text, items, key, anchor)
    known.dateline = line
    return known


def _anchor(line: Found | None, published: dt.date | None) -> Anchor | None:
    day = None
    if line is not None and line.month and line.day:
        years = [line.year] if line.year else [published.year, published.year - 1] if published else []
        for year in years:
            try:
                day = dt.date(year, line.month, line.day)
            except ValueError:
                continue
            if published is None or 0 <= (published - day).days <= 7:
                break
            day = None
    if day is not None:
        return Anchor(day=day, name="publication date" if day == published else "dateline's date")
    return Anchor(day=published) if published else None


_AGAIN = re.compile(
    r"\b(?:the|this|that)\s+(?P<noun>feast|festival|holiday|holidays|pilgrimage|fast|celebrations?|observance)\b"
)


def _named_again(text: str, items: list[Found]) -> list[Found]:
    """With "the feast" and "the pilgrimage" after a feast has been named."""
    first = next((f for f in items if f.kind == "feast"), None)
    if first is None:
        return items
    out = list(items)
    for match in _AGAIN.finditer(text, first.end):
        feast = [f for f in items if f.kind == "feast" and f.end <= match.start()][-1]
        pilgrim = match["noun"] == "pilgrimage"
        if pilgrim != (feast.value == "hajj") and (pilgrim or match["noun"] == "fast"):
            continue
        if not any(f.start < match.end() and match.start() < f.end for f in out):
            out.append(Found(start=match.start(), end=match.end(), kind="feast", value=feast.value))
    return sorted(out, key=lambda f: f.start)


def _with_anchor(text: str, items: list[Found], key: Found | None, anchor: Anchor) -> Times:
    done = Times(items=Resolver(text, anchor).all(items), anchor=anchor)
    _tie_feasts(text, items, done)
    _weekday_conflicts(text, done, anchor)
    if key is None:
        return done
    at = next((r for r in done.items if r.found.start == key.start), None)
    conditions = constraints(text, items, key)
    broken = [c for c in conditions if at is not None and at.day is not None and not c.holds(at.day)]
    if not broken or at is None or at.day is None:
        return done
    strong = [c for c in broken if c.kind in ("tenure", "feast") and not c.loose]
    answer = solve(text, items, latest=anchor.day + dt.timedelta(1), key=key, found=conditions)
    unique = answer is not None and len(answer.days) == 1 and len(answer.kinds) >= 2 and not answer.unmet
    if not strong or not unique or answer is None:
        if strong and at is not None:
            for one in strong[:3]:
                done.conflicts.append(
                    Conflict(
                        found=at.found,
                        spans=(_span(at.found), one.span),
                        because=_against(at.day, anchor, one),
                    )
                )
        return done
    day = answer.days[0]
    again = _from_story(text, items, answer, day)
    again.conflicts = [
        Conflict(
            found=at.found,
            spans=(_span(at.found), *(c.span for c in strong)),
            because=(
                f"the metadata give {anchor.day} as {anchor.name}, and so {at.day} for “{_words(text, at.found)}”; "
                f"the words of the report allow only {day}: " + "; ".join(c.reason for c in strong)
            ),
        )
    ]
    again.readings[key.start] = (
        Reading(start=str(day), end=str(day), because=answer.reasons),
        Reading(start=str(at.day), end=str(at.day), because=(anchor.reason,)),
    )
    return again


def _against(day: dt.date, anchor: Anchor, constraint: Constraint) -> str:
    return f"counted from the {anchor.name} {anchor.day} the day is {day}, which the report contradicts: {constraint.reason}"


def _span(found: Found) -> tuple[int, int]:
    return found.start, found.end


def _words(text: str, found: Found) -> str:
    return text[found.start : found.end]


def _weekday_conflicts(text: str, done: Times, anchor: Anchor) -> None:
    """Weekdays that do not fit their date: flagged, and both readings kept where the year was not in the words."""
    for item in done.items:
        found = item.found
        if (
            found.weekday is None
            or found.kind != "date"
            or item.day is None
            or item.day.weekday() == found.weekday
        ):
            continue
        said = dt.date(2001, 1, 1 + found.weekday)
        place = "" if found.year else f" by the {anchor.name} {anchor.day}"
        done.conflicts.append(
            Conflict(
                found=found,
                spans=(_span(found),),
                because=f"the report says {_words(text, found)}, but {item.day.day} {item.day:%B %Y}{place} was a {item.day:%A}, not a {said:%A}",
            )
        )
        if found.year is None:
            beside = min(
                (
                    item.day + dt.timedelta(n)
                    for n in range(-6, 7)
                    if (item.day + dt.timedelta(n)).weekday() == found.weekday
                ),
                key=lambda d: abs((d - (item.day or d)).days),
            )
            done.readings[found.start] = (
                Reading(
                    start=str(item.day), end=str(item.day), because=("the date as written", anchor.reason)
                ),
                Reading(
                    start=str(beside),
                    end=str(beside),
                    because=(f"the nearest {said:%A}, the weekday as written", anchor.reason),
                ),
                *(
                    Reading(
                        start=str(day), end=str(day), because=(f"a year in which the day was a {said:%A}",)
                    )
                    for day in (_in_year(item.day, -1), _in_year(item.day, 1))
                    if day is not None and day.weekday() == found.weekday
                ),
            )


def _in_year(day: dt.date, shift: int) -> dt.date | None:
    """The same day some years on; None where there is none (29 February)."""
    try:
        return day.replace(year=day.year + shift)
    except ValueError:
        return None


def _without_anchor(text: str, items: list[Found], key: Found | None, latest: dt.date | None) -> Times:
    if key is None:
        done = Times(items=Resolver(text, None).all(items), anchor=None)
        _weekday_conflicts_in_full(text, done)
        return done
    answer = solve(text, items, latest=latest, key=key)
    if answer is not None and len(answer.days) == 1:
        return _from_story(text, items, answer, answer.days[0])
    done = Times(items=Resolver(text, None).all(items), anchor=None, solution=answer)
    _weekday_conflicts_in_full(text, done)
    if answer is None:
        return done
    for item in done.items:
        if item.found.start != key.start:
            continue
        if 1 < len(answer.days) <= MOST_READINGS:
            done.readings[key.start] = tuple(
                Reading(start=str(d), end=str(d), because=answer.reasons) for d in answer.days
            )
        number = len(answer.days)
        first, last = (answer.days[0].year, answer.days[-1].year) if answer.days else (0, 0)
        item.because.append(
            f"the year is not stated; {number} years from {first} to {last} meet the constraints"
            if number
            else "the year is not stated, and no year meets all constraints"
        )
        item.because.extend(answer.reasons)
    return done


def _weekday_conflicts_in_full(text: str, done: Times) -> None:
    _weekday_conflicts(text, done, Anchor(day=dt.date(2001, 1, 1), name="date"))


def _from_story(text: str, items: list[Found], answer: Solution, day: dt.date) -> Times:
    """Everything counted from the day that the constraints leave."""
    key = answer.key
    anchor = Anchor(day=day, name="story's day")

    def years(found: Found) -> int | None:
        if found.start == key.start:
            return day.year
        if found.month is None or found.day is None:
            return None
        choices = []
        for year in (day.year - 1, day.year, day.year + 1):
            try:
                that = dt.date(year, found.month, found.day)
            except ValueError:
                continue
            if found.weekday is None or that.weekday() == found.weekday:
                choices.append(that)
        return min(choices, key=lambda d: abs((d - day).days)).year if choices else None

    done = Times(items=Resolver(text, anchor, years=years).all(items), anchor=anchor, solution=answer)
    for item in done.items:
        if item.found.start == key.start:
            item.because = [f"the year is inferred: {day.year}", *answer.reasons]
    _tie_feasts(text, items, done)
    tied = {edge.weekday.start for edge in feast_days(text, items)}
    for item in done.items:
        found = item.found
        if found.kind == "weekday" and not found.relation and found.start not in tied:
            _either_side(text, item, day, done)
            if found.weekday == day.weekday():
                item.because.extend(answer.reasons)
    _weekday_conflicts_in_full(text, done)
    return done


def _either_side(text: str, item: Resolved, day: dt.date, done: Times) -> None:
    """A bare weekday beside the story's day: the day itself, else before or after it, where tense does not tell."""
    weekday = item.found.weekday
    if weekday == day.weekday():
        item.because = [f"the {day:%A} of the story, {day}"]
        return
    before = day - dt.timedelta((day.weekday() - (weekday or 0)) % 7)
    after = before + dt.timedelta(7)
    if tense(text, item.found.start, item.found.end) > 0:
        return
    done.readings[item.found.start] = tuple(
        Reading(start=str(d), end=str(d), because=(f"the {d:%A} {side} the story's day {day}",))
        for d, side in ((before, "before"), (after, "after"))
    )


def _tie_feasts(text: str, items: list[Found], done: Times) -> None:
    """A weekday that ends or begins a feast is the one at the feast's edge."""
    if done.anchor is None:
        return
    for edge in feast_days(text, items):
        feast = next((r for r in done.items if r.found.start == edge.feast.start), None)
        weekday = next((r for r in done.items if r.found.start == edge.weekday.start), None)
        if feast is None or weekday is None or feast.interval is None:
            continue
        occurrence = calendar.nearest(edge.feast.value, dt.date.fromisoformat(feast.interval.start[:10]))
        day = edge.day(occurrence) if occurrence else None
        if day is None or occurrence is None:
            continue
        weekday.value = str(day) + weekday.value[10:] if weekday.type == "TIME" else str(day)
        weekday.interval = interval(weekday.value)
        side, when = ("end", occurrence.end) if edge.end else ("beginning", occurrence.start)
        weekday.because = [
            f"the {side} of {calendar.feast(edge.feast.value).name}, by its calendar {when} give or take "
            f"{calendar.feast(edge.feast.value).tolerance} day, on a {day:%A}"
        ]
        first, last = (feast.interval.start, str(day)) if edge.end else (str(day), feast.interval.end)
        if first <= last:
            feast.interval = Interval(first, last, Granularity.SPAN if first != last else Granularity.DAY)
