"""TIMEX3 values as intervals: the first and last day that a value stands for, and how fine it is."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from ...record.when import Granularity

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
"""First and last month of the meteorological seasons of the northern hemisphere."""


class Interval(NamedTuple):
    """First and last day (or minute) as ISO 8601, both inclusive, and how fine the words are."""

    start: str
    end: str
    granularity: Granularity


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month.

    >>> str(month_end(2012, 2))
    '2012-02-29'
    """
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def add_months(year: int, month: int, number: int) -> tuple[int, int]:
    """Year and month, `number` months on.

    >>> add_months(2012, 11, 3)
    (2013, 2)
    """
    total = year * 12 + month - 1 + number
    return total // 12, total % 12 + 1


def week(day: dt.date) -> str:
    """The ISO week of a day.

    >>> week(dt.date(2008, 12, 29))
    '2009-W01'
    """
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(.+))?$")


def interval(value: str, mod: str = "") -> Interval | None:
    """What a TIMEX3 value stands for; None where it names no stretch of the calendar.

    `mod` START, MID or END narrows months, years and longer stretches to their thirds.

    >>> interval("2012-02")
    Interval(start='2012-02-01', end='2012-02-29', granularity=<Granularity.MONTH: 'month'>)
    >>> interval("2012-08", "START")[:2], interval("2008-W50-WE")[:2]
    (('2012-08-01', '2012-08-10'), ('2008-12-13', '2008-12-14'))
    >>> interval("2014-03-04T08:30Z").start, interval("XXXX-12-19"), interval("1990-WI").end
    ('2014-03-04T08:30', None, '1991-02-28')
    """
    if "X" in value or value.startswith("P"):
        return None
    match = _DAY.match(value)
    if match:
        return _day(match)
    try:
        return _stretch(value, mod)
    except ValueError:
        return None


def _day(match: re.Match[str]) -> Interval | None:
    try:
        day = dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    time = match[4]
    if time is None:
        return Interval(str(day), str(day), Granularity.DAY)
    clock = re.match(r"(\d\d)(?::(\d\d))?", time)
    if clock is None:
        return Interval(str(day), str(day), Granularity.PART_OF_DAY)
    hour, minute = int(clock[1]), clock[2] or "00"
    if hour == 24:
        return Interval(str(day), str(day), Granularity.PART_OF_DAY)
    moment = f"{day}T{hour:02d}:{minute}"
    return Interval(moment, moment, Granularity.MINUTE)


def _days(first: dt.date, last: dt.date, fine: Granularity) -> Interval:
    return Interval(str(first), str(last), fine)


def _stretch(value: str, mod: str) -> Interval | None:
    if value.isdigit() and len(value) == 4:
        first, last = dt.date(int(value), 1, 1), dt.date(int(value), 12, 31)
        if mod in _THIRDS:
            a = 1 + 4 * _THIRDS[mod]
            return _days(dt.date(first.year, a, 1), month_end(first.year, a + 3), Granularity.PART_OF_YEAR)
        return _days(first, last, Granularity.YEAR)
    if value.isdigit() and len(value) == 3:
        start = int(value) * 10
        a, b = {"START": (0, 3), "MID": (3, 6), "END": (6, 9)}.get(mod, (0, 9))
        return _days(dt.date(start + a, 1, 1), dt.date(start + b, 12, 31), Granularity.DECADE)
    if value.isdigit() and len(value) == 2:
        start = int(value) * 100
        a, b = {"START": (1, 33), "MID": (34, 66), "END": (67, 100)}.get(mod, (1, 100))
        return _days(dt.date(start + a, 1, 1), dt.date(start + b, 12, 31), Granularity.CENTURY)
    year, rest = int(value[:4]), value[5:]
    if rest.startswith("W"):
        if rest[1:3].isdigit():
            monday = dt.date.fromisocalendar(year, int(rest[1:3]), 1)
            if rest.endswith("WE"):
                return _days(monday + dt.timedelta(5), monday + dt.timedelta(6), Granularity.WEEKEND)
            return _days(monday, monday + dt.timedelta(6), Granularity.WEEK)
        return _days(dt.date(year, 12, 1), month_end(year + 1, 2), Granularity.SEASON)
    if rest in SEASONS:
        a, b = SEASONS[rest]
        return _days(dt.date(year, a, 1), month_end(year, b), Granularity.SEASON)
    if rest.startswith(("Q", "H")) and rest[1:].isdigit():
        size = 3 if rest[0] == "Q" else 6
        a = (int(rest[1:]) - 1) * size + 1
        fine = Granularity.QUARTER if rest[0] == "Q" else Granularity.HALF_YEAR
        return _days(dt.date(year, a, 1), month_end(year, a + size - 1), fine)
    month = int(rest)
    last = month_end(year, month)
    if mod in _THIRDS:
        start_day = 1 + 10 * _THIRDS[mod]
        end = last if mod == "END" else dt.date(year, month, start_day + 9)
        return _days(dt.date(year, month, start_day), end, Granularity.PART_OF_MONTH)
    return _days(dt.date(year, month, 1), last, Granularity.MONTH)


_THIRDS = {"START": 0, "MID": 1, "END": 2}


def fits(pattern: str, day: dt.date) -> bool:
    """Whether a day agrees with an open value such as XXXX-12-19 or XXXX-WXX-3.

    >>> fits("XXXX-12-19", dt.date(2007, 12, 19)), fits("XXXX-WXX-3", dt.date(2007, 12, 20))
    (True, False)
    """
    if "-WXX-" in pattern:
        return day.isoweekday() == int(pattern[-1])
    return all(p in ("X", d) for p, d in zip(pattern, str(day), strict=False))
