"""The gazetteer: look-ups, faults in tables, and GeoNames files."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli.gazetteer import command
from sayso.errors import BadKnowledge, MissingPart
from sayso.knowledge import gazetteer_build, gazetteer_import
from sayso.knowledge.gazetteer import AREAS, SCHEMA_VERSION, Gazetteer, gazetteer, key, sound

HEADER = "geonameid name asciiname alternatenames latitude longitude class code country cc2 admin1 admin2 admin3 admin4 population elevation dem timezone modified"


def line(**told: str) -> str:
    """A line of a GeoNames dump with the fields told and the others empty."""
    return "\t".join(told.get(name, "") for name in HEADER.split()) + "\n"


WELL = line(
    geonameid="7000001", name="Bi’r Test", asciiname="Bi'r Test", alternatenames="Bir Test,بئر", latitude="31.5",
    longitude="41.25", **{"class": "P"}, code="PPL", country="IQ", admin1="01", population="4200",
)  # fmt: skip


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A gazetteer of two places."""
    path = tmp_path / "small.sqlite"
    with gazetteer_build.replacing(path) as db:
        db.executescript(gazetteer_build.SCHEMA)
        writer = gazetteer_build.Writer(db)
        writer.add(
            "geonames:1",
            "Baghdad",
            country="IQ",
            kind="capital",
            lat=33.34,
            lon=44.4,
            km=25,
            population=7_000_000,
            region="07",
            adjectives=["Baghdadi"],
        )
        writer.add(
            "sayso:IQ.01",
            "Anbar",
            country="IQ",
            kind="region1",
            lat=33,
            lon=42,
            km=150,
            region="01",
            sounds=True,
        )
        writer.flush()
        db.execute("INSERT INTO meta VALUES ('schema', ?)", (str(SCHEMA_VERSION),))
    return path


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Mecca", "city", "SA"),
        ("Sinai", "region", "EG"),
        ("West Bank", "region", "PS"),
        ("Cairo airport", "airport", "EG"),
        ("Kennedy Airport", "airport", "US"),
        ("Allenby Bridge", "crossing", "PS JO"),
        ("Saudi Arabia", "country", "SA"),
        ("Darfur", "region", "SD"),
        ("Strait of Hormuz", "strait", "IR OM"),
        ("Bab al-Mandab", "strait", "YE DJ"),
        ("Rafah crossing", "crossing", "PS EG"),
        ("Zaatari", "camp", "JO"),
        ("Deir al-Zour", "region1", "SY"),
        ("North Waziristan", "region", "PK"),
        ("Pangasinan", "region2", "PH"),
        ("Syrian", "country", "SY"),
        ("Gazan", "region", "PS"),
        ("D.C.", "capital", "US"),
    ],
)  # fmt: skip
def test_places_that_news_needs(name: str, kind: str, country: str) -> None:
    matches = gazetteer().lookup([name])[name]
    assert (kind, country) in {(m.place.kind, m.place.country) for m in matches}


def test_variants_only_where_nothing_bears_the_name() -> None:
    found = gazetteer().lookup(["Hudeida", "Nothing Such"], variants=True)
    assert {m.place.country for m in found["Hudeida"]} == {"YE"}
    assert found["Hudeida"][0].how == "spelling variant"
    assert "Nothing Such" not in found


def test_crossings_between_two_countries() -> None:
    assert [m.place.name for m in gazetteer().crossings("JO", "PS")] == ["Allenby Bridge"]


def test_countries_are_areas() -> None:
    assert all(m.place.area for m in gazetteer().lookup(["Iran"])["Iran"] if m.place.kind == "country")
    assert "city" not in AREAS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hodeidah", "Hudaydah"),
        ("Deir ez-Zor", "Deir al-Zour"),
        ("Falluja", "Fallujah"),
        ("Tal Afar", "Telafar"),
    ],
)
def test_romanisations_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other) != ""


def test_keys_ignore_marks_and_articles() -> None:
    assert key("The  Port-au-Prince") == key("port au prince")


def test_a_cold_look_up_is_quick() -> None:
    code = (
        "import time; from sayso.knowledge.gazetteer import gazetteer; t = time.perf_counter(); "
        "gazetteer().lookup(['Tripoli', 'Gaza', 'Springfield']); print(time.perf_counter() - t)"
    )
    best = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    )
    assert best < 0.05


def test_no_gazetteer(tmp_path: Path) -> None:
    with pytest.raises(MissingPart, match="sayso gazetteer build"):
        Gazetteer(tmp_path / "none.sqlite")


def test_another_version(small: Path) -> None:
    with sqlite3.connect(small) as db:
        db.execute("UPDATE meta SET value = '999'")
    with pytest.raises(MissingPart, match="another version"):
        Gazetteer(small)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Here\tcity\tFR\t1\t2", r"places.tsv:1: 5 fields, 7"),
        ("Here\tcastle\tFR\t1\t2\t3\t", r"places.tsv:1: 'castle' is no kind of place"),
        ("Here\tcity\tFR\tx\t2\t3\t", r"places.tsv:1: 'x', '2' is no position"),
        ("Here\tcity\tFR\t91\t2\t3\t", r"places.tsv:1: 91, 2 lies outside"),
    ],
)
def test_faults_name_file_and_line(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "places.tsv"
    path.write_text(row + "\n", encoding="utf-8")
    with sqlite3.connect(":memory:") as db:
        db.executescript(gazetteer_build.SCHEMA)
        with pytest.raises(BadKnowledge, match=message):
            gazetteer_build._add_places(gazetteer_build.Writer(db), path)
    db.close()


def test_a_failed_build_leaves_the_old_file(small: Path) -> None:
    before = small.read_bytes()
    with pytest.raises(RuntimeError), gazetteer_build.replacing(small, copy=True):
        raise RuntimeError
    assert small.read_bytes() == before
    assert [p.name for p in small.parent.iterdir()] == ["small.sqlite"]


def test_import_of_a_geonames_file(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "IQ.txt"
    file.write_text(
        WELL
        + line(geonameid="1", name="Baghdad", asciiname="Baghdad", alternatenames="Bagdad", latitude="33.34", longitude="44.4", **{"class": "P"}, code="PPLC", country="IQ", admin1="07", population="7000000")
        + line(geonameid="2", name="Al Anbar", asciiname="Al Anbar", latitude="33", longitude="42", **{"class": "A"}, code="ADM1", country="IQ", admin1="01")
        + line(geonameid="3", name="A Hotel", asciiname="A Hotel", latitude="33", longitude="42", **{"class": "S"}, code="HTL", country="IQ")
        + line(geonameid="4", name="Elsewhere", asciiname="Elsewhere", latitude="1", longitude="2", **{"class": "P"}, code="PPL", country="FR", population="9"),
        encoding="utf-8",
    )  # fmt: skip
    done = CliRunner().invoke(command, ["import", str(file), "--to", str(small), "--country", "iq"])
    assert done.exit_code == 0, done.output
    assert "1 places added, 2 brought up to date, 2 left out" in done.output
    places = Gazetteer(small)
    well = places.lookup(["Bir Test"])["Bir Test"][0].place
    assert (well.id, well.country, well.region, well.precision_km) == ("geonames:7000001", "IQ", "01", 3.0)
    assert places.lookup(["Bagdad"])["Bagdad"][0].place.id == "geonames:1"
    assert places.lookup(["Al Anbar"])["Al Anbar"][0].place.id == "sayso:IQ.01"
    places.close()


@pytest.mark.parametrize(
    ("text", "message"),
    [("one\ttwo\n", "IQ.txt:1: 2 fields"), (WELL.replace("31.5", "north"), "IQ.txt:1: 'north'")],
)
def test_import_of_another_format(small: Path, tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "IQ.txt"
    file.write_text(text, encoding="utf-8")
    before = small.read_bytes()
    with pytest.raises(BadKnowledge, match=message):
        gazetteer_import.load(file, small)
    assert small.read_bytes() == before


def test_many_names_are_looked_up_at_once() -> None:
    names = [f"Nowhere {i}" for i in range(1500)] + ["Lagos"]
    start = time.perf_counter()
    assert list(gazetteer().lookup(names)) == ["Lagos"]
    assert time.perf_counter() - start < 1.0
