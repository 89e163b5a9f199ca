"""Who held which office when: the built-in table, and loaders for Wikidata results and CAMEO dictionaries."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ..errors import BadKnowledge
from .calendar import DATA, rows

OFFICES = {
    "president": r"president",
    "prime-minister": r"prime[ -]minister|premier|taoiseach|PM",
    "chancellor": r"chancellor",
    "monarch": r"king|queen|emir|amir|sultan|monarch|crown prince",
    "leader": r"supreme leader|leader|ayatollah|colonel|dictator",
    "foreign-minister": r"foreign[ -]minister|minister of foreign affairs|secretary of state|foreign secretary",
    "defence-minister": r"defen[cs]e[ -]minister|minister of defen[cs]e|secretary of defen[cs]e|defen[cs]e (?:secretary|chief)",
    "secretary-general": r"secretary[ -]general|UN chief|U\.N\. chief",
    "pope": r"pope|pontiff",
}
"""The offices of tenures.tsv and the titles by which news names them."""
GOVERNMENT = "government"
"""The office of rows of which only the government is known (CAMEO dictionaries)."""


SOURCES = ("record", "record, dictionary")
"""Where a row of ministers.tsv is from: the public record as generally known, or that and an actor dictionary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """One person in one office: first and last day, both inclusive; `end` None means still in office.

    Dates known to the month or year are widened to its first and last day.
    """

    country: str
    office: str
    name: str
    start: dt.date
    end: dt.date | None
    also: tuple[str, ...] = ()

    @property
    def forms(self) -> frozenset[str]:
        """The keys by which it is looked up: the whole name, and the last name or what the table names besides."""
        whole = key(self.name)
        forms = {whole, *(key(form) for form in self.also)}
        if not self.also:
            words = whole.split()
            forms.add(words[-1])
            if len(words) > 2 and words[-2] in _PARTICLES:
                forms.add(" ".join(words[-2:]))
        return frozenset(
            forms | {" ".join(w for w in form.split() if w not in ("al", "el")) for form in forms}
        )

    def holds(self, day: dt.date) -> bool:
        """Whether the office was held on that day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An office-holder named in a text: the place (half-open), the words, and the tenures that may be meant."""

    start: int
    end: int
    text: str
    office: str
    tenures: tuple[Tenure, ...]

    def holds(self, day: dt.date) -> bool:
        """Whether one of the tenures covers the day."""
        return any(tenure.holds(day) for tenure in self.tenures)

    @property
    def reason(self) -> str:
        """The tenures in words."""
        first = self.tenures[0]
        spells = ", ".join(f"{t.start} to {t.end or 'now'}" for t in self.tenures[:3])
        return f"“{self.text}”: {first.name} was {first.office.replace('-', ' ')} ({first.country}) {spells}"


def key(name: str) -> str:
    """A name for comparison: no accents, no apostrophes, lower case.

    >>> key("Ibrahim Boubacar Keïta"), key("Moshe Ya’alon")
    ('ibrahim boubacar keita', 'moshe yaalon')
    """
    plain = name
    if not name.isascii():
        apart = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        plain = "".join(c for c in apart if not unicodedata.combining(c))
    return _NO_WORD.sub(" ", plain.translate(_APOSTROPHES)).lower().strip()


_PARTICLES = frozenset(("al", "el", "ben", "de", "van", "le", "bin", "ould"))
_NO_WORD = re.compile(r"[^\w]+")
_APOSTROPHES = str.maketrans("", "", "'’‘`")
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"})


class Tenures:
    """Tenures with look-up by name: whole names, and last names (or what the table names besides)."""

    def __init__(self, tenures: Iterable[Tenure]) -> None:
        self.tenures = tuple(tenures)

    @cached_property
    def by_name(self) -> dict[str, list[Tenure]]:
        """Tenures by the key of the whole name and of the last name."""
        out: dict[str, list[Tenure]] = {}
        for tenure in self.tenures:
            for form in tenure.forms:
                out.setdefault(form, []).append(tenure)
        return out

    def bearing(self, form: str) -> Sequence[Tenure]:
        """The tenures one of whose forms is this key."""
        return self.by_name.get(form, ())

    def named(self, name: str, office: str | None = None) -> tuple[Tenure, ...]:
        """The tenures of whoever bears the name, in that office where one is given.

        >>> [str(t.start) for t in builtin().named("Ehud Barak", "defence-minister")]
        ['1999-07-06', '2007-06-18']
        """
        return tuple(t for t in self.bearing(key(name)) if office is None or t.office in (office, GOVERNMENT))

    def find(self, text: str) -> Iterator[Holder]:
        """Office-holders named with their title. A title with "former" or "-elect" says nothing of now.

        >>> [h.text for h in builtin().find("Israeli prime minister Ehud Olmert met former president Bill Clinton.")]
        ['prime minister Ehud Olmert']
        """
        for match in _titles().finditer(text):
            if _PAST_OFFICE.search(text[max(0, match.start() - 14) : match.start()]):
                continue
            office = match.lastgroup or ""
            names = _NAME.match(text, match.end())
            if names is None:
                continue
            words = list(_WORD.finditer(text, names.start(1), names.end(1)))
            yield from self._longest(text, match.start(), office.replace("_", "-"), words)

    def _longest(self, text: str, start: int, office: str, words: list[re.Match[str]]) -> Iterator[Holder]:
        for size in range(len(words), 0, -1):
            end = words[size - 1].end()
            raw = re.sub(r"['’]s?$", "", text[words[0].start() : end])
            found = self.named(raw, office)
            if not found and size > 1:
                continue
            if not found:
                found = self.named(raw.split()[-1], office)
            if found:
                end = words[0].start() + len(raw)
                yield Holder(start=start, end=end, text=text[start:end], office=office, tenures=found)
                return


_WORD = re.compile(r"[^\s,.;:()]+\.?")
_PART = r"(?:(?:al|el|an|as|ash|at|ad|ar)-)?[^\W\d_a-zß-öø-ÿ][\w.'’‘-]*|al|el|bin|ben|de|da|van|von|der|zu|la"
_NAME = re.compile(rf"\s+((?:{_PART})(?:\s(?:{_PART}|le|arap|ould)){{0,4}})")
_PAST_OFFICE = re.compile(
    r"(?:\bformer|\bex|\bex-|\bthen|\blate|\bvice|\bdeputy|\bonetime|\bone-time|\bpast)[\s-]*(?:[A-Z]\w*\s*)?$",
    re.IGNORECASE,
)


@cache
def _titles() -> re.Pattern[str]:
    groups = (f"(?P<{office.replace('-', '_')}>{titles})" for office, titles in OFFICES.items())
    return re.compile(r"(?<![\w-])(?:" + "|".join(groups) + r")(?![\w-])", re.IGNORECASE)


def _day(text: str, *, last: bool) -> dt.date:
    """A day out of a year, year and month, or day; the first or last day where it is coarser."""
    if len(text) == len("2007-12-19"):
        return dt.date.fromisoformat(text)
    numbers = [int(n) for n in text.split("-")]
    if len(numbers) == 3:
        return dt.date(numbers[0], numbers[1], numbers[2])
    if len(numbers) == 2:
        return dt.date(numbers[0], numbers[1], calendar.monthrange(numbers[0], numbers[1])[1] if last else 1)
    return dt.date(numbers[0], 12, 31) if last else dt.date(numbers[0], 1, 1)


def load(path: Path) -> Tenures:
    """A file in the format of tenures.tsv. Raises BadKnowledge with file and line.

    >>> load(DATA / "tenures.tsv").named("Mahmoud Ahmadinejad")[0].country
    'IR'
    """
    return Tenures(from_row(path, number, cells) for number, cells in rows(path, 6))


def from_row(path: Path, number: int, cells: list[str]) -> Tenure:
    """A row of tenures.tsv, or of ministers.tsv, which has its source behind. Raises BadKnowledge."""
    country, office, name, start, end, also, *source = cells
    if office not in OFFICES:
        raise BadKnowledge(f"{path.name}:{number}: '{office}' is no office; use one of {', '.join(OFFICES)}")
    if source and source[0] not in SOURCES:
        raise BadKnowledge(
            f"{path.name}:{number}: '{source[0]}' is no source; use one of {' | '.join(SOURCES)}"
        )
    return _checked(path, number, country, office, name, start, end, also)


def _checked(
    path: Path, number: int, country: str, office: str, name: str, start: str, end: str, also: str = ""
) -> Tenure:
    try:
        first, last = _day(start, last=False), _day(end, last=True) if end else None
    except (ValueError, TypeError, calendar.IllegalMonthError):
        raise BadKnowledge(
            f"{path.name}:{number}: '{start}' to '{end}' are no dates; write 2007, 2007-12 or 2007-12-19"
        ) from None
    if last is not None and last < first:
        raise BadKnowledge(f"{path.name}:{number}: {name} leaves on {end}, before {start}")
    forms = tuple(form for form in also.split("|") if form)
    return Tenure(country=country, office=office, name=name, start=first, end=last, also=forms)


class _Builtin(Tenures):
    """The built-in tables; a row is read, and its faults are found, when somebody of its last name is looked up.

    A report names a few of the two thousand.
    """

    def __init__(self) -> None:
        self._rows = [
            (path, number, cells)
            for path, columns in ((DATA / "tenures.tsv", 6), (DATA / "ministers.tsv", 7))
            for number, cells in rows(path, columns)
        ]
        self._read: dict[str, dict[str, list[Tenure]]] = {}

    @cached_property
    def tenures(self) -> tuple[Tenure, ...]:  # type: ignore[override]  # here it is read when it is asked for
        """All tenures, in the order of the tables."""
        return tuple(from_row(*row) for row in self._rows)

    @cached_property
    def _by_last_word(self) -> dict[str, list[int]]:
        """The rows by the last word of the name and of each further name."""
        out: dict[str, list[int]] = {}
        for at, (_, _, cells) in enumerate(self._rows):
            for name in (cells[2], *cells[5].split("|")) if cells[5] else (cells[2],):
                last = name[name.rfind(" ") + 1 :]
                last = last.lower() if last.isascii() and last.isalnum() else _last_word(name)
                out.setdefault(last, []).append(at)
        return out

    def bearing(self, form: str) -> Sequence[Tenure]:
        """The tenures one of whose forms is this key."""
        last = _last_word(form)
        if last not in self._read:
            found = sorted(set(self._by_last_word.get(last, ())))
            self._read[last] = Tenures(from_row(*self._rows[at]) for at in found).by_name
        return self._read[last].get(form, ())


def _last_word(name: str) -> str:
    """The last word of a name's key that is no mere article, so that all forms of a name have the same one.

    >>> _last_word("Bashar al-Assad"), _last_word("Keïta")
    ('assad', 'keita')
    """
    words = [word for word in key(name).split() if word not in ("al", "el")]
    return words[-1] if words else ""


@cache
def builtin() -> Tenures:
    """The tables that come with sayso: tenures.tsv and ministers.tsv."""
    return _Builtin()


def prepare() -> None:
    """Read the built-in tables and sort their rows, if that has not been done."""
    _ = builtin().bearing(""), _titles()


_COLUMNS = {
    "name": ("personLabel", "holderLabel", "name", "person", "holder"),
    "office": ("officeLabel", "positionLabel", "office", "position"),
    "country": ("iso", "countryCode", "country_code", "countryLabel", "country"),
    "start": ("start", "startTime", "start_time", "from"),
    "end": ("end", "endTime", "end_time", "to"),
}


def from_wikidata(path: Path) -> Tenures:
    """Results of a query to Wikidata, saved as JSON (plain or verbose) or CSV.

    The columns are person, office, country, start and end, under the names that the query service gives
    them (`personLabel`, `positionLabel`, …). Rows without a start, and offices that are none of OFFICES, are
    left out. Raises BadKnowledge where a column is missing.
    """
    if path.suffix.lower() == ".json":
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(data, dict):
            data = data.get("results", {}).get("bindings", [])
        records = [
            {k: v.get("value", "") if isinstance(v, dict) else v for k, v in record.items()}
            for record in data
        ]
    else:
        with path.open(encoding="utf-8-sig", newline="") as file:
            records = list(csv.DictReader(file))
    seen = {column for record in records for column in record}
    columns = {}
    for wanted, names in _COLUMNS.items():
        found = next((name for name in names if name in seen), None)
        if found is None and wanted != "country":
            raise BadKnowledge(
                f"{path.name}:1: no column for the {wanted}; name one of them {' or '.join(names)}"
            )
        columns[wanted] = found
    out = []
    for number, record in enumerate(records, start=2):
        cell = {wanted: str(record.get(column) or "") if column else "" for wanted, column in columns.items()}
        office = office_of(cell["office"])
        if not office or not cell["start"] or cell["start"].startswith(("_:", "t")):
            continue
        start, end = cell["start"][:10], cell["end"][:10] if cell["end"][:1].isdigit() else ""
        out.append(_checked(path, number, cell["country"], office, cell["name"], start, end))
    return Tenures(out)


def office_of(words: str) -> str | None:
    """The office that a position's name means.

    >>> office_of("Minister of Defence of Israel"), office_of("President of Iran"), office_of("mayor of Accra")
    ('defence-minister', 'president', None)
    """
    if re.match(r"(?:vice|deputy|acting|minister of state)\b", words, re.IGNORECASE):
        return None
    match = _titles().search(words)
    return match.lastgroup.replace("_", "-") if match and match.lastgroup else None


_SPELL = re.compile(
    r"\[(?P<code>[A-Z~]+)\s*(?:(?P<sign>[<>])?(?P<start>\d{6,8})(?:-(?P<end>\d{6,8}))?)?\s*\]"
)


def from_cameo(path: Path) -> Tenures:
    """Dated government roles of an actor dictionary in CAMEO's format (NAME_, +ALIAS_, [ISRGOV 030301-090331]).

    Six-digit dates below 30 are of this century. Roles that are no government's, and undated ones, are left
    out. Raises BadKnowledge where a date is none.
    """
    out: list[Tenure] = []
    names: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        text = line.split("#")[0].strip()
        if not text:
            continue
        if not text.startswith(("[", "+")):
            names = []
        head = text.split("[")[0].strip().lstrip("+").strip("_ ").replace("_", " ").title()
        if head:
            names.append(head)
        for match in _SPELL.finditer(text):
            if "GOV" not in match["code"][3:6] or not match["start"] or match["sign"] == "<":
                continue
            start = _cameo_day(path, number, match["start"])
            end = _cameo_day(path, number, match["end"]) if match["end"] else None
            if end is None or end >= start:
                out.append(
                    Tenure(
                        country=match["code"][:3],
                        office=GOVERNMENT,
                        name=names[0],
                        start=start,
                        end=end,
                        also=tuple(names[1:]),
                    )
                )
    return Tenures(out)


def _cameo_day(path: Path, number: int, digits: str) -> dt.date:
    year, rest = int(digits[:-4]), digits[-4:]
    if len(digits) == 6:
        year += 1900 if year >= 30 else 2000
    month, day = int(rest[:2]), int(rest[2:])
    if month > 12:
        raise BadKnowledge(f"{path.name}:{number}: {digits} is no date; write YYMMDD or YYYYMMDD")
    month = max(month, 1)
    return dt.date(year, month, min(max(day, 1), calendar.monthrange(year, month)[1]))
