"""What it knows of calendars: the words of time, and when feasts and observances fall."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from ..errors import BadKnowledge

DATA = Path(__file__).parent / "data"
CLASSES = frozenset(
    (
        "month",
        "weak-month",
        "weekday",
        "weekdays",
        "weak-weekday",
        "number",
        "ordinal",
        "article",
        "the",
        "that",
        "of",
        "vague",
        "unit",
        "units",
        "quarter",
        "half",
        "part",
        "noon",
        "season",
        "last",
        "next",
        "previous",
        "this",
        "these",
        "same",
        "early",
        "edge",
        "shift",
        "side",
        "ago",
        "day",
        "often",
        "every",
        "times",
        "zone",
        "halfday",
        "oclock",
        "kind",
        "about",
        "straight",
        "link",
        "prep",
        "now",
        "once",
        "decade",
    )
)
"""The classes that a row of time-words.tsv may name."""


def rows(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each row of a tab-separated knowledge file; comments and blank lines are left out.

    Raises BadKnowledge, with file and line, where a row has another number of cells.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != columns:
            raise BadKnowledge(f"{path.name}:{number}: {len(cells)} cells found, {columns} needed: {line!r}")
        # Few lines have spaces around a cell; for the others the test is far cheaper than the stripping.
        spaced = " \t" in line or "\t " in line or line != line.strip(" ")
        yield number, [cell.strip() for cell in cells] if spaced else cells


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWord:
    """A word of time expressions: its form, its class (see CLASSES) and its value as text."""

    form: str
    kind: str
    value: str


@cache
def time_words(path: Path | None = None) -> tuple[TimeWord, ...]:
    """The words of time expressions, one for each form.

    Raises BadKnowledge for a class that is not known and for a form that stands twice.

    >>> next(word for word in time_words() if word.form == "yesterday").value
    '-1'
    """
    path = path or DATA / "time-words.tsv"
    out: dict[str, TimeWord] = {}
    for number, (kind, value, forms) in rows(path, 3):
        if kind not in CLASSES:
            raise BadKnowledge(
                f"{path.name}:{number}: '{kind}' is no class; use one of {', '.join(sorted(CLASSES))}"
            )
        for form in forms.split("|"):
            if form in out:
                raise BadKnowledge(
                    f"{path.name}:{number}: '{form}' stands twice, first as '{out[form].kind}'"
                )
            out[form] = TimeWord(form=form, kind=kind, value=value)
    return tuple(out.values())


@cache
def month_names() -> frozenset[str]:
    """The names of months as words, short and long, in small letters and without a full stop.

    >>> "sept" in month_names(), "monday" in month_names()
    (True, False)
    """
    return frozenset(
        word.form.lower().rstrip(".") for word in time_words() if word.kind in ("month", "weak-month")
    )


@cache
def weekday_names() -> frozenset[str]:
    """The names of weekdays as words, in small letters and without a full stop.

    >>> len(weekday_names() & {"monday", "sunday", "tues"})
    3
    """
    return frozenset(
        word.form.lower().rstrip(".") for word in time_words() if word.kind in ("weekday", "weekdays")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Feast:
    """A feast or observance: how it is reckoned, how long it lasts, and how far sightings may move it.

    `rule` is a calendar and its arguments ("hijri 12 8", "easter -2", "fixed 12 25"), `days` the length
    in days, `tolerance` the days by which the announced date may differ from the computed one,
    `since` the first year for which the computation is trusted.
    """

    key: str
    name: str
    rule: str
    days: int
    tolerance: int
    since: int
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """First and last day of a feast in one year, both inclusive."""

    start: dt.date
    end: dt.date


@cache
def feasts(path: Path | None = None) -> tuple[Feast, ...]:
    """All feasts of feasts.tsv. Raises BadKnowledge for a rule that is not known or a number that is none.

    >>> next(feast for feast in feasts() if feast.key == "hajj").tolerance
    1
    """
    path = path or DATA / "feasts.tsv"
    out = []
    for number, (key, name, rule, days, tolerance, since, forms) in rows(path, 7):
        try:
            feast = Feast(
                key=key,
                name=name,
                rule=rule,
                days=int(days),
                tolerance=int(tolerance),
                since=int(since),
                forms=tuple(form for form in forms.split("|") if form),
            )
        except ValueError as fault:
            raise BadKnowledge(
                f"{path.name}:{number}: days, tolerance and since are whole numbers: {fault}"
            ) from None
        if rule.partition(" ")[0] not in _RULES:
            raise BadKnowledge(
                f"{path.name}:{number}: '{rule}' is no rule; begin with one of {', '.join(_RULES)}"
            )
        out.append(feast)
    return tuple(out)


@cache
def feast_forms() -> dict[str, str]:
    """The key of the feast for each form, in lower case."""
    return {form.lower(): feast.key for feast in feasts() for form in feast.forms}


@cache
def feast_pattern() -> re.Pattern[str]:
    """A pattern that finds the names of feasts, longest first."""
    forms = sorted(feast_forms(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(form) for form in forms) + r")(?!\w)", re.IGNORECASE)


@cache
def _by_key() -> dict[str, Feast]:
    return {feast.key: feast for feast in feasts()}


def feast(key: str) -> Feast:
    """The feast of this key. Raises KeyError."""
    return _by_key()[key]


@cache
def occurrences(key: str, year: int) -> tuple[Occurrence, ...]:
    """When the feast begins in the Gregorian `year`: mostly once, never or twice in some years.

    >>> [str(o.start) for o in occurrences("eid-al-adha", 2007)]
    ['2007-12-20']
    >>> [str(o.start) for o in occurrences("eid-al-fitr", 2000)]
    ['2000-01-08', '2000-12-27']
    """
    found = feast(key)
    if year < found.since:
        return ()
    length = dt.timedelta(found.days - 1)
    return tuple(Occurrence(day, day + length) for day in _first_days(found.rule, year))


def nearest(key: str, day: dt.date, *, direction: int = 0) -> Occurrence | None:
    """The occurrence nearest to `day`; with `direction` -1 or 1 the last begun, or the next that has not ended.

    >>> str(nearest("orthodox-easter", __import__("datetime").date(2014, 3, 4), direction=1).start)
    '2014-04-20'
    """
    around = [o for year in (day.year - 1, day.year, day.year + 1) for o in occurrences(key, year)]
    if direction < 0:
        around = [o for o in around if o.start <= day][-1:]
    elif direction > 0:
        around = [o for o in around if o.end >= day][:1]
    if not around:
        return None
    return min(around, key=lambda o: max((o.start - day).days, (day - o.end).days))


def _first_days(rule: str, year: int) -> list[dt.date]:
    name, *numbers = rule.split()
    return _RULES[name](year, *numbers)


def _fixed(year: int, month: str, day: str) -> list[dt.date]:
    return [dt.date(year, int(month), int(day))]


def _weekday(year: int, month: str, weekday: str, nth: str) -> list[dt.date]:
    """The nth weekday of a month (-1: the last)."""
    days = [dt.date(year, int(month), 1) + dt.timedelta(n) for n in range(31)]
    days = [day for day in days if day.month == int(month) and day.weekday() == int(weekday)]
    return [days[int(nth) - 1 if int(nth) > 0 else int(nth)]]


def _easter(method: Literal[2, 3], year: int, shift: str) -> list[dt.date]:
    from dateutil.easter import easter

    return [easter(year, method) + dt.timedelta(int(shift))]


def _western(year: int, shift: str) -> list[dt.date]:
    return _easter(3, year, shift)


def _orthodox(year: int, shift: str) -> list[dt.date]:
    return _easter(2, year, shift)


def _hijri(year: int, month: str, day: str) -> list[dt.date]:
    from hijridate import Gregorian, Hijri

    if not 1925 <= year <= 2076:
        return []
    first = Gregorian(year, 1, 1).to_hijri().year
    out = []
    for hijri_year in (first, first + 1):
        found = Hijri(hijri_year, int(month), int(day)).to_gregorian()
        if found.year == year:
            out.append(dt.date(found.year, found.month, found.day))
    return out


def _table(module: str, kind: str, year: int, which: str) -> list[dt.date]:
    """A day out of the calendar tables of the package `holidays`."""
    from importlib import import_module

    found = getattr(getattr(import_module(f"holidays.calendars.{module}"), kind)(), f"{which}_date")(year)
    if isinstance(found, tuple):
        found = found[0]
    if isinstance(found, set):
        return sorted(day for day in found if day.year == year)
    return [found] if found else []


def _hebrew(year: int, which: str) -> list[dt.date]:
    return _table("hebrew", "_HebrewLunisolar", year, which)


def _chinese(year: int, which: str) -> list[dt.date]:
    return _table("chinese", "_ChineseLunisolar", year, which)


def _hindu(year: int, which: str) -> list[dt.date]:
    return _table("hindu", "_HinduLunisolar", year, which)


def _buddhist(year: int, which: str) -> list[dt.date]:
    return _table("buddhist", "_BuddhistLunisolar", year, which)


def _persian(year: int, which: str) -> list[dt.date]:
    return _table("persian", "_Persian", year, which)


_RULES: dict[str, Callable[..., list[dt.date]]] = {
    "fixed": _fixed,
    "weekday": _weekday,
    "easter": _western,
    "orthodox": _orthodox,
    "hijri": _hijri,
    "hebrew": _hebrew,
    "chinese": _chinese,
    "hindu": _hindu,
    "buddhist": _buddhist,
    "persian": _persian,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A family of events: the nouns that name one again, and the dictionary forms of verbs that tell of it."""

    name: str
    nouns: frozenset[str]
    verbs: frozenset[str]


@cache
def happenings(path: Path | None = None) -> tuple[Happening, ...]:
    """The families of happenings.tsv.

    >>> "confer" in happenings()[0].verbs
    True
    """
    return tuple(
        Happening(name=name, nouns=frozenset(nouns.split("|")), verbs=frozenset(verbs.split("|")))
        for _, (name, nouns, verbs) in rows(path or DATA / "happenings.tsv", 3)
    )
