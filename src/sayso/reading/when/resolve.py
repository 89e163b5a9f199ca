"""Time expressions with their values: what is found, counted from the report's day or the story's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from ...knowledge import calendar
from ...record.when import Granularity
from .grammar import CLOCK, UNITS, Found
from .values import SEASONS, Interval, add_months, interval, month_end, week


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The day from which relative expressions are counted, and what it is ("publication date")."""

    day: dt.date
    name: str = "publication date"

    @property
    def reason(self) -> str:
        """How a value says that it was counted from here."""
        return f"counted from the {self.name} {self.day}"


@dataclass(slots=True, kw_only=True)
class Resolved:
    """A time expression with its TIMEX3 type and value, its interval if it has one, and the reasons."""

    found: Found
    type: str
    value: str
    interval: Interval | None = None
    duration: str | None = None
    because: list[str] = field(default_factory=list)
    deictic: bool = False
    """Whether the value was counted from the anchor."""

    @property
    def day(self) -> dt.date | None:
        """The day, where the value is as fine as that, and one that there is ("31 April" is none)."""
        if not re.match(r"\d{4}-\d\d-\d\d", self.value):
            return None
        try:
            return dt.date.fromisoformat(self.value[:10])
        except ValueError:
            return None

    @property
    def first_day(self) -> dt.date | None:
        """The first day of the interval."""
        return dt.date.fromisoformat(self.interval.start[:10]) if self.interval else None


FUTURE = re.compile(
    r"\b(?:(?<!own )will|['’]ll|would|shall|going to|plan(?:s|ned)? to|plans|planned|scheduled|set to|is to|are to|was to|were to|"
    r"expect(?:s|ed)?|due|upcoming|deadline|hopes? to|intends? to|aims? to|to be|(?-i:may)|might|until|ends|begins|starts|expires|resumes|opens|reopens|convenes|"
    r"meets?|arrives?|takes (?:up|effect|office|place)|comes into|could(?! not)|should|must|unlikely|likely|ahead of|no later than|(?:agreed|vow(?:s|ed)|threaten(?:s|ed)|promise[sd]?|pledge[sd]?) to|(?:invit(?:e[sd]?|ing)|summon(?:s|ed)?|urge[sd]?|order(?:s|ed)?|ask(?:s|ed)?|call(?:s|ed)? on)\b[^.;,:]{1,40}?\bto|by(?=\s*(?:the\s+)?$))\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|took|went|came|made|met|held|began|left|spoke|saw|gave|got|sent|fled|fell|rose|broke|fought|shot|struck|stood|flew|drove|won|lost|brought|became|ran|kept|sold|built|bought|sat|wrote|led|chose|rang|drew|grew|knew|found|paid|hid|swore|slipped|\w{2,}ed|since)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"(?:\s+(?:not|also|only|then|\w+ly))?\s+be\s+\w+|", re.IGNORECASE)
"""What goes on behind a cue that looks ahead and looks back by itself: "would [be paid]", "was to [be released]"."""
_SO_FAR = re.compile(r"\b(?:has|have|hasn['’]t|haven['’]t)\b[^.;!?\n]*$", re.IGNORECASE)
_END = re.compile(r"[.!?;](?=\s|$)|\n")


def tense(text: str, start: int, end: int, *, reach: int = 60) -> int:
    """1 where the clause around an expression looks ahead, -1 where it looks back, 0 where no word tells.

    The nearest cue before it decides, else the first one after it in the sentence. The month of May is no cue.

    >>> text = "KUITO, 14 May 2021 - Gunmen on Thursday released two men."
    >>> tense(text, text.index("Thursday"), text.index(" released"))
    -1
    >>> tense("Talks will resume on Monday.", 21, 27), tense("Talks resumed on Monday.", 17, 23)
    (1, -1)
    >>> tense("Wages would be paid in May.", 23, 26)
    1
    """
    low = max(0, start - reach)
    for stop in _END.finditer(text, low, start):
        low = stop.end()
    before = text[low:start]
    ahead = [_PASSIVE.match(before, m.end()).end() for m in FUTURE.finditer(before)]  # type: ignore[union-attr]  # may be empty
    back = [m.end() for m in PAST.finditer(before)]
    if ahead or back:
        return 1 if max(ahead, default=-1) >= max(back, default=-1) else -1
    stop_at = _END.search(text, end)
    after = text[end : min(end + reach, stop_at.start() if stop_at else len(text))]
    first_ahead, first_back = FUTURE.search(after), PAST.search(after)
    if first_ahead and (first_back is None or first_ahead.start() < first_back.start()):
        return 1
    return -1 if first_back else 0


def future(text: str, start: int, end: int) -> bool:
    """Whether the clause around an expression looks ahead.

    >>> future("Talks will resume on Monday.", 21, 27)
    True
    """
    return tense(text, start, end) > 0


def period(amount: float | None, unit: str) -> str:
    """The ISO 8601 period of so many units; X where the number is not said.

    >>> period(6, "week"), period(None, "year"), period(2.5, "hour"), period(1, "decade")
    ('P6W', 'PXY', 'PT2.5H', 'P10Y')
    """
    letter = UNITS[unit]
    if amount is not None:
        if unit == "fortnight":
            amount *= 2
        elif unit in ("decade", "century"):
            amount, letter = amount * (10 if unit == "decade" else 100), "Y"
        elif amount == 0.5 and unit in ("year", "hour"):
            amount, letter = (6, "M") if unit == "year" else (30, "M")
        elif amount == 0.5 and unit == "day":
            return "PT12H"
    number = "X" if amount is None else f"{amount:g}" if amount < 1e6 else str(int(amount))
    return f"P{'T' if unit in CLOCK else ''}{number}{letter}"


class Resolver:
    """Resolves the expressions of one text in order; keeps what the text has named so far."""

    def __init__(
        self, text: str, anchor: Anchor | None, *, years: Callable[[Found], int | None] | None = None
    ) -> None:
        self.text = text
        self.anchor = anchor
        self.years = years
        """A solver's year for an expression without one."""
        self.story: Resolved | None = None
        """The last expression that names a stretch of the calendar."""
        self.story_day: Resolved | None = None
        self.before: list[Resolved] = []

    def all(self, found: Iterable[Found]) -> list[Resolved]:
        """Every expression with its value, in order."""
        items = list(found)
        out: list[Resolved | None] = []
        for index, one in enumerate(items):
            if one.kind == "clock":
                out.append(None)
                continue
            resolved = self.one(one, items[index + 1] if one.partner == 1 else None)
            out.append(resolved)
            if resolved is not None:
                self.before.append(resolved)
        done: list[Resolved] = []
        for index, one in enumerate(items):
            if one.kind == "clock":
                near = [
                    r for r in (*out[max(0, index - 2) : index], *out[index + 1 : index + 2]) if r is not None
                ]
                done.append(self._clock(one, near))
                continue
            made = out[index]
            if made is not None:
                done.append(made)
        return _joined(self.text, sorted(done, key=lambda r: r.found.start))

    def one(self, found: Found, partner: Found | None = None) -> Resolved | None:
        """One expression with its value."""
        made: Resolved | None = getattr(self, "_" + found.kind.replace("-", "_"))(found)
        if made is None:
            return None
        if made.interval is None and made.type in ("DATE", "TIME"):
            made.interval = interval(made.value, found.mod)
        if made.interval is not None and made.type in ("DATE", "TIME") and found.kind != "feast":
            self.story = made
            if made.day is not None:
                self.story_day = made
        return made

    def _made(
        self,
        found: Found,
        value: str,
        *,
        kind: str = "DATE",
        deictic: bool = False,
        because: str | None = None,
    ) -> Resolved:
        made = Resolved(found=found, type=kind, value=value, deictic=deictic)
        if because:
            made.because.append(because)
        if deictic and self.anchor is not None:
            made.because.append(self.anchor.reason)
        return made

    def _is_future(self, found: Found) -> bool:
        return future(self.text, found.start, found.end)

    def _ahead_of(self, found: Found) -> bool:
        """Whether "before" or "by" stands before an expression whose clause has no tense: what is to come."""
        before = self.text[max(0, found.start - 12) : found.start]
        return (
            bool(re.search(r"\b(?:before|by)\s+$", before)) and tense(self.text, found.start, found.end) == 0
        )

    def _iso(self, found: Found) -> Resolved:
        return self._made(found, found.value, kind="TIME" if "T" in found.value else "DATE")

    def _reference(self, found: Found) -> Resolved:
        return self._made(found, found.value)

    def _set(self, found: Found) -> Resolved:
        return self._made(found, found.value or period(found.amount, found.unit), kind="SET")

    def _decade(self, found: Found) -> Resolved:
        return self._made(found, found.value)

    def _century(self, found: Found) -> Resolved:
        return self._made(found, f"{int(found.amount or 1) - 1:02d}")

    def _date(self, found: Found) -> Resolved | None:
        year, month, day = found.year, found.month, found.day
        if month is not None and day is not None:
            if year is not None:
                return self._made(found, f"{year:04d}-{month:02d}-{day:02d}")
            return self._month_day(found)
        if month is not None:
            if year is not None:
                return self._made(found, f"{year:04d}-{month:02d}")
            return self._month(found)
        if day is not None:
            return self._day(found)
        return self._made(found, f"{year:04d}")

    def _near_year(self, found: Found) -> Resolved | None:
        """An expression just before with its own year, in the same sentence: it lends its year."""
        for other in reversed(self.before[-2:]):
            dated = other.found.year is not None and other.found.month is not None
            near = found.start - other.found.end < 50
            if dated and near and not _END.search(self.text, other.found.end, found.start):
                return other
        return None

    def _month_day(self, found: Found) -> Resolved | None:
        month, day = found.month or 1, found.day or 1
        open_value = f"XXXX-{month:02d}-{day:02d}"
        year = self.years(found) if self.years else None
        if year is not None:
            return self._made(found, f"{year:04d}-{month:02d}-{day:02d}", because="the year is inferred")
        near = self._near_year(found)
        if near is not None and near.found.year is not None:
            lent = near.found.year
            if (
                near.found.partner == 0
                and (month, day) < (near.found.month or 0, near.found.day or 0)
                and "to" in self.text[near.found.end : found.start]
            ):
                lent += 1
            return self._made(
                found, f"{lent:04d}-{month:02d}-{day:02d}", because="the year is that of the date before it"
            )
        if self.anchor is None:
            return self._made(found, open_value)
        today = self.anchor.day
        choices = []
        for y in range(today.year - 2, today.year + 3):
            try:
                choices.append(dt.date(y, month, day))
            except ValueError:
                continue
        if not choices:
            return self._made(found, open_value)
        if found.weekday is not None:
            agreeing = [c for c in choices if c.weekday() == found.weekday and abs((c - today).days) < 270]
            choices = agreeing or choices
        if self._is_future(found):
            ahead = [c for c in choices if c >= today]
            chosen = (
                ahead[0]
                if ahead and (ahead[0] - today).days < 330
                else min(choices, key=lambda c: abs((c - today).days))
            )
        else:
            chosen = min(choices, key=lambda c: abs((c - today).days) + (60 if c > today else 0))
        return self._made(found, str(chosen), deictic=True)

    def _day(self, found: Found) -> Resolved | None:
        """ "Wednesday the 19th", "on the 19th": the month of the story, or the nearest."""
        day = found.day or 1
        base = self.story_day.day if self.story_day else None
        today = base or (self.anchor.day if self.anchor else None)
        if today is None:
            return self._made(found, f"XXXX-XX-{day:02d}") if found.weekday is not None else None
        choices = []
        for shift in (-1, 0, 1):
            y, m = add_months(today.year, today.month, shift)
            if day <= month_end(y, m).day:
                choices.append(dt.date(y, m, day))
        if found.weekday is not None:
            choices = [c for c in choices if c.weekday() == found.weekday] or choices
        if self._is_future(found):
            choices = [c for c in choices if c >= today] or choices
        chosen = min(choices, key=lambda c: abs((c - today).days))
        return self._made(
            found,
            str(chosen),
            deictic=base is None,
            because="the month is that of the date before it" if base else None,
        )

    def _month(self, found: Found) -> Resolved:
        month = found.month or 1
        relation = found.relation
        if self.anchor is None:
            near = self._near_year(found)
            if near is not None:
                return self._made(
                    found,
                    f"{near.found.year:04d}-{month:02d}",
                    because="the year is that of the date before it",
                )
            year_found = self.years(found) if self.years else None
            return self._made(found, f"{year_found:04d}-{month:02d}" if year_found else f"XXXX-{month:02d}")
        today = self.anchor.day
        year = today.year
        if relation.endswith("-year"):
            base = self.story.first_day if self.story and relation.startswith("same") else None
            year = (base or today).year + {"last": -1, "next": 1, "previous": -1}.get(relation[:-5], 0)
        elif relation in ("last", "past"):
            year -= month >= today.month
        elif relation in ("next", "following"):
            year += month <= today.month
        elif relation != "this":
            near = self._near_year(found)
            if near is not None:
                return self._made(
                    found,
                    f"{near.found.year:04d}-{month:02d}",
                    because="the year is that of the date before it",
                )
            if self._is_future(found) or self._ahead_of(found):
                year += month < today.month
            else:
                year -= month > today.month
        return self._made(found, f"{year:04d}-{month:02d}", deictic=True)

    def _season(self, found: Found) -> Resolved:
        season = found.value
        if found.year is not None:
            return self._made(
                found, f"{found.year:04d}-{season}", because="seasons of the northern hemisphere"
            )
        if self.anchor is None:
            return self._made(found, f"XXXX-{season}")
        today = self.anchor.day
        first, last = SEASONS[season]
        year = today.year
        relation = found.relation
        running = today.month in ((12, 1, 2) if season == "WI" else range(first, last + 1))
        begun = today.year - 1 if season == "WI" and today.month < 3 else today.year
        if relation.endswith("-year"):
            year += {"last": -1, "next": 1}.get(relation[:-5], 0)
        elif relation in ("last", "past"):
            year = begun - 1 if running else (year if today.month > last and season != "WI" else year - 1)
        elif relation in ("next", "following"):
            year = begun + 1 if running else (year if today.month < first else year + 1)
        elif running:
            year = begun
        elif relation != "this":
            year = year + (today.month > first) if self._is_future(found) else year - (today.month < first)
        return self._made(
            found, f"{year:04d}-{season}", deictic=True, because="seasons of the northern hemisphere"
        )

    def _quarter(self, found: Found) -> Resolved | None:
        number = int(found.amount or 1)
        if found.year is not None:
            return self._made(found, f"{found.year:04d}-Q{number}")
        if self.anchor is None:
            return self._made(found, f"XXXX-Q{number}")
        today = self.anchor.day
        year = today.year + {"last": -1, "next": 1, "previous": -1}.get(found.relation, 0)
        if not found.relation and number > (today.month - 1) // 3 + 1 and not self._is_future(found):
            year -= 1
        return self._made(found, f"{year:04d}-Q{number}", deictic=True)

    def _half(self, found: Found) -> Resolved | None:
        number = int(found.amount or 1)
        if found.year is not None:
            return self._made(found, f"{found.year:04d}-H{number}")
        if self.anchor is None:
            return self._made(found, f"XXXX-H{number}")
        year = self.anchor.day.year + {"last": -1, "next": 1}.get(found.relation, 0)
        return self._made(found, f"{year:04d}-H{number}", deictic=True)

    def _year_kind(self, found: Found) -> Resolved | None:
        """Fiscal and academic years: the value is the year they are named after."""
        if found.year is None and self.anchor is None:
            return self._made(found, "XXXX")
        shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(found.relation, 0)
        year = found.year if found.year is not None else self.anchor.day.year + shift if self.anchor else 0
        made = self._made(found, f"{year:04d}", deictic=found.year is None)
        if found.value == "academic":
            if found.year is None and self.anchor is not None and self.anchor.day.month < 8:
                year -= 1
            made.value = f"{year:04d}"
            made.interval = Interval(f"{year:04d}-09-01", f"{year + 1:04d}-08-31", Granularity.YEAR)
            made.because.append("an academic year is taken from September to August")
        elif found.value == "fiscal":
            made.because.append("a fiscal year is given as the year it is named after")
        return made

    def _feast(self, found: Found) -> Resolved | None:
        name = calendar.feast(found.value).name
        chosen: calendar.Occurrence | None = None
        deictic = False
        if found.year is not None:
            chosen = next(iter(calendar.occurrences(found.value, found.year)), None)
        else:
            base = self.anchor.day if self.anchor else self.story_day.day if self.story_day else None
            if base is not None:
                deictic = self.anchor is not None
                chosen = self._feast_near(found, base)
        if chosen is None:
            fixed = calendar.feast(found.value).rule.split()
            if fixed[0] == "fixed":
                return self._made(
                    found, f"XXXX-{int(fixed[1]):02d}-{int(fixed[2]):02d}", because=f"{name} by its calendar"
                )
            return self._made(found, "XXXX-XX-XX", because=f"{name}: the year is not stated")
        reason = f"{name} by its calendar: {chosen.start}" + (
            f" to {chosen.end}" if chosen.end != chosen.start else ""
        )
        if calendar.feast(found.value).tolerance:
            reason += f", give or take {calendar.feast(found.value).tolerance} day"
        if re.match(r"(?:the )?eve of", self.text[found.start : found.end], re.IGNORECASE):
            return self._made(
                found,
                str(chosen.start - dt.timedelta(1)),
                deictic=deictic,
                because=f"the day before {reason}",
            )
        made = self._made(found, str(chosen.start), deictic=deictic, because=reason)
        if chosen.end != chosen.start:
            made.interval = Interval(str(chosen.start), str(chosen.end), Granularity.SPAN)
        return made

    def _feast_near(self, found: Found, base: dt.date) -> calendar.Occurrence | None:
        relation = found.relation
        if relation.endswith("-year"):
            year = base.year + {"last": -1, "next": 1}.get(relation[:-5], 0)
            return next(iter(calendar.occurrences(found.value, year)), None)
        if relation in ("last", "past"):
            return calendar.nearest(found.value, base - dt.timedelta(1), direction=-1)
        if relation in ("next", "following") or (
            not relation and (self._is_future(found) or self._ahead_of(found))
        ):
            return calendar.nearest(found.value, base, direction=1)
        if tense(self.text, found.start, found.end) < 0:
            return calendar.nearest(found.value, base + dt.timedelta(1), direction=-1)
        return calendar.nearest(found.value, base)

    def _weekday(self, found: Found) -> Resolved:
        weekday = found.weekday or 0
        relation = found.relation
        if self.anchor is None or relation == "same":
            base = self.story_day.day if self.story_day else None
            if base is None or (base.weekday() != weekday and not relation and not self._follows(found)):
                return self._timed(found, f"XXXX-WXX-{weekday + 1}")
            if base.weekday() == weekday:
                return self._timed(found, str(base), because=f"the {base:%A} named before it")
            return self._timed(found, f"XXXX-WXX-{weekday + 1}")
        today = self.anchor.day
        back = (today.weekday() - weekday) % 7
        on = (weekday - today.weekday()) % 7
        monday = today - dt.timedelta(today.weekday())
        if relation.endswith("-week"):
            day = monday + dt.timedelta(
                weekday + 7 * {"last": -1, "past": -1, "next": 1}.get(relation[:-5], 0)
            )
        elif relation == "last" or relation == "past":
            day = today - dt.timedelta(back or 7)
        elif relation in ("next", "following"):
            day = today + dt.timedelta(on or 7)
        elif relation == "this":
            day = (
                today + dt.timedelta(on)
                if self._is_future(found) or not found.part
                else today - dt.timedelta(back)
            )
        elif back and (self._is_future(found) or self._ahead_of(found)):
            day = today + dt.timedelta(on)
        else:
            day = today - dt.timedelta(back)
        return self._timed(found, str(day), deictic=True)

    def _follows(self, found: Found) -> bool:
        return False

    def _timed(
        self, found: Found, value: str, *, deictic: bool = False, because: str | None = None
    ) -> Resolved:
        if found.part:
            part = found.part if found.part.startswith("T") else "T" + found.part
            return self._made(found, value + part, kind="TIME", deictic=deictic, because=because)
        return self._made(found, value, deictic=deictic, because=because)

    def _shift(self, found: Found) -> Resolved | None:
        unit = found.unit
        base: dt.date | None = None
        because: str | None = None
        deictic = False
        if found.story:
            last = self.story_day if unit == "day" and found.relation in ("same", "") else self.story
            if last is not None and last.first_day is not None:
                base = last.first_day
                because = f"counted from “{self.text[last.found.start : last.found.end]}”"
                if found.relation == "same" and unit == "day" and last.day is None:
                    base = None
        if base is None and self.anchor is not None:
            base, deictic = self.anchor.day, True
        if found.amount is None:
            return self._made(found, "FUTURE_REF" if found.relation == "later" else "PAST_REF")
        amount = int(found.amount)
        whole = found.amount == amount
        open_value = {
            "day": "XXXX-XX-XX",
            "week": "XXXX-WXX",
            "weekend": "XXXX-WXX-WE",
            "month": "XXXX-XX",
            "quarter": "XXXX-QX",
        }.get(unit, "XXXX")
        if base is None:
            if unit in CLOCK:
                return self._made(found, period(abs(found.amount), unit), kind="DURATION")
            return self._timed(found, open_value)
        if unit in CLOCK:
            return self._made(found, str(base), deictic=deictic, because=because)
        if unit in ("day", "night"):
            return self._timed(found, str(base + dt.timedelta(amount)), deictic=deictic, because=because)
        if unit in ("week", "fortnight"):
            days = int(found.amount * (14 if unit == "fortnight" else 7))
            value = week(base + dt.timedelta(days))
        elif unit == "weekend":
            shift = amount
            if found.relation == "nearest":
                shift = 0 if base.weekday() > 4 or self._is_future(found) else -1
            value = week(base + dt.timedelta(7 * shift)) + "-WE"
        elif unit == "month":
            value = "{:04d}-{:02d}".format(
                *add_months(base.year, base.month, amount if whole else round(found.amount))
            )
        elif unit == "quarter":
            number = base.year * 4 + (base.month - 1) // 3 + amount
            value = f"{number // 4:04d}-Q{number % 4 + 1}"
        elif unit == "year":
            value = (
                f"{base.year + amount:04d}"
                if whole
                else "{:04d}-{:02d}".format(*add_months(base.year, base.month, round(12 * found.amount)))
            )
        elif unit == "decade":
            number = base.year + 10 * amount
            value = f"{number // 10:03d}" if found.relation != "ago" else f"{number:04d}"
        else:
            number = base.year + 100 * amount
            value = f"{number // 100:02d}" if found.relation != "ago" else f"{number:04d}"
        made = self._made(found, value, deictic=deictic, because=because)
        if (
            deictic
            and amount == 0
            and self.anchor is not None
            and _SO_FAR.search(self.text[max(0, found.start - 80) : found.start])
        ):
            stretch = interval(value, found.mod)
            if stretch is not None and stretch.start <= str(self.anchor.day) <= stretch.end:
                made.interval = Interval(stretch.start, str(self.anchor.day), Granularity.SPAN)
                made.because.append("up to the report, as the tense says (“has …”)")
        return made

    def _duration(self, found: Found) -> Resolved:
        value = period(found.amount, found.unit)
        made = self._made(found, value, kind="DURATION")
        made.duration = value
        if found.relation in ("past", "next") and found.amount is not None and self.anchor is not None:
            days = _days(found.amount, found.unit)
            if days is not None:
                today = self.anchor.day
                edge = today + days * (1 if found.relation == "next" else -1)
                first, last = sorted((today, edge))
                made.interval = Interval(str(first), str(last), Granularity.SPAN)
                made.because.append(self.anchor.reason)
                made.deictic = True
        return made

    def _clock(self, found: Found, near: list[Resolved]) -> Resolved:
        day: str | None = None
        because: str | None = None
        deictic = False
        if found.unit == "day" and self.anchor is not None:
            day, deictic = str(self.anchor.day + dt.timedelta(int(found.amount or 0))), True
        for other in sorted(near, key=lambda r: max(r.found.start - found.end, found.start - r.found.end)):
            if (
                day is None
                and re.match(r"(?:[\dX]{4}-)(?:[\dX]{2}-[\dX]{2}|WXX-\d)", other.value)
                and not _END.search(
                    self.text, min(found.end, other.found.end), max(found.start, other.found.start)
                )
            ):
                day = re.split("T", other.value)[0]
                because = f"on the day of “{self.text[other.found.start : other.found.end]}”"
                deictic = other.deictic
        if day is None:
            earlier = [r for r in self.before if r.found.start < found.start and r.day is not None]
            if earlier and found.start - earlier[-1].found.end < 300:
                day = str(earlier[-1].day)
            elif self.anchor is not None:
                day, deictic = str(self.anchor.day), True
        made = self._made(
            found, (day or "XXXX-XX-XX") + found.value, kind="TIME", deictic=deictic, because=because
        )
        made.interval = interval(made.value)
        if found.part and made.interval is not None:
            named = made.interval.start[:10]
            made.interval = Interval(named, named, Granularity.PART_OF_DAY)
        return made


def _days(amount: float, unit: str) -> dt.timedelta | None:
    size = {
        "day": 1,
        "night": 1,
        "week": 7,
        "fortnight": 14,
        "weekend": 7,
        "month": 30.4375,
        "quarter": 91.3125,
        "year": 365.25,
        "decade": 3652.5,
    }.get(unit)
    return None if size is None or amount * size > 400000 else dt.timedelta(round(amount * size))


def _joined(text: str, items: list[Resolved]) -> list[Resolved]:
    """A clock time and the day beside it, with nothing between them, are one expression."""
    out: list[Resolved] = []
    for item in items:
        last = out[-1] if out else None
        if (
            last is not None
            and {last.found.kind, item.found.kind} & {"clock"}
            and last.found.kind != item.found.kind
            and text[last.found.end : item.found.start].strip(" ") == ""
        ):
            clock, other = (last, item) if last.found.kind == "clock" else (item, last)
            if other.type == "DATE" and other.day is not None and clock.day == other.day:
                clock.found = replace(clock.found, start=last.found.start, end=item.found.end)
                out[-1] = clock
                continue
        out.append(item)
    return out
