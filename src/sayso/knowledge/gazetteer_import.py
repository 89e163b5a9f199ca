"""Loading a GeoNames dump (allCountries.txt or a country's file) into the gazetteer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..errors import BadKnowledge, MissingPart
from .gazetteer import SCHEMA_VERSION
from .gazetteer_build import OTHER_SCRIPTS, Writer, city_km, latin_names, replacing

FIELDS: Final = 19
"""Tab-separated fields of a line of a GeoNames dump."""

KINDS: Final = {
    "PCL": ("country", 300.0), "ADM1": ("region1", 80.0), "ADM2": ("region2", 30.0), "ADM3": ("region2", 12.0),
    "RGN": ("region", 80.0), "AREA": ("region", 40.0), "TERR": ("territory", 80.0), "CONT": ("continent", 3000.0),
    "PPLC": ("capital", 15.0), "PPL": ("city", 3.0), "ISL": ("island", 10.0), "ISLS": ("islands", 40.0),
    "STM": ("river", 60.0), "LK": ("lake", 15.0), "SEA": ("sea", 300.0), "GULF": ("gulf", 150.0), "BAY": ("gulf", 20.0),
    "STRT": ("strait", 25.0), "CNL": ("canal", 30.0), "MTS": ("mountains", 60.0), "MT": ("mountain", 4.0),
    "DSRT": ("desert", 120.0), "VAL": ("valley", 15.0), "PEN": ("peninsula", 40.0), "CAPE": ("cape", 4.0),
    "AIRP": ("airport", 3.0), "AIRB": ("base", 3.0), "CSTL": ("site", 1.0), "MSQE": ("site", 1.0), "CH": ("site", 1.0),
    "INSM": ("base", 3.0), "PRN": ("prison", 1.0), "DAM": ("dam", 2.0), "BDG": ("bridge", 1.0), "PRT": ("port", 3.0),
    "CMPRF": ("camp", 3.0), "PRK": ("park", 20.0), "PSTB": ("crossing", 2.0), "VLC": ("volcano", 5.0), "OCN": ("ocean", 3000.0),
}  # fmt: skip
"""Feature codes of GeoNames (or how they begin) to the kind and precision they get; others are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """How many lines were put in, brought up to date, and left out."""

    added: int = 0
    updated: int = 0
    left_out: int = 0


def kind_of(code: str) -> tuple[str, float] | None:
    """The kind and precision for a GeoNames feature code, by its longest known beginning.

    >>> kind_of("PPLA2"), kind_of("PCLI")
    (('city', 3.0), ('country', 300.0))
    """
    for length in range(len(code), 1, -1):
        if code[:length] in KINDS:
            return KINDS[code[:length]]
    return None


def load(
    file: Path,
    path: Path,
    *,
    smallest: int = 0,
    countries: Collection[str] = (),
    progress: Callable[[int], None] = lambda octets: None,
) -> Loaded:
    """Put the places of a dump into the gazetteer at `path`, which is replaced when all went well.

    A place that is there already (same GeoNames number) keeps its kind and gets the dump's names; a
    settlement of fewer than `smallest` inhabitants is left out. `progress` is told the bytes of each line.
    Raises BadKnowledge for a line that is not of the format, MissingPart without a gazetteer.
    """
    if not path.is_file():
        raise MissingPart(f"there is no gazetteer at {path}: build it with 'sayso gazetteer build'")
    added = updated = left_out = 0
    with replacing(path, copy=True) as db:
        version = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        if version is None or int(version[0]) != SCHEMA_VERSION:
            raise MissingPart(
                f"the gazetteer {path} is of another version: run 'sayso gazetteer build' first"
            )
        writer = Writer(db)
        with file.open("rb") as lines:
            for number, raw in enumerate(lines, 1):
                progress(len(raw))
                fields = _fields(file, number, raw)
                if fields is None:
                    continue
                told = kind_of(fields[7])
                people = int(fields[14] or 0)
                wanted = told is not None and (not countries or fields[8] in countries)
                if told is None or not wanted or (told[0] == "city" and people < smallest):
                    left_out += 1
                elif _put(db, writer, fields, told, people):
                    updated += 1
                else:
                    added += 1
        writer.flush()
    return Loaded(added=added, updated=updated, left_out=left_out)


def _fields(file: Path, number: int, raw: bytes) -> list[str] | None:
    try:
        line = raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise BadKnowledge(f"{file.name}:{number}: not UTF-8 ({error.reason}); a GeoNames dump is") from None
    if not line or line.startswith("#"):
        return None
    fields = line.split("\t")
    if len(fields) != FIELDS:
        raise BadKnowledge(
            f"{file.name}:{number}: {len(fields)} fields; a line of a GeoNames dump has {FIELDS}"
        )
    try:
        if not (-90 <= float(fields[4]) <= 90 and -180 <= float(fields[5]) <= 180):
            raise ValueError
        int(fields[14] or 0)
    except ValueError:
        raise BadKnowledge(
            f"{file.name}:{number}: '{fields[4]}', '{fields[5]}' is no position in degrees or '{fields[14]}' no population"
        ) from None
    return fields


def _put(
    db: sqlite3.Connection, writer: Writer, fields: list[str], told: tuple[str, float], people: int
) -> bool:
    """Put one line down; whether the place was there already."""
    kind, km = told
    ident, country, region = f"geonames:{fields[0]}", fields[8], fields[10]
    names = [fields[2], *latin_names(name for name in fields[3].split(",") if name)]
    row = db.execute("SELECT n FROM place WHERE id = ?", (ident,)).fetchone()
    if row is None and kind == "region1":
        row = db.execute(
            "SELECT n FROM place WHERE id = ? AND kind = 'region1'", (f"sayso:{country}.{region}",)
        ).fetchone()
    if row is not None:
        for name in (fields[1], *names):
            writer.name(row[0], name, 0 if name == fields[1] else 1)
        return True
    writer.add(
        ident,
        fields[1],
        country=country,
        region=region if kind not in ("country", "continent") else "",
        kind=kind,
        lat=float(fields[4]),
        lon=float(fields[5]),
        km=max(km, city_km(people)) if kind in ("city", "capital") else km,
        population=people if kind in ("city", "capital", "country", "region1") else 0,
        alternates=names,
        sounds=country in OTHER_SCRIPTS,
    )
    return False
