"""The table of office-holders, and the loaders for larger ones."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from pathlib import Path

import pytest

from sayso.errors import BadKnowledge
from sayso.knowledge import calendar, tenures, tenures_build


def test_sixty_states_with_known_offices() -> None:
    table = tenures.builtin().tenures
    assert len({t.country for t in table}) >= 60
    assert {t.office for t in table} <= set(tenures.OFFICES)


@pytest.mark.parametrize(
    ("words", "day", "holds"),
    [
        ("Iranian president Mahmoud Ahmadinejad spoke", "2007-12-19", True),
        ("Iranian president Mahmoud Ahmadinejad spoke", "2013-09-01", False),
        ("prime minister Ehud Olmert and", "2007-12-19", True),
        ("prime minister Ehud Olmert and", "2012-12-19", False),
        ("defense minister Ehud Barak did", "2007-12-19", True),
        ("Prime Minister Ehud Barak did", "2007-12-19", False),
        ("President Keïta's people", "2016-09-14", True),
        ("President Keita", "2011-09-14", False),
        ("Chancellor Merkel", "2015-01-01", True),
        ("U.S. Secretary of State John Kerry, in Paris", "2015-01-01", True),
        ("President Putin", "2009-06-01", False),
        ("Premier Li Keqiang", "2014-03-04", True),
        ("President Bashar al-Assad", "2014-03-04", True),
    ],
)
def test_office_holders_named_with_their_title(words: str, day: str, holds: bool) -> None:
    found = list(tenures.builtin().find(words))
    assert len(found) == 1
    assert found[0].holds(dt.date.fromisoformat(day)) is holds
    assert words[found[0].start : found[0].end] == found[0].text


@pytest.mark.parametrize(
    "words",
    [
        "former president Bill Clinton",
        "ex-President Sarkozy",
        "vice president Dick Cheney",
        "President Nobody Known",
        "the president said",
    ],
)
def test_what_says_nothing_of_now(words: str) -> None:
    assert list(tenures.builtin().find(words)) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("XX\tking\tA B\t2001\t2002\t", "list.tsv:2: 'king' is no office"),
        ("XX\tpresident\tA B\t2001-13\t2002\t", "list.tsv:2: '2001-13'"),
        ("XX\tpresident\tA B\t2005\t2002\t", "list.tsv:2: A B leaves"),
        ("XX\tpresident\tA B\t2005", "list.tsv:2: 4 cells"),
    ],
)
def test_faults_name_file_and_line(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "list.tsv"
    path.write_text(f"# a comment\n{line}\n", encoding="utf-8")
    with pytest.raises(BadKnowledge, match=fault):
        tenures.load(path)


ROW = {
    "personLabel": "Ama Test",
    "positionLabel": "Minister of Defence of Xland",
    "start": "2001-02-03T00:00:00Z",
    "end": "",
}


def test_wikidata_json_and_csv(tmp_path: Path) -> None:
    plain = tmp_path / "plain.json"
    plain.write_text(json.dumps([ROW, ROW | {"positionLabel": "mayor of Xtown"}]), encoding="utf-8")
    verbose = tmp_path / "verbose.json"
    bindings = [{name: {"type": "literal", "value": value} for name, value in ROW.items()}]
    verbose.write_text(json.dumps({"results": {"bindings": bindings}}), encoding="utf-8")
    table = tmp_path / "table.csv"
    table.write_text(
        "personLabel,positionLabel,start,end\nAma Test,President of Xland,2001-02-03T00:00:00Z,2003-01-01\n",
        encoding="utf-8",
    )
    for path in (plain, verbose):
        (found,) = tenures.from_wikidata(path).tenures
        assert (found.name, found.office, found.start, found.end) == (
            "Ama Test",
            "defence-minister",
            dt.date(2001, 2, 3),
            None,
        )
    (found,) = tenures.from_wikidata(table).tenures
    assert (found.office, found.end) == ("president", dt.date(2003, 1, 1))


def test_wikidata_without_a_column(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("personLabel,start,end\nAma Test,2001,\n", encoding="utf-8")
    with pytest.raises(BadKnowledge, match="no column for the office"):
        tenures.from_wikidata(path)


def test_cameo_dictionary(tmp_path: Path) -> None:
    path = tmp_path / "actors.txt"
    path.write_text(
        "# header\nAMA_TEST_  # note\n+MRS_TEST_\n\t[XXXGOV 030301-090331]\n\t[XXXELI 630101-030301]\nKOFI_TEST_ [XXXGOVMIL >950101]\n",
        encoding="utf-8",
    )
    found = tenures.from_cameo(path)
    assert [(t.name, str(t.start), str(t.end)) for t in found.tenures] == [
        ("Ama Test", "2003-03-01", "2009-03-31"),
        ("Kofi Test", "1995-01-01", "None"),
    ]
    assert found.named("Mrs Test", "president")


def test_sixty_states_with_ministers_of_defence_and_of_foreign_affairs() -> None:
    states: dict[str, set[str]] = {}
    for tenure in tenures.builtin().tenures:
        states.setdefault(tenure.office, set()).add(tenure.country)
    heads = set().union(*(states[office] for office in ("president", "prime-minister", "monarch", "leader")))
    assert len(heads) >= 60
    assert len(states["foreign-minister"]) >= 60
    assert len(states["defence-minister"]) >= 60


def _bounds(start: str, end: str) -> tuple[str, str]:
    """The last day on which a tenure can have begun, and the first on which it can have ended."""
    return (start + "-12-31"[len(start) - 4 :] if len(start) < 10 else start), (
        end + "-01-01"[len(end) - 4 :] if end else "9999"
    )


SHARED = {"BA", "CH", "SM", "KW", "AE"}
"""States with several heads at once, or whose rulers' offices overlap by their constitution."""
CONTESTED = {("CI", "president", "Alassane Ouattara")}
"""Holders who were sworn in while the one before held out."""


def test_no_office_has_two_holders_at_once_and_dates_are_plausible() -> None:
    held: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for name, columns in (("tenures.tsv", 6), ("ministers.tsv", 7)):
        for number, (country, office, holder, start, end, *_) in calendar.rows(calendar.DATA / name, columns):
            assert "1940" < start < "2026", f"{name}:{number}"
            assert not end or end <= "2026-12", f"{name}:{number}"
            assert len(country) == 2, f"{name}:{number}"
            held.setdefault((country, office), []).append((*_bounds(start, end), holder))
    twice = []
    for (country, office), spells in held.items():
        for one, other in itertools.pairwise(sorted(spells)):
            marked = country in SHARED or (country, office, other[2]) in CONTESTED
            if other[0] < one[1] and not marked and office not in ("leader", "monarch"):
                twice.append((country, office, one, other))
    assert twice == []


def test_the_table_of_ministers_is_held_against_a_dictionary(tmp_path: Path) -> None:
    table, actors = tmp_path / "ministers.tsv", tmp_path / "actors.txt"
    table.write_text(
        "# a header\n"
        "XX\tdefence-minister\tAma Test\t2004-02\t2006-03\t\trecord\n"
        "XX\tforeign-minister\tKofi Test\t2004-02\t2006-03\t\trecord\n"
        "XX\tforeign-minister\tEsi Test\t2007-02\t2008-03\t\trecord, dictionary\n",
        encoding="utf-8",
    )
    actors.write_text(
        "AMA_TEST_\n\t[XXXGOVMIL 040301-060331]\nKOFI_TEST_ [XXXGOV 080301-090331]\n", encoding="utf-8"
    )
    lines, notes = tenures_build.check(table, actors, {"XX": "XXX"})
    assert [line.split("\t")[-1] for line in lines] == [
        "# a header",
        "record, dictionary",
        "record",
        "record",
    ]
    assert len(notes) == 1
    assert "ministers.tsv:3: contradicted" in notes[0]
