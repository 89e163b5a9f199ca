"""When the proposition holds: an interval with its reasons, or an expression kept as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .span import Span
from .status import Status


class Granularity(StrEnum):
    """How fine the report is about the time."""

    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part-of-day"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    PART_OF_MONTH = "part-of-month"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    PART_OF_YEAR = "part-of-year"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    SPAN = "span"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One of several intervals that the words allow."""

    start: str | None
    end: str | None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """`start` and `end` are ISO 8601 days or times, both inclusive; an open end is None.

    `inferred` names the parts that are not in the words ("year", "month", "day"). `duration` is an
    ISO 8601 period such as P6W, where the report gives one. `value` is the TIMEX3 value of the words.
    The publication date is never used silently: where it anchored the value, `because` says so.
    """

    start: str | None = None
    end: str | None = None
    granularity: Granularity | None = None
    text: str | None = None
    span: Span | None = None
    value: str | None = None
    duration: str | None = None
    inferred: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    status: Status = Status.NOT_STATED
    because: tuple[str, ...] = ("not stated",)
