"""Values of a record in plain words: dates, kinds of voices, stances, classes, counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ..record import Granularity, HowSure, Polarity, Role, Stance, Status, VoiceKind, When, Where

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

KINDS = {
    VoiceKind.OUTLET: "outlet",
    VoiceKind.PERSON: "named person",
    VoiceKind.ORGANIZATION: "organisation",
    VoiceKind.UNNAMED_OFFICIAL: "unnamed officials",
    VoiceKind.ANONYMOUS: "anonymous",
    VoiceKind.DOCUMENT: "document",
    VoiceKind.UNATTRIBUTED: "nobody named",
}

GROUPS = {
    VoiceKind.OUTLET: "outlet",
    VoiceKind.PERSON: "person",
    VoiceKind.ORGANIZATION: "organization",
    VoiceKind.UNNAMED_OFFICIAL: "unnamed",
    VoiceKind.ANONYMOUS: "unnamed",
    VoiceKind.DOCUMENT: "document",
    VoiceKind.UNATTRIBUTED: "nobody",
}
"""Voices of one group are counted together in the line on top and share a filter."""

LETTERS = {
    Stance.ASSERTED: "A",
    Stance.SUSPECTED: "S",
    Stance.DOUBTED: "D",
    Stance.DENIED: "X",
    Stance.ASKED: "Q",
    Stance.PLANNED: "P",
    Stance.CONDITIONAL: "C",
    Stance.PRESUPPOSED: "T",
}
"""One letter for each stance, for print and for readers who do not see the line styles."""

MEANINGS = {
    Stance.ASSERTED: "put forward as a fact",
    Stance.SUSPECTED: "held likely or possible",
    Stance.DOUBTED: "held unlikely or unproven",
    Stance.DENIED: "somebody says it is not so",
    Stance.ASKED: "a question",
    Stance.PLANNED: "intended, not yet so",
    Stance.CONDITIONAL: "only if something else is so",
    Stance.PRESUPPOSED: "taken for granted by a question or complaint",
}

LINES = {
    Stance.ASSERTED: "solid",
    Stance.SUSPECTED: "dashed",
    Stance.DOUBTED: "dashed",
    Stance.PLANNED: "dashed",
    Stance.ASKED: "dotted",
    Stance.CONDITIONAL: "dotted",
    Stance.PRESUPPOSED: "dotted",
    Stance.DENIED: "struck",
}

ROLES = {
    Role.ACTOR: "actor",
    Role.RECIPIENT: "recipient",
    Role.INSTRUMENT: "by means of",
    Role.GOODS: "goods",
    Role.ROUTE_FROM: "from",
    Role.ROUTE_VIA: "via",
    Role.ROUTE_TO: "to",
    Role.HOST: "host",
}

FLAGS = {
    "headline-conflict": ("Headline differs", "The headline and the text say it differently."),
    "orphan": ("No source given", "Background put as a fact, with no source."),
    "presupposed-by-question": ("Presupposed", "A question takes this for granted."),
    "number-conflict": ("Numbers differ", "The report gives different numbers for the same thing."),
    "unverified": ("Not verified", "The report says that this could not be verified."),
}

STATUSES = {
    Status.NOT_STATED: "not stated",
    Status.NOT_FOUND: "not found",
    Status.TWO_READINGS: "two readings",
}


def flag_label(name: str) -> str:
    """A short label of a flag; an unknown one is its own name.

    >>> flag_label("orphan"), flag_label("date-conflict")
    ('No source given', 'Date conflict')
    """
    return FLAGS[name][0] if name in FLAGS else name.replace("-", " ").capitalize()


def line(how_sure: HowSure) -> str:
    """The line style of a claim: solid, dashed, dotted or struck."""
    return "struck" if how_sure.polarity is Polarity.NEGATED else LINES[how_sure.stance]


def letters(how_sure: HowSure) -> str:
    """The letters of a claim's stance, with N where it is negated; "" for a plain assertion.

    >>> letters(HowSure(stance=Stance.ASKED, polarity=Polarity.NEGATED))
    'QN'
    """
    stance = "" if how_sure.stance is Stance.ASSERTED else LETTERS[how_sure.stance]
    return stance + ("N" if how_sure.polarity is Polarity.NEGATED else "")


def sure(how_sure: HowSure) -> str:
    """How sure, in words.

    >>> sure(HowSure(stance=Stance.SUSPECTED)), sure(HowSure(polarity=Polarity.NEGATED))
    ('suspected', 'asserted, negated')
    """
    return how_sure.stance.value + (", negated" if how_sure.polarity is Polarity.NEGATED else "")


def listed(names: Sequence[str]) -> str:
    """Names as they are listed in a sentence.

    >>> listed(["year", "month", "day"]), listed(["year", "day"]), listed(["year"])
    ('year, month and day', 'year and day', 'year')
    """
    return " and ".join([", ".join(names[:-1]), *names[-1:]] if len(names) > 1 else names)


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: `counted(1, "claim", "claims")` is "1 claim".

    >>> counted(200000, "claim", "claims")
    '200,000 claims'
    """
    return f"{number:,} {one if number == 1 else many}"


def day(date: dt.date, *, weekday: bool = True, year: bool = True) -> str:
    """A day as it is said: "Wed 19 Dec 2007".

    >>> day(dt.date(2007, 12, 19)), day(dt.date(2007, 12, 19), weekday=False, year=False)
    ('Wed 19 Dec 2007', '19 Dec')
    """
    parts = [WEEKDAYS[date.weekday()]] if weekday else []
    parts += [str(date.day), MONTHS[date.month - 1]]
    return " ".join(parts + ([f"{date.year:04}"] if year else []))


def moment(iso: str) -> str:
    """An ISO date, or date with time, as it is said; what is no date is returned as it stands.

    >>> moment("2007-12-22"), moment("2007-12-22T18:05:00"), moment("2007-12"), moment("soon")
    ('Sat 22 Dec 2007', 'Sat 22 Dec 2007, 18:05', 'Dec 2007', 'soon')
    """
    date = as_date(iso)
    if date is None:
        if len(iso) == 7 and iso[4] == "-" and iso[5:].isdigit() and 1 <= int(iso[5:]) <= 12:
            return f"{MONTHS[int(iso[5:]) - 1]} {iso[:4]}"
        return iso
    clock = iso[11:16]
    return day(date) + (f", {clock}" if len(clock) == 5 else "")


def as_date(iso: str | None) -> dt.date | None:
    """The day of an ISO date or time, or None where there is none.

    >>> as_date("2007-12-19T10:00"), as_date("early")
    (datetime.date(2007, 12, 19), None)
    """
    try:
        return dt.date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def interval(start: str | None, end: str | None, granularity: Granularity | None = None) -> str:
    """An interval as it is said; an open end is said to be open.

    >>> interval("2007-08-01", "2007-08-10"), interval("2007-08-01", "2007-08-31", Granularity.MONTH)
    ('1–10 Aug 2007', 'Aug 2007')
    >>> interval("2007-08-01", None), interval(None, "2007-08-01")
    ('from Wed 1 Aug 2007', 'until Wed 1 Aug 2007')
    """
    if start is None or end is None:
        known = start or end
        return "" if known is None else f"{'from' if start else 'until'} {moment(known)}"
    first, last = as_date(start), as_date(end)
    if first is None or last is None:
        return moment(start) if start == end else f"{moment(start)} – {moment(end)}"
    if first == last:
        return _within_a_day(start, end)
    if granularity is Granularity.YEAR and first.year == last.year:
        return f"{first.year:04}"
    if granularity is Granularity.MONTH and (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year:04}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last, weekday=False)}"
    same_year = first.year == last.year
    return f"{day(first, weekday=False, year=not same_year)} – {day(last, weekday=False)}"


def _within_a_day(start: str, end: str) -> str:
    first, last = start[11:16], end[11:16]
    whole = moment(start[:10])
    if first and last and first != last and (first, last) != ("00:00", "23:59"):
        return f"{whole}, {first}–{last}"
    return f"{whole}, {first}" if first and first == last else whole


def when(value: When) -> str:
    """The time of a claim in words, without what is inferred; "" where there is no interval.

    >>> when(When(start="2007-12-19", end="2007-12-19", inferred=("year",), status=Status.FOUND))
    'Wed 19 Dec 2007'
    """
    return interval(value.start, value.end, value.granularity)


def kilometres(km: float) -> str:
    """A radius in round words.

    >>> kilometres(25), kilometres(0.4), kilometres(1234.0)
    ('25 km', '400 m', '1,200 km')
    """
    if km < 1:
        return f"{round(km * 1000, -2):.0f} m"
    return f"{km:.0f} km" if km < 100 else f"{round(km, -2):,.0f} km"


def where(value: Where) -> str:
    """The place of a claim in words; "" where there is none.

    >>> where(Where(name="Gaza", relation="near", status=Status.FOUND))
    'near Gaza'
    """
    if value.name is None:
        return ""
    return f"{value.relation} {value.name}" if value.relation else value.name
