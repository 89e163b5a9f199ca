"""What the timeline and the map show: rows on an axis, places with their precision, and journeys."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..record import Claim, Granularity, PlaceKind, Role, Status, When, Where
from . import words

LINEAR_DAYS = 120
"""Longer axes are compressed: a gap counts with the logarithm of its days, and the page says so."""

SOFT = frozenset(
    {
        Granularity.PART_OF_MONTH,
        Granularity.PART_OF_YEAR,
        Granularity.SEASON,
        Granularity.DECADE,
        Granularity.CENTURY,
        Granularity.SPAN,
    }
)
"""Words of this fineness have no sharp first and last day."""

MARGIN = 4.0
"""Per cent of the axis that stays free on either side, where soft ends fade out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRow:
    """One interval with the claims (by number) that hold in it; `x` and `width` are per cent of the axis."""

    label: str
    note: str
    numbers: tuple[int, ...]
    x: float
    width: float
    soft_start: bool
    soft_end: bool
    inferred: bool
    reading: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The rows in order of time, the axis, and the claims without any time."""

    rows: tuple[TimeRow, ...] = ()
    ticks: tuple[Tick, ...] = ()
    published: float | None = None
    compressed: bool = False
    undated: tuple[int, ...] = ()
    floating: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on the map with the claims (by number) that are set there; degrees are WGS 84."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    km: float | None
    area: bool
    numbers: tuple[int, ...]

    @property
    def precision(self) -> str:
        """How precise the place is, in words."""
        if self.area:
            return "an area"
        return f"within {words.kilometres(self.km)}" if self.km is not None else "precision unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A way from place to place that one claim tells of."""

    number: int
    line: str
    stops: tuple[Place, ...]

    @property
    def path(self) -> str:
        """Longitudes and latitudes for the map's script."""
        return " ".join(f"{stop.lon:.4f},{stop.lat:.4f}" for stop in self.stops)


Bar = tuple[dt.date | None, dt.date | None, bool, bool, str]
"""First and last day, whether its ends are soft, whether it is one of two readings, and how it is said."""
Held = dict[tuple[str, ...], list[int]]
"""The claims (by number) of a bar by what is inferred of their day."""


def timeline(items: Iterable[tuple[int, When]], published: str | None = None) -> Timeline:
    """Rows for all claims (number, when) with an interval; equal intervals share a row."""
    held: dict[Bar, Held] = {}
    undated: list[int] = []
    floating: list[tuple[int, str]] = []
    for number, when in items:
        bars = list(_bars(when))
        for bar in bars:
            held.setdefault(bar, {}).setdefault(tuple(when.inferred), []).append(number)
        if not bars and when.text:
            floating.append((number, " ".join(when.text.split())))
        elif not bars:
            undated.append(number)
    spent = Timeline(undated=tuple(undated), floating=tuple(floating))
    if not held:
        return spent
    printed = words.as_date(published)
    axis = Axis.over([d for bar in held for d in bar[:2] if d], printed)
    ordered = sorted(held, key=lambda bar: (bar[0] or bar[1] or dt.date.min, bar[1] or dt.date.max))
    return Timeline(
        rows=tuple(_row(bar, held[bar], axis) for bar in ordered),
        ticks=axis.ticks(),
        published=axis.at(printed) if printed else None,
        compressed=axis.compressed,
        undated=spent.undated,
        floating=spent.floating,
    )


@dataclass(frozen=True, slots=True)
class Axis:
    """Days to per cent: known days (sorted) with their places, straight lines between them."""

    days: tuple[dt.date, ...]
    places: tuple[float, ...]
    compressed: bool

    @classmethod
    def over(cls, days: Sequence[dt.date], printed: dt.date | None) -> Axis:
        """An axis on which every given day has its place; each day is as long as a day."""
        marks = sorted({*days, *(_next(d) for d in days), *([printed, _next(printed)] if printed else [])})
        gaps = [(b - a).days for a, b in itertools.pairwise(marks)]
        compressed = sum(gaps) > LINEAR_DAYS
        sizes = [math.log2(1 + gap) if compressed else float(gap) for gap in gaps]
        scale = (100 - 2 * MARGIN) / (sum(sizes) or 1.0)
        places = [MARGIN]
        for size in sizes:
            places.append(places[-1] + size * scale)
        return cls(tuple(marks), tuple(places), compressed)

    def at(self, day: dt.date) -> float:
        """The place of the first moment of a day."""
        for i, mark in enumerate(self.days):
            if mark >= day:
                if mark == day or i == 0:
                    return self.places[i]
                before = self.days[i - 1]
                part = (day - before).days / (mark - before).days
                return self.places[i - 1] + part * (self.places[i] - self.places[i - 1])
        return self.places[-1]

    def ticks(self) -> tuple[Tick, ...]:
        """Days that are written on the axis: far enough apart to be read."""
        found: list[Tick] = []
        for mark, x in zip(self.days[:-1], self.places[:-1], strict=False):
            # A label near the end is written to the left of its mark and needs room on both sides.
            if not found or x - found[-1].x >= (28 if x > 85 else 14):
                found.append(Tick(x=x, label=words.day(mark, weekday=False)))
        return tuple(found)


def _next(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1) if day < dt.date.max else day


def _bars(when: When) -> Iterable[Bar]:
    if when.status is Status.TWO_READINGS and when.readings:
        for reading in when.readings:
            first, last = words.as_date(reading.start), words.as_date(reading.end)
            if first or last:
                yield (first, last, False, True, words.interval(reading.start, reading.end))
        return
    first, last = words.as_date(when.start), words.as_date(when.end)
    if first or last:
        yield (first, last, when.granularity in SOFT, False, words.when(when))


def _row(bar: Bar, held: Held, axis: Axis) -> TimeRow:
    first, last, soft, reading, label = bar
    x = axis.at(first) if first else 0.0
    end = axis.at(_next(last)) if last else 100.0
    notes = [_inferred(parts, numbers if len(held) > 1 else []) for parts, numbers in held.items() if parts]
    notes += ["one of two readings"] if reading else []
    return TimeRow(
        label=label,
        note="; ".join(notes),
        numbers=tuple(sorted(number for numbers in held.values() for number in numbers)),
        x=min(x, end),
        width=max(end - x, 0.8),
        soft_start=soft or first is None,
        soft_end=soft or last is None,
        inferred=() not in held,
        reading=reading,
    )


def _inferred(parts: Sequence[str], numbers: Sequence[int]) -> str:
    """What is inferred of a day, and of which claims where not of all.

    >>> _inferred(["year"], []), _inferred(["year", "month", "day"], [7, 40])
    ('year inferred', 'year, month and day inferred in 7 and 40')
    """
    which = f" in {words.listed([str(number) for number in numbers])}" if numbers else ""
    return f"{words.listed(parts)} inferred{which}"


def places(items: Iterable[tuple[int, Where]]) -> tuple[Place, ...]:
    """The places of all claims (number, where); the same place under several claims is one."""
    found: dict[tuple[str, str | None, bool], list[int]] = {}
    best: dict[tuple[str, str | None, bool], Where] = {}
    for number, where in items:
        if where.name is None or where.status not in (Status.FOUND, Status.TWO_READINGS):
            continue
        key = (where.name, where.country, where.kind is PlaceKind.AREA)
        found.setdefault(key, []).append(number)
        best.setdefault(key, where)
    return tuple(_place(best[key], tuple(numbers)) for key, numbers in found.items())


def journeys(items: Iterable[tuple[int, str, Claim]]) -> tuple[Journey, ...]:
    """Ways that claims (number, line style, claim) tell of, as far as the record knows where the stops are."""
    listed = list(items)
    known: dict[str, Where] = {}
    for _, _, claim in listed:
        for name in (claim.where.text, claim.where.name):
            if name and claim.where.lat is not None and claim.where.lon is not None:
                known.setdefault(" ".join(name.casefold().split()), claim.where)
    found = []
    for number, line, claim in listed:
        stops: list[Place] = []
        for role in (Role.ROUTE_FROM, Role.ROUTE_VIA, Role.ROUTE_TO):
            for participant in claim.what.participants:
                where = known.get(" ".join(participant.text.casefold().split()))
                if participant.role is role and where is not None:
                    stops.append(_place(where, (number,)))
        if claim.what.type == "MOVEMENT" and claim.where.lat is not None and claim.where.lon is not None:
            last = _place(claim.where, (number,))
            if not stops or stops[-1].name != last.name:
                stops.append(last)
        if len(stops) > 1:
            found.append(Journey(number=number, line=line, stops=tuple(stops)))
    return tuple(found)


def _place(where: Where, numbers: tuple[int, ...]) -> Place:
    return Place(
        name=where.name or "",
        country=where.country,
        lat=where.lat,
        lon=where.lon,
        km=where.precision_km,
        area=where.kind is PlaceKind.AREA,
        numbers=numbers,
    )
