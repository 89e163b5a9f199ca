"""The grammar of time expressions: rules over word classes, each giving what the words mean, unresolved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from .words import Words

UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "weekend": "WE", "week": "W",
    "fortnight": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
CLOCK = frozenset({"second", "minute", "hour"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A time expression before it is resolved: where it stands and what its words say.

    `kind` tells which fields count: `date` (year, month, day, weekday as far as said), `shift` (`amount` of
    `unit` from the anchor, or from the story's time where `story`), `weekday`, `season`, `quarter`, `half`,
    `decade`, `century`, `feast`, `clock`, `part`, `duration`, `set`, `reference` and `iso`.
    `relation` is "last", "next", "this" or "same"; `mod` START, MID, END or a TIMEX3 modifier.
    """

    start: int
    end: int
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    amount: float | None = None
    unit: str = ""
    relation: str = ""
    value: str = ""
    mod: str = ""
    part: str = ""
    story: bool = False
    partner: int = 0
    """Index offset of the other end of a range: 1 for a first end, -1 for a last end."""


@dataclass(frozen=True, slots=True)
class _Match:
    """A match of a rule: positions of words, with helpers to read them."""

    words: Words
    first: int
    last: int
    rule: re.Match[str]

    def codes(self) -> str:
        return self.words.codes[self.first : self.last]

    def index(self, letters: str, nth: int = 0) -> int | None:
        seen = 0
        for i in range(self.first, self.last):
            if self.words.codes[i] in letters:
                if seen == nth:
                    return i
                seen += 1
        return None

    def value(self, letters: str, nth: int = 0) -> str | None:
        i = self.index(letters, nth)
        return None if i is None else self.words.values[i]

    def number(self, letters: str, nth: int = 0) -> int | None:
        value = self.value(letters, nth)
        return None if value is None else int(float(value))

    def lower(self, i: int) -> str:
        return self.words.text[self.words.starts[i] : self.words.ends[i]].lower()

    @property
    def text(self) -> str:
        return self.words.text[self.words.starts[self.first] : self.words.ends[self.last - 1]].lower()

    def found(
        self, kind: str, *, first: int | None = None, last: int | None = None, **fields: object
    ) -> Found:
        a = self.first if first is None else first
        b = self.last if last is None else last
        mod = fields.pop("mod", None)
        if mod is None:
            mod = self.words.values[a] if self.words.codes[a] == "e" else ""
        return Found(start=self.words.starts[a], end=self.words.ends[b - 1], kind=kind, mod=mod, **fields)  # type: ignore[arg-type]


Maker = Callable[[_Match], "Found | list[Found] | None"]
RULES: list[tuple[re.Pattern[str], Maker]] = []
_PATTERNS: list[str] = []
_MAKERS: list[Maker] = []


def rule(*patterns: str) -> Callable[[Maker], Maker]:
    """Add a maker for word classes; `~` stands for an optional modifier such as "early" or "the end of"."""

    def wrap(maker: Maker) -> Maker:
        for pattern in patterns:
            _PATTERNS.append(pattern.replace("~", "(?:t?e-?|t?bj|r)?"))
            _MAKERS.append(maker)
        return maker

    return wrap


def _mod(m: _Match) -> str:
    return m.value("eb") or ""


@rule("0")
def _iso(m: _Match) -> Found:
    return m.found("iso", value=m.words.values[m.first].replace(" ", ""))


@rule("1")
def _slashed(m: _Match) -> Found | None:
    a, b, year = (int(n) for n in m.words.values[m.first].split("/"))
    if year < 100:
        year += 1900 if year > 40 else 2000
    if a > 12:
        a, b = b, a
    return (
        m.found("date", year=year, month=a, day=b) if 1 <= a <= 12 and 1 <= b <= 31 and year > 1000 else None
    )


def _pair(m: _Match, first: Found, last: Found) -> list[Found]:
    return [replace(first, partner=1), replace(last, partner=-1)]


@rule("[Mm][do][-&][do](?:,?y)?(?![-.]?[uUQ])", "[do][-&][do]j?t?[Mm](?:,?y)?")
def _days_of_month(m: _Match) -> list[Found] | None:
    """ "May 3-5, 2012", "3 to 5 May"."""
    month, year = m.number("Mm"), m.number("y")
    a, b = m.number("do"), m.number("do", 1)
    if a is None or b is None or a >= b:
        return None
    middle = m.index("-&")
    assert middle is not None
    left = m.found("date", last=middle, year=year, month=month, day=a)
    right = m.found("date", first=middle + 1, year=year, month=month, day=b)
    return _pair(m, left, right)


@rule("[Mm][do][-&][Mm][do](?:,?y)?", "[do]j?[Mm][-&][do]j?[Mm](?:,?y)?")
def _days_of_months(m: _Match) -> list[Found]:
    """ "from 28 April to 3 May 2012"."""
    middle, year = m.index("-&"), m.number("y")
    assert middle is not None
    first, last = m.number("Mm"), m.number("Mm", 1)
    before = year - 1 if year and first and last and first > last else year
    left = m.found("date", last=middle, year=before, month=first, day=m.number("do"))
    right = m.found("date", first=middle + 1, year=year, month=last, day=m.number("do", 1))
    return _pair(m, left, right)


@rule("[Ww]?,?~[Mm][do],?y", "[Ww]?,?t?(?:e-?)?[do]j?[Mm],?y")
def _full(m: _Match) -> Found:
    first = m.first
    while m.words.codes[first] == ",":
        first += 1
    return m.found(
        "date",
        first=first,
        year=m.number("y"),
        month=m.number("Mm"),
        day=m.number("do"),
        weekday=m.number("Ww"),
    )


@rule("[Ww],?[Mm][do](?![-.]?[uUQ])", "[Ww],?t?[do]j?[Mm]", "[Mm][do](?!,?[uUQ%])", "t?[do]j?[Mm]")
def _month_day(m: _Match) -> Found | None:
    i = m.index("do")
    assert i is not None
    if m.words.codes[m.first] in "Mm" and m.words.text[m.words.ends[i] : m.words.ends[i] + 1] == "%":
        return None
    return m.found("date", month=m.number("Mm"), day=m.number("do"), weekday=m.number("Ww"))


@rule("[Ww],?t?o(?![.uUQ])", "(?<=i)to(?![.uUQ])")
def _day_of_month(m: _Match) -> Found | None:
    """ "Wednesday the 19th"."""
    if m.words.codes[m.last : m.last + 1] not in ("", ",", "|", "i", "&"):
        return None
    return m.found("date", day=m.number("o"), weekday=m.number("Ww"))


@rule("[Mm][-&][Mm],?j?y")
def _months(m: _Match) -> list[Found]:
    """ "between March and June 2012"."""
    year, a, b = m.number("y"), m.number("Mm"), m.number("Mm", 1)
    before = year - 1 if year and a and b and a > b else year
    left = m.found("date", last=m.first + 1, year=before, month=a)
    right = m.found("date", first=m.first + 2, year=year, month=b)
    return _pair(m, left, right)


@rule("~[Mm],?j?y")
def _month_year(m: _Match) -> Found | None:
    if m.words.codes[m.first] == "m" and m.lower(m.first) == "may" and "," in m.codes():
        return None
    return m.found("date", year=m.number("y"), month=m.number("Mm"), mod=_mod(m))


@rule("~[Mm]j?[LXTE]u", "~[LXT](?:L|X)?[Mm]", "~[Mm]tu[Gfr]?")
def _month_relative(m: _Match) -> Found | None:
    if "u" in m.codes() and m.value("u") != "year":
        return None
    i = m.index("LXTE")
    relation = m.words.values[i] if i is not None else "last"
    return m.found(
        "date", month=m.number("Mm"), relation=relation + ("-year" if "u" in m.codes() else ""), mod=_mod(m)
    )


@rule("(?:t?e-?|t?bj)[Mm](?!y)", "M(?![-]?M)", "(?<=[i&fjv])m(?![.])", "(?<=[i&fj])m", "M")
def _month(m: _Match) -> Found | None:
    i = m.index("Mm")
    assert i is not None
    if m.words.codes[i] == "m":
        before = m.lower(m.first - 1) if m.first else ""
        if before in ("and", "or", "to", "as") and m.words.codes[m.first - 2 : m.first - 1] not in (
            "M",
            "m",
            "d",
        ):
            return None
        after = m.words.text[m.words.ends[i] : m.words.ends[i] + 2]
        if (
            m.codes() == "m"
            and len(after) > 1
            and after[0] == " "
            and after[1].isupper()
            and m.lower(i) != "march"
        ):
            return None
    return m.found("date", month=m.number("Mm"), mod=_mod(m))


@rule("y[-/](?:y|d|n)(?!\\w)", "y(?:&)y")
def _years(m: _Match) -> list[Found] | None:
    """ "1991-95", "2003 to 2005"."""
    a, b = int(m.words.values[m.first]), int(m.words.values[m.last - 1])
    if b < 100:
        b += a // 100 * 100
    if not 1400 <= a < b <= 2150 or (
        m.lower(m.first + 1) in ("and", "or") and m.lower(m.first - 1) != "between"
    ):
        return None
    left = m.found("date", last=m.first + 1, year=a)
    right = m.found("date", first=m.last - 1, year=b)
    return _pair(m, left, right)


@rule("~t?c?D")
def _decade(m: _Match) -> Found | None:
    i = m.index("D")
    assert i is not None
    digits = m.words.values[i]
    if m.words.text[m.words.starts[i] - 1 : m.words.starts[i]] in ("$", "£", "€", "-"):
        return None
    if len(digits) == 2:
        before = m.words.codes[m.first - 1 : m.first]
        owner = m.first - 2 if m.lower(m.first - 1) in ("early", "mid", "late") else m.first - 1
        if owner >= 0 and m.lower(owner) in ("his", "her", "their", "my"):
            return None  # "in their seventies", "in her early twenties": an age
        if m.lower(i)[0].isdigit() and before == ".":
            return None
        digits = ("20" if int(digits) < 20 else "19") + digits
    elif int(digits) % 100 == 0 and int(digits) < 1900:
        return m.found("century", amount=int(digits) // 100 + 1, mod=_mod(m))
    return m.found("decade", value=digits[:3], mod=_mod(m))


@rule("~[oO]-?u")
def _century(m: _Match) -> Found | None:
    if m.value("u") != "century":
        return None
    return m.found("century", amount=m.number("oO"), mod=_mod(m))


@rule("~S,?j?y", "~S(?:,?j?[LXT]u)", "~[LXT]S", "~t?Sjy", "(?:t?e-?|t?bj)t?S", "(?<=i)t?S", "tS(?=[.,|])")
def _season(m: _Match) -> Found | None:
    i = m.index("S")
    assert i is not None
    codes = m.codes()
    name = m.lower(i)
    if codes in ("S", "tS") and name in ("fall", "spring"):
        if m.words.codes[m.first - 1 : m.first] != "i" or m.lower(m.first - 1) not in ("in", "during", "by"):
            return None
        if m.words.codes[i + 1 : i + 2] in ("j", "i", "s") or m.words.values[i + 1 : i + 2] == ["in"]:
            return None
    relation = m.value("LXT") or ""
    if relation and "u" in codes:
        relation += "-year"
    first = m.first + 1 if codes.startswith("t") and codes != "tS" else m.first
    return m.found(
        "season", value=m.words.values[i], year=m.number("y"), relation=relation, mod=_mod(m), first=first
    )


@rule(
    "(?:[LXTt]u?s?)?c?[OoL]-?Q(?:j?c?,?y)",
    "(?:[LXTt]u?s?)?c?[Oo]-?Q(?:j?c?,?y|j?[LXTEt]c?u)?",
    "(?:[LXTt]us)[Oo]-?Q",
)
def _quarter(m: _Match) -> Found | None:
    number = m.number("Oo") if m.index("Oo") is not None else 4
    if number is None or not 1 <= number <= 4:
        return None
    relation = m.value("LXTE", 0) or ""
    return m.found("quarter", amount=number, year=m.number("y"), relation=relation, value=m.value("c") or "")


@rule("t?[OL]Bj?(?:c?y|[LXTt]u|D)", "t?OBj?t?[Mm]")
def _half(m: _Match) -> Found | None:
    order = m.number("O") if m.value("O") else 2
    if order not in (1, 2):
        return None
    if m.index("Mm") is not None:
        return m.found("date", month=m.number("Mm"), mod="START" if order == 1 else "END")
    if m.index("D") is not None:
        return m.found("decade", value=(m.value("D") or "")[:3], mod="START" if order == 1 else "END")
    if m.index("u") is not None and m.value("u") != "year":
        return None
    i = m.index("LXT", 1 if m.codes().lstrip("t").startswith("L") else 0)
    return m.found("half", amount=order, year=m.number("y"), relation=m.words.values[i] if i else "")


@rule("~c[-]?u?y(?:[-/](?:y|d|n))?")
def _special_year(m: _Match) -> Found | list[Found] | None:
    """ "fiscal 2011", "the 2011-12 academic year" is read by the next rule."""
    kind = m.value("c")
    assert kind is not None
    return m.found("year-kind", year=m.number("y"), value=kind)


@rule("t?y(?:[-/](?:y|d|n))?cu", "[tLXT]+cu")
def _kind_year(m: _Match) -> Found | None:
    if m.value("u") != "year":
        return None
    return m.found(
        "year-kind", year=m.number("y"), value=m.value("c") or "", relation=m.value("LXT") or "this"
    )


def _clock(m: _Match) -> str:
    """ISO time of the clock words of a match, such as T08:30Z."""
    i = m.index("Hdqn")
    assert i is not None
    value = m.words.values[i]
    half = m.value("h")
    if value.endswith(("am", "pm")):
        half, value = ("12" if value.endswith("pm") else "0"), value[:-2]
    value = value.replace(".", ":").replace(",", ":")
    if m.words.codes[i] in "dqn" and len(value) <= 2:
        value += ":00"
    elif len(value) in (3, 4) and value.isdigit():
        value = f"{value[:-2]}:{value[-2:]}"
    hour, _, rest = value.partition(":")
    if not (hour.isdigit() and (rest[:2].isdigit() or not rest)):
        return ""
    number = int(hour)
    if half is not None and number <= 12:
        number = number % 12 + int(half)
    elif number < 12 and m.value("p") in ("TAF", "TEV", "TNI"):
        number += 12
    return f"T{number:02d}:{rest}{m.value('Z') or ''}" if number <= 24 else ""


@rule(
    "(?:g|e)?[Hd]h(?:,?\\(?\\.?Z(?:\\.?d)?\\)?)?(?:ip|K|[LT]p|itp)?",
    "g?H(?:\\(?Z\\)?)?(?:K|itp)?",
    "g?[dqn]k(?:itp)?(?:\\(?Z\\)?)?",
    "[ny]Z",
    "N",
)
def _time(m: _Match) -> Found | None:
    codes = m.codes()
    if codes == "N":
        return m.found("clock", value=m.words.values[m.first], part="N")
    if codes in ("H", "gH"):
        i = m.index("H")
        assert i is not None
        value = m.words.values[i]
        if not value.endswith("m") and m.lower(m.first - 1) not in (
            "at",
            "by",
            "until",
            "till",
            "from",
            "to",
            "and",
            "since",
            "before",
            "after",
            "around",
            "about",
            "(",
            ",",
            "-",
            "–",
            "from",
            "between",
        ):
            return None
    if codes == "yZ" and int(m.words.values[m.first]) >= 2400:
        return None
    if codes == "nZ" and len(m.words.values[m.first]) != 4 and len(m.text.split()[0]) != 4:
        return None
    value = _clock(m) if m.index("Hdqn") is not None else ""
    if codes in ("nZ", "yZ"):
        raw = m.text.split()[0][:4]
        value = f"T{raw[:2]}:{raw[2:]}{m.value('Z') or ''}"
    if not value or int(value[1:3]) > 24:
        return None
    if m.index("K") is not None:
        return m.found("clock", value=value, amount=m.number("K"), unit="day")
    return m.found("clock", value=value, mod=m.value("g") or "")


@rule("~W(?:t?p|i?tp)", "~Wu", "~W(?!,?[LXT]u|[-&]W|j[LXT]|s?R|ip)")
def _bare_weekday(m: _Match) -> Found | None:
    """ "Friday", "Friday morning", "Thursday night"."""
    if m.index("u") is not None and m.value("u") != "night":
        return None
    return m.found("weekday", weekday=m.number("W"), part=m.value("p") or _night(m), mod=_mod(m))


def _night(m: _Match) -> str:
    return "TNI" if m.value("u") == "night" else ""


@rule("~[LXTE]?[LX]?W[pu]?(?:[GfrL]u)?", "Wp?,?j?[LXT]u", "Wip", "[LXTE]t?W")
def _weekday(m: _Match) -> Found | None:
    i = m.index("W")
    assert i is not None
    unit = m.value("u")
    if unit and unit not in ("night", "week"):
        return m.found(
            "weekday",
            weekday=m.number("W"),
            relation=m.value("LXTE") or "",
            part=m.value("p") or "",
            last=i + 1,
        )
    relation = m.value("LXTE") or ""
    if unit == "week" and relation:
        relation += "-week"
    elif unit == "week":
        return m.found("weekday", weekday=m.number("W"), last=i + 1)
    return m.found(
        "weekday", weekday=m.number("W"), relation=relation, part=m.value("p") or _night(m), mod=_mod(m)
    )


@rule("W[-&]W")
def _weekdays(m: _Match) -> list[Found] | None:
    if m.lower(m.first + 1) in ("and", "or") and m.lower(m.first - 1) != "between":
        return None
    left = m.found("weekday", last=m.first + 1, weekday=int(m.words.values[m.first]))
    right = m.found("weekday", first=m.first + 2, weekday=int(m.words.values[m.first + 2]))
    return _pair(m, left, right)


@rule("tufK")
def _day_beside(m: _Match) -> Found | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    side, day = m.number("f"), m.number("K")
    if m.value("u") != "day" or side != day or not day:
        return None
    return m.found("shift", amount=2.0 * day, unit="day")


@rule("(?:[er]-?)?K(?:[pu]|ip)?", "[er]-?tu(?=K)")
def _today(m: _Match) -> Found | None:
    i = m.index("K")
    if i is None:
        return None
    part = m.value("p") or _night(m)
    last = m.last
    if m.value("u") not in (None, "night"):
        last, part = i + 1, ""
    if m.lower(i) == "tonight":
        part = "TNI"
    return m.found("shift", amount=float(m.words.values[i]), unit="day", part=part, last=last)


@rule("~[LTXE]p", "~[LT]u(?![GrfQ])", "TU")
def _this_part(m: _Match) -> Found | None:
    """ "this morning", "last night", "last week"."""
    i = m.index("LTXE")
    assert i is not None
    relation = m.words.values[i]
    part = m.value("p")
    if part:
        return m.found(
            "shift",
            amount={"last": -1, "past": -1, "next": 1, "following": 1}.get(relation, 0),
            unit="day",
            part=part,
            story=relation in ("same", "following"),
        )
    unit = m.value("uU") or ""
    if m.words.codes[i + 1] == "U":
        if relation == "these" or unit in CLOCK:
            return m.found("reference", value="PRESENT_REF")
        return None
    if unit == "night":
        return m.found("shift", amount=-1 if relation == "last" else 0, unit="day", part="TNI")
    return _relative(m, relation, unit)


def _relative(m: _Match, relation: str, unit: str) -> Found | None:
    if unit in CLOCK:
        return m.found("reference", value="PRESENT_REF") if relation in ("this", "current") else None
    if relation == "past":
        return m.found("duration", amount=1, unit=unit, relation="past")
    if relation in ("last", "next", "this", "following", "previous", "same"):
        amount = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(relation, 0)
        definite = "t" in m.codes() or "A" in m.codes()
        story = relation in ("following", "previous", "same") or (definite and relation == "next")
        return m.found("shift", amount=amount, unit=unit, story=story, mod=_mod(m), relation=relation)
    return None


@rule("(?:t?bj|t?e-?)?t?[LXlTE]c?[uQ](?!-)", "t?[LXlE](?:tc?)?[uQ](?!-)")
def _relative_unit(m: _Match) -> Found | None:
    relation = m.value("LXlTE") or ""
    unit = m.value("uQ") or ""
    if m.value("c"):
        return m.found("year-kind", relation=relation, value=m.value("c") or "") if unit == "year" else None
    if unit == "night":
        return m.found(
            "shift",
            amount={"last": -1, "previous": -1}.get(relation, 0),
            unit="day",
            part="TNI",
            story=relation != "last",
        )
    return _relative(m, relation, unit)


@rule("AO?[uQ](?!-)", "tE[uQ]", "[er]-?At?u")
def _that_day(m: _Match) -> Found | None:
    """ "that day", "the same day"."""
    unit = m.value("uQ") or ""
    if unit in CLOCK or m.index("O") is not None:
        return None
    return m.found(
        "shift",
        amount=0,
        unit="day" if unit == "night" else unit,
        story=True,
        relation="same",
        part=_night(m),
    )


@rule("A?p(?<=Ap)", "tEp", "(?<=i)tp(?=[,.|&i]|$)")
def _that_part(m: _Match) -> Found | None:
    if m.codes() == "tp" and m.lower(m.first - 1) not in ("in", "during", "on"):
        return None
    return m.found("shift", amount=0, unit="day", part=m.value("p") or "", story=True)


_N = r"(?:[dnqy](?:-?q)?(?:-?&-?a-?B)?|aq?|av(?:j)?|vj?|Ba?|av)"


def _amount(m: _Match, stop: int) -> float | None:
    """The number said before the unit at `stop`; None for a vague one."""
    total: float | None = None
    vague = False
    for i in range(m.first, stop):
        code, value = m.words.codes[i], m.words.values[i]
        if code in "dnyqo":
            number = float(value)
            if total is not None and code == "q" and number >= 100:
                total *= number
            elif total is not None and number < 10 and total >= 20:
                total += number
            else:
                total = number
        elif code == "a" and total is None:
            total = 1.0
        elif code == "B":
            after_and = i and m.words.codes[i - 1] == "a" and i - 1 > m.first
            total = (total or 0) + 0.5 if after_and and total and m.words.codes[m.first] != "a" else 0.5
        elif code == "v":
            vague = True
            if total == 1.0:
                total = None
    if vague and (total is None or total == 1.0):
        return None
    return total


@rule(rf"g?{_N}-?(?:I)?[uUQ](?:G|rK|r|frt?|f(?=[,|.])|f$|f)", rf"g?{_N}-?[uUQ](?:[ij]K|iL[uW]|rthen)?G")
def _ago(m: _Match) -> Found | None:
    """ "three weeks ago", "two days later", "a year earlier"."""
    i = m.index("uUQ")
    assert i is not None
    amount = _amount(m, i)
    unit = m.words.values[i]
    sign = m.words.codes[m.last - 1]
    last = m.last
    if sign == "G":
        direction, story = -1, False
    elif sign == "r":
        direction, story = int(m.words.values[m.last - 1]), True
        if m.lower(m.last - 1) not in ("earlier", "later", "previously", "afterwards", "afterward"):
            return None
    else:
        word = m.lower(m.last - 1)
        direction, story = (-1 if word == "before" else 1), True
        if word == "since":
            return None
        if (
            m.words.codes[m.last : m.last + 1] not in ("", "|", ",")
            and m.words.codes[m.last : m.last + 2] != ".|"
        ):
            return m.found("duration", amount=amount, unit=unit, last=i + 1, relation="since-event")
    if amount is None:
        return (
            m.found("reference", value="PAST_REF" if direction < 0 else "FUTURE_REF")
            if not story
            else m.found(
                "shift", amount=None, unit=unit, story=True, relation="later" if direction > 0 else "earlier"
            )
        )
    return m.found("shift", amount=amount * direction, unit=unit, story=story, relation="ago", last=last)


@rule(
    "(?:t|T)?[LXl]g?(?:[dnqv](?:-?q)?)(?:I)?[UQu]",
    "(?:t|T)?O(?:[dnq])[U]",
    "[dnqv][LX][U]",
    "(?:t|T)?[LX]aq?U",
)
def _last_n(m: _Match) -> Found | None:
    """ "the past five years", "the next six months"."""
    i = m.index("UQu", 0)
    assert i is not None
    if m.index("O") is not None and m.words.codes[m.first] not in "tT":
        return None
    amount = _amount(m, i)
    relation = m.value("LXl") or ""
    unit = m.words.values[i]
    return m.found(
        "duration",
        amount=amount,
        unit=unit,
        relation={"last": "past", "next": "next"}.get(relation, relation),
    )


@rule("t?[LX](?:I)?U", "tXU")
def _coming(m: _Match) -> Found | None:
    relation = m.value("LX")
    return m.found("reference", value="FUTURE_REF" if relation in ("next", "following") else "PAST_REF")


@rule("(?:i\\.)?tL(?=[.|,&])", "tL$")
def _past(m: _Match) -> Found | None:
    if m.lower(m.last - 1) != "past" or m.words.text[m.words.ends[m.last - 1] :][:1] == "-":
        return None
    i = m.index("t")
    return m.found("reference", value="PAST_REF", first=i)


@rule(rf"V(?:{_N}|O)?-?[uUQWpS]", "2?(?:a|V)u(?<=[aV]u)(?<=2.u)", "[dqv].au(?!-)", "R", "Wp?s?R")
def _set(m: _Match) -> Found | None:
    codes = m.codes()
    if codes.endswith("R"):
        return m.found("set", value=f"XXXX-WXX-{int(m.words.values[m.last - 1]) + 1}")
    if codes[0] == "V":
        i = m.last - 1
        if m.lower(m.first) == "per" and m.words.codes[i] not in "uQ":
            return None
        kind, value = m.words.codes[i], m.words.values[i]
        if kind == "W":
            return m.found("set", value=f"XXXX-WXX-{int(value) + 1}")
        if kind == "p":
            return m.found("set", value=f"XXXX-XX-XX{value}")
        if kind == "S":
            return m.found("set", value=f"XXXX-{value}")
        amount = 2.0 if m.lower(m.first + 1) == "other" else _amount(m, i) or 1.0
        if m.index("O") is not None:
            amount = float(m.value("O") or 1)
        return m.found("set", amount=amount, unit=value)
    if codes[0] == "2":
        return m.found("set", amount=1, unit=m.words.values[m.last - 1])
    if m.lower(m.first + 1) != "times":
        return None
    return m.found("set", amount=1, unit=m.words.values[m.last - 1])


@rule("au(?![-.]?[Grf])")
def _rate(m: _Match) -> Found | None:
    """ "$6 million a year", "200 flights a day"; otherwise a duration."""
    unit = m.words.values[m.last - 1]
    if m.lower(m.first) == "a" and unit in ("day", "week", "month", "year"):
        near = m.words.codes[max(0, m.first - 4) : m.first]
        if re.search(r"[dnqy]|\.$", near) and re.search(r"[dnqyv]", near) and "i" not in near[-1:]:
            return m.found("set", amount=1, unit=unit)
    before = m.lower(m.first - 1) if m.first else ""
    after = m.words.codes[m.last : m.last + 1]
    if unit in ("decade", "century") or (after == "j" and unit in ("day", "week", "month", "year")):
        return m.found("duration", amount=1, unit=unit)
    if before in (
        "for",
        "in",
        "within",
        "than",
        "about",
        "almost",
        "over",
        "nearly",
        "of",
        "over",
        "under",
        "lasted",
        "after",
    ):
        return m.found("duration", amount=1, unit=unit)
    return None


@rule("F")
def _often(m: _Match) -> Found | None:
    return m.found("set", value=m.words.values[m.first])


@rule(
    rf"(?:g|t)?(?:g|v)?{_N}(?:I)?-?[UQ]",
    r"g?[dnqv](?:-?q)?-[uUQ](?:-\.)?",
    r"g?(?:a?[dnqB](?:-?q)?|Ba)(?:I)?[uQ](?!-)",
    "gaQ?u",
    "aI[uQ]",
    "TLq[U]",
    "tI[uQ]",
)
def _duration(m: _Match) -> Found | None:
    i = m.index("uUQ")
    assert i is not None
    unit = m.words.values[i]
    if m.words.text[m.words.starts[m.first] - 1 : m.words.starts[m.first]] in ("$", "£", "€"):
        return None
    following = m.words.codes[i + 1 : i + 3]
    word = m.lower(i + 1) if i + 1 < len(m.words.codes) else ""
    if following.startswith("-") and i + 2 < len(m.words.codes) and m.lower(i + 2) in ("old", "olds"):
        return None
    if word == "old" or (word == "of" and i + 2 < len(m.words.codes) and m.lower(i + 2) == "age"):
        return None
    amount = _amount(m, i)
    if m.words.codes[m.first] == "y" and m.words.codes[i] == "u":
        return None
    if unit == "second" and m.words.codes[i] == "u":
        return None
    if amount is not None and amount > 5000 and unit != "year":
        return None
    return m.found("duration", amount=amount, unit=unit, last=i + 1)


@rule("(?<=[^.\\w])?U(?![-])", "U-\\.")
def _bare_units(m: _Match) -> Found | None:
    """ "for years", "minutes later", "within hours"."""
    before = m.lower(m.first - 1) if m.first else ""
    unit = m.words.values[m.first]
    after = m.lower(m.last) if m.last < len(m.words.codes) else ""
    if m.codes().startswith("U-") and m.lower(m.last - 1) not in ("long",):
        return None
    if unit not in ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century"):
        return None
    if after in ("ago",):
        return m.found("reference", value="PAST_REF", last=m.last + 1)
    if before in ("for", "in", "within", "of", "over", "after", "take", "took", "takes", "lasted", "spent", "just", "only", "mere") or after in (
        "later", "earlier", "after", "before") or m.codes().startswith("U-"):  # fmt: skip
        return m.found("duration", amount=None, unit=unit)
    return None


@rule("(?:t?bj|t?e|ei)?tu(?=[|,.&i(fP])", "(?:t?bj|t?e|ei)?tu$", "tul")
def _the_day(m: _Match) -> Found | None:
    """ "the day", "the weekend", "the end of the week": the one that the report is about."""
    unit = m.value("u") or ""
    before = m.lower(m.first - 1) if m.first else ""
    after = m.lower(m.last) if m.last < len(m.words.codes) else ""
    if after in (
        "that",
        "when",
        "he",
        "she",
        "they",
        "it",
        "before",
        "after",
        "his",
        "her",
        "their",
        "ahead",
        "we",
        "you",
        "i",
    ):
        return None
    if m.index("l") is not None:
        return m.found("shift", amount=-1, unit=unit, story=True, relation="previous")
    if unit == "weekend" and before in ("over", "during", "for", "this", "on", "at"):
        return m.found("shift", amount=0, unit="weekend", relation="nearest")
    if unit == "day" and (
        before
        in (
            "on",
            "for",
            "in",
            "during",
            "of",
            "end",
            "ended",
            "ending",
            "ends",
            "finish",
            "finished",
            "finishing",
            "closed",
            "began",
            "started",
            "open",
            "opened",
        )
        or m.index("eb") is not None
    ):
        if after in ("of", "to", "like", "off"):
            return None
        return m.found("shift", amount=0, unit="day", story=True, relation="same", mod=_mod(m))
    if unit in ("week", "month", "year") and m.index("eb") is not None and after != "of":
        return m.found("shift", amount=0, unit=unit, relation="this", mod=_mod(m))
    return None


@rule("J(?!-)", "PU?", "T(?=[.])")
def _now(m: _Match) -> Found | None:
    if m.codes() == "T":
        return m.found("reference", value="PRESENT_REF") if m.text == "current" else None
    return m.found("reference", value=m.words.values[m.first])


@rule("~Y(?:,?j?y|j?[LXT]u|p)?", "~[LXTE]Y")
def _feast(m: _Match) -> Found | None:
    after = m.words.text[m.words.ends[m.last - 1] : m.words.ends[m.last - 1] + 2]
    if (
        m.words.codes[m.last - 1] == "Y"
        and after[:1] == " "
        and after[1:].isupper()
        and m.words.codes[m.last : m.last + 1] == "."
    ):
        return None  # a name: "Hajj Khodr", "Christmas Island"
    relation = m.value("LXTE") or ""
    if relation and "u" in m.codes():
        relation += "-year"
    return m.found("feast", value=m.value("Y"), year=m.number("y"), relation=relation, mod=_mod(m))


@rule("~y")
def _year(m: _Match) -> Found | None:
    i = m.last - 1
    year = int(m.words.values[i])
    text, a, b = m.words.text, m.words.starts[i], m.words.ends[i]
    if not 1600 <= year <= 2100:
        return None
    if text[a : a + 1] in ("'", "’") and m.words.codes[m.first - 1 : m.first] not in (
        "i",
        "j",
        "f",
        "&",
        "t",
    ):
        return None
    if text[a - 1 : a] in ("$", "£", "€", "#", "-", "–", "/", ".", "+") or (
        text[b : b + 1] in ("%", "/", "°", "-") and text[b + 1 : b + 2].isdigit()
    ):
        return None
    before = m.words.codes[m.first - 1 : m.first]
    word = m.lower(m.first - 1) if m.first else ""
    after = m.words.codes[i + 1 : i + 2]
    next_word = m.lower(i + 1) if i + 1 < len(m.words.codes) else ""
    if after in ("U", "Q") or next_word in (
        "people",
        "percent",
        "points",
        "troops",
        "dollars",
        "euros",
        "pounds",
        "men",
        "women",
        "feet",
        "metres",
        "meters",
        "miles",
        "km",
        "kilometers",
        "kilometres",
    ):
        return None
    if before in ("g", "n", "q", "d", "v") or word in (
        "number",
        "no",
        "than",
        "article",
        "flight",
        "room",
        "page",
    ):
        return None
    if (
        after == "."
        and next_word.isalpha()
        and next_word.endswith("s")
        and not next_word.endswith("ss")
        and text[b : b + 1] == " "
    ):
        if before not in ("i", "j", "t", "&", "f", "e", "|", ",", "(", "s") or (
            before == "&" and word in ("and", "or", "to")
        ):
            return None
        if word in ("of", "at", "for", "from", "between", ","):
            return None
    if not 1800 <= year <= 2060 and before not in ("i", "f", "("):
        return None
    return m.found("date", year=year, mod=_mod(m))


_BIG = re.compile("|".join(f"(?P<r{i}>{pattern})" for i, pattern in enumerate(_PATTERNS)))
_STRONG = "MmWwyDKSYRFJ01HNPhkGUQup"
_BEGIN = re.compile(
    rf"[{_STRONG}](?<![hkGp])|[tAacgevbTLXElr](?=[^.|]{{0,6}}[{_STRONG}])|[dqnoO2VvB](?=[^|]{{0,5}}[{_STRONG}Z])|T(?=\.)"
)
"""Where an expression may begin: a word that carries time, or one that leads up to such a word."""


def find(words: Words) -> Iterator[Found]:
    """Every time expression of a text in order, none overlapping another.

    >>> from .words import read
    >>> [(f.kind, f.year, f.month, f.day) for f in find(read("On May 3, 2013, and in June."))]
    [('date', 2013, 5, 3), ('date', None, 6, None)]
    """
    codes = words.codes
    position, size = 0, len(codes)
    while position < size:
        opener = _BEGIN.search(codes, position)
        if opener is None:
            return
        position = opener.start()
        made, after = _at(words, position)
        if made is None:
            position += 1
            continue
        yield from made
        position = max(after, position + 1)


@cache
def _alone(number: int) -> re.Pattern[str]:
    """One pattern by itself, for what is left when a rule before it did not want its match; most texts need none."""
    return re.compile(_PATTERNS[number])


def _at(words: Words, position: int) -> tuple[list[Found] | None, int]:
    match = _BIG.match(words.codes, position)
    if match is None:
        return None, position
    number = int((match.lastgroup or "r0")[1:])
    while True:
        if match is not None and match.end() > match.start():
            made = _MAKERS[number](_Match(words, match.start(), match.end(), match))
            if made is not None:
                found = made if isinstance(made, list) else [made]
                end = found[-1].end
                after = match.end()
                while after > position + 1 and words.starts[after - 1] >= end:
                    after -= 1
                return found, after
        for following in range(number + 1, len(_PATTERNS)):
            match = _alone(following).match(words.codes, position)
            if match is not None:
                number = following
                break
        else:
            return None, position
