"""The gazetteer: places by name, looked up in one SQLite file without loading it into memory."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Final

from ..errors import MissingPart
from ..settings import gazetteer_path

SCHEMA_VERSION: Final = 1
"""Raised when the tables change; an older file is refused with the advice to build it again."""

HOWS: Final = ("exact name", "alternate name", "spelling variant", "adjective")
"""How a name led to a place; the index into this tuple is what the file holds."""

AREAS: Final = frozenset(
    {
        "country", "region1", "region2", "territory", "continent", "region", "sea", "ocean", "gulf", "strait",
        "river", "lake", "desert", "mountains", "island", "islands", "valley", "plain", "peninsula", "canal",
        "forest", "border", "delta", "park",
    }
)  # fmt: skip
"""Kinds of places that are areas (or lines) and never a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the gazetteer.

    `lat`, `lon`: WGS 84 degrees. `precision_km`: radius within which the place lies. `country`: ISO
    3166-1 alpha-2 codes, space-separated where a place lies in several, "" where in none. `region`: GeoNames
    first-level code. `kind`: "city", "capital", "country", "region1" … or the supplement's own kind.
    """

    id: str
    name: str
    country: str
    region: str
    kind: str
    lat: float
    lon: float
    precision_km: float
    population: int

    @property
    def area(self) -> bool:
        """Whether it is an area rather than a point."""
        return self.kind in AREAS

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries it lies in."""
        return tuple(self.country.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A place that bears the name asked for, and how (one of HOWS)."""

    place: Place
    how: str


_DELETED = re.compile(r"['’‘`´ʻʼʿʾ\"“”.]")
_SPACED = re.compile(r"[^0-9a-z]+")
_SHORT = {"saint": "st", "sainte": "ste", "mt": "mount", "ft": "fort", "&": "and"}
_FOLDS = str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "Ə": "a"})  # fmt: skip


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """The name without marks, case, apostrophes and a leading article: what names are looked up by.

    >>> key("São Tomé"), key("St. Louis"), key("Sana’a"), key("The Hague")
    ('sao tome', 'st louis', 'sanaa', 'hague')
    """
    text = name.translate(_FOLDS).replace("&", " and ")
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = _SPACED.sub(" ", _DELETED.sub("", text).lower()).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(_SHORT.get(word, word) for word in words)


_ARTICLES = frozenset(
    [
        "al",
        "el",
        "ad",
        "ar",
        "as",
        "ash",
        "at",
        "az",
        "an",
        "ed",
        "er",
        "es",
        "esh",
        "et",
        "ez",
        "en",
        "ul",
        "e",
        "i",
    ]
)
_SOUNDS = [
    (re.compile(pattern), put)
    for pattern, put in (
        ("tch|ch", "c"), ("sch|sh", "s"), ("kh", "k"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"),
        ("zh", "z"), ("q", "k"), ("ou|oo|ow|o", "u"), ("ee|ei|ey|ay|ai|ie|iy|y", "i"), ("e", "a"),
        (r"(.)\1+", r"\1"), ("h$", ""),
    )
]  # fmt: skip


def sound(name: str) -> str:
    """A coarse key under which the usual romanisations of one name fall together; "" where too short.

    >>> sound("Hodeidah") == sound("Hudaydah"), sound("Deir ez-Zor") == sound("Deir al-Zour")
    (True, True)
    """
    words = key(name).split()
    if len(words) > 1:
        words = [word for word in words if word not in _ARTICLES] or words
    folded = "".join(words)
    for pattern, put in _SOUNDS:
        folded = pattern.sub(put, folded)
    return folded if len(folded) >= 4 else ""


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km between two points in degrees.

    >>> round(distance(31.5, 34.47, 30.05, 31.25))
    347
    """
    a, b, c, d = radians(lat1), radians(lon1), radians(lat2), radians(lon2)
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(half)))


def crossing_key(*countries: str) -> str:
    """The key under which the crossings between two countries are kept.

    >>> crossing_key("PS", "JO")
    '#crossing JO PS'
    """
    return "#crossing " + " ".join(sorted(countries)[:2])


_COLUMNS = "p.id, p.name, p.country, p.region, p.kind, p.lat, p.lon, p.km, p.population"


def _place(row: tuple[str, str, str, str, str, float, float, float, int]) -> Place:
    return Place(
        id=row[0], name=row[1], country=row[2], region=row[3], kind=row[4],
        lat=row[5], lon=row[6], precision_km=row[7], population=row[8],
    )  # fmt: skip


class Gazetteer:
    """A gazetteer file, opened read-only. Raises MissingPart where it is not there or too old."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise MissingPart(f"there is no gazetteer at {path}: build it with 'sayso gazetteer build'")
        self.path = path
        self._db = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        try:
            version = self._db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        except sqlite3.DatabaseError as error:
            raise MissingPart(
                f"{path} is no gazetteer ({error}): build one with 'sayso gazetteer build'"
            ) from error
        if version is None or int(version[0]) != SCHEMA_VERSION:
            raise MissingPart(
                f"the gazetteer {path} is of another version: run 'sayso gazetteer build' again"
            )
        self._cache: dict[str, tuple[Match, ...]] = {}

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def lookup(self, names: Iterable[str], *, variants: bool = False) -> dict[str, tuple[Match, ...]]:
        """The places of each name, most populous first; names without any are left out.

        With `variants`, a name that nothing bears is looked up by its sound among the usual
        romanisations. One query for all names; answers are kept for the next call.
        """
        wanted = {name: key(name) for name in names}
        self._fill({k for k in wanted.values() if k})
        found = {name: self._cache[k] for name, k in wanted.items() if k and self._cache[k]}
        if variants:
            missing = {name: "~" + sound(name) for name in wanted if name not in found and sound(name)}
            self._fill(set(missing.values()))
            found |= {name: self._cache[k] for name, k in missing.items() if self._cache[k]}
        return found

    def crossings(self, one: str, other: str) -> tuple[Match, ...]:
        """The border crossings between two countries (ISO 3166-1 alpha-2) that the supplement knows."""
        k = crossing_key(one, other)
        self._fill({k})
        return self._cache[k]

    def _fill(self, keys: set[str]) -> None:
        new = [k for k in keys if k not in self._cache]
        if len(self._cache) > 200_000:
            self._cache.clear()
            new = list(keys)
        for at in range(0, len(new), 500):
            part = new[at : at + 500]
            got: dict[str, list[Match]] = {k: [] for k in part}
            marks = ",".join("?" * len(part))
            rows = self._db.execute(
                f"SELECT n.key, n.how, {_COLUMNS} FROM name n JOIN place p ON p.n = n.place "
                f"WHERE n.key IN ({marks}) ORDER BY p.population DESC, p.n",
                part,
            )
            for row in rows:
                got[row[0]].append(Match(place=_place(row[2:]), how=HOWS[row[1]]))
            self._cache.update((k, tuple(matches)) for k, matches in got.items())

    def by_id(self, ident: str) -> Place | None:
        """The place with this id, or None."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM place p WHERE p.id = ?", (ident,)).fetchone()
        return _place(row) if row else None

    def counts(self) -> dict[str, int]:
        """The number of places of each kind."""
        return dict(self._db.execute("SELECT kind, count(*) FROM place GROUP BY kind ORDER BY 2 DESC"))

    def __iter__(self) -> Iterator[Place]:
        for row in self._db.execute(f"SELECT {_COLUMNS} FROM place p ORDER BY p.n"):
            yield _place(row)


@lru_cache(maxsize=4)
def _opened(path: Path, stamp: float) -> Gazetteer:
    return Gazetteer(path)


def gazetteer() -> Gazetteer:
    """The gazetteer the settings name, opened once (and again after it was rebuilt)."""
    path = gazetteer_path()
    return _opened(path, path.stat().st_mtime if path.exists() else 0.0)
