"""Messages and answer keys written here in the format of MUC-3/4, and the scorer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from evals.muc4 import compare, days, f1, keys, main, messages, normal
from evals.muc4_templates import Filled

MESSAGES = """
TST1-MUC3-0001

   PUERTO BLANCO (ECUADOR), 5 MAR 91 (PRENSA LIBRE) -- [TEXT] MEMBERS OF THE
FREE COAST FRONT [FCF] KIDNAPPED THE MAYOR ANSELMO VARGAS RIOS YESTERDAY IN
QUITO, THE POLICE REPORTED TODAY.

   A BOMB DESTROYED A BUS.  THE GOVERNMENT SAID THAT NOBODY WAS HURT IN THE
BLAST AND THAT THE ROAD WOULD BE OPENED AGAIN WITHIN TWO DAYS.


TST1-MUC3-0002 (INTEL TEXT PROC)

   PUERTO BLANCO, NO DATE -- [TEXT] THE PRESIDENT OPENED A SCHOOL.
"""
KEY = r"""
;;; own comment

0.  MESSAGE: ID                     TST1-MUC3-0001
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  04 MAR 91
3.  INCIDENT: LOCATION              ECUADOR: QUITO (CITY)
4.  INCIDENT: TYPE                  KIDNAPPING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
6.  INCIDENT: INSTRUMENT ID         *
9.  PERP: INDIVIDUAL ID             "MEMBERS OF THE FREE COAST FRONT" /
                                    "MEMBERS"
10. PERP: ORGANIZATION ID           "FREE COAST FRONT" / "FCF"
11. PERP: ORGANIZATION CONFIDENCE   REPORTED AS FACT / POSSIBLE: "FREE COAST FRONT" / "FCF"
12. PHYS TGT: ID                    -
18. HUM TGT: NAME                   "ANSELMO VARGAS RIOS"
19. HUM TGT: DESCRIPTION            "MAYOR": "ANSELMO VARGAS RIOS"
                                    "DRIVER"

0.  MESSAGE: ID                     TST1-MUC3-0001
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
2.  INCIDENT: DATE                  - 05 MAR 91
3.  INCIDENT: LOCATION              ECUADOR
4.  INCIDENT: TYPE                  BOMBING / ATTACK
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
6.  INCIDENT: INSTRUMENT ID         "BOMB"
10. PERP: ORGANIZATION ID           -
11. PERP: ORGANIZATION CONFIDENCE   -
12. PHYS TGT: ID                    "\"NORTH STAR\" BUS" / "BUS"
18. HUM TGT: NAME                   -

0.  MESSAGE: ID                     TST1-MUC3-0002
1.  MESSAGE: TEMPLATE               *
4.  INCIDENT: TYPE                  *
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tst1-muc3").write_text(MESSAGES, encoding="latin-1")
    (tmp_path / "key-tst1.v7").write_text(KEY, encoding="latin-1")
    return tmp_path


def test_keys(folder: Path) -> None:
    found = keys(folder)
    assert [len(v) for v in found.values()] == [2, 0]
    first, second = found["TST1-MUC3-0001"]
    assert first.fillers["perp individual"] == (frozenset({"members of free coast front", "members"}),)
    assert first.fillers["victim"] == (frozenset({"anselmo vargas rios"}),)
    assert set(first.fillers["victim, all"]) == {
        frozenset({"mayor", "anselmo vargas rios"}),
        frozenset({"driver"}),
    }
    assert first.confidence == (
        (frozenset({"free coast front", "fcf"}), frozenset({"REPORTED AS FACT", "POSSIBLE"})),
    )
    assert first.places == ("ecuador", "quito")
    assert second.types == {"BOMBING", "ATTACK"}
    assert second.days == (None, dt.date(1991, 3, 5))
    assert second.fillers["target"] == (frozenset({"north star bus", "bus"}),)


def test_messages(folder: Path) -> None:
    first, second = messages(folder, restore=False)
    assert (first.place, first.published, first.source) == (
        "PUERTO BLANCO (ECUADOR)",
        "1991-03-05",
        "PRENSA LIBRE",
    )
    assert first.text.startswith("PUERTO BLANCO (ECUADOR), 5 MAR 91 (PRENSA LIBRE) -- MEMBERS OF THE FREE")
    assert "\n\nA BOMB DESTROYED" in first.text
    assert second.published is None
    restored, _ = messages(folder)
    assert "Anselmo Vargas Rios" in restored.text
    assert len(restored.text) == len(first.text)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("04 MAR 91", (dt.date(1991, 3, 4), dt.date(1991, 3, 4))),
        ("01 MAR 91 - 04 MAR 91", (dt.date(1991, 3, 1), dt.date(1991, 3, 4))),
        ("-", None),
        ("31 FEB 91", None),
    ],
)
def test_days(text: str, interval: object) -> None:
    assert days(text) == interval


def test_best_alignment(folder: Path) -> None:
    gold = keys(folder)["TST1-MUC3-0001"]
    mine = [
        Filled(type="ATTACK", stage="ACCOMPLISHED", targets=["a bus", "the bridge"]),
        Filled(
            type="KIDNAPPING",
            stage="THREATENED",
            organisations=[("FCF", "POSSIBLE"), ("The Police", "REPORTED AS FACT")],
            victims=[("Anselmo Vargas Rios", True), ("driver", False)],
            start=dt.date(1991, 3, 4),
            end=dt.date(1991, 3, 4),
            places=["Quito"],
            countries=["Ecuador"],
        ),
        Filled(type="ARSON", targets=["house"]),
    ]
    counts = compare(gold, mine)
    assert f1(counts, ["type"])[:2] == (pytest.approx(66.67, abs=0.01), 100.0)
    assert f1(counts, ["target"])[:2] == (pytest.approx(33.33, abs=0.01), 100.0)
    assert f1(counts, ["perp organisation"])[:2] == (50.0, 100.0)
    assert f1(counts, ["confidence"])[:2] == (50.0, 100.0)
    assert f1(counts, ["victim"]) == (100.0, 100.0, 100.0)
    assert f1(counts, ["victim, all"]) == (100.0, 100.0, 100.0)
    assert f1(counts, ["stage"])[:2] == (50.0, 50.0)
    assert f1(counts, ["date"])[:2] == (100.0, 50.0)
    assert f1(counts, ["place"])[:2] == (100.0, 50.0)


def test_nothing_made_nothing_given(folder: Path) -> None:
    counts = compare(keys(folder)["TST1-MUC3-0001"], [])
    assert f1(counts, ["type"]) == (0.0, 0.0, 0.0)
    assert counts["type", "due"] == 2
    assert not compare([], [])


def test_end_to_end(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = folder / "cases.jsonl"
    assert main([str(folder), "--cases", str(cases)]) == 0
    out = capsys.readouterr().out
    assert "2 messages, 2 templates in the key" in out
    told = cases.read_text(encoding="utf-8").splitlines()
    assert '"KIDNAPPING"' in told[0]
    assert '"Quito"' in told[0]
    assert '"templates": []' in told[1]


def test_no_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no answer keys" in capsys.readouterr().err


def test_normal() -> None:
    assert normal("The  U.S. Embassy's") == "us embassys"
