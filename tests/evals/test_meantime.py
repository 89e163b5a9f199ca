"""Certainty, polarity and time of events on a file written here in MEANTIME's format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.meantime import main, table, values
from sayso.record import HowSure, Likelihood, Polarity, Stance, When

from .cat_files import cat


def event(words: str, certainty: str, polarity: str, time: str) -> tuple[str, str, dict[str, str]]:
    return "EVENT_MENTION", words, {"certainty": certainty, "polarity": polarity, "time": time}


@pytest.mark.parametrize(
    ("sure", "when", "found"),
    [
        (HowSure(), When(), ("CERTAIN", "POS", "NON_FUTURE")),
        (HowSure(polarity=Polarity.NEGATED), When(), ("CERTAIN", "NEG", "NON_FUTURE")),
        (HowSure(stance=Stance.PLANNED), When(), ("CERTAIN", "POS", "FUTURE")),
        (HowSure(stance=Stance.SUSPECTED), When(), ("POSSIBLE", "POS", "NON_FUTURE")),
        (
            HowSure(stance=Stance.SUSPECTED, likelihood=Likelihood.VERY_LIKELY),
            When(),
            ("PROBABLE", "POS", "NON_FUTURE"),
        ),
        (HowSure(), When(start="2021-05-01", end="2021-05-01"), ("CERTAIN", "POS", "FUTURE")),
        (HowSure(stance=Stance.ASKED), When(), ("UNDERSPECIFIED", "POS", "NON_FUTURE")),
    ],
)
def test_stance_to_values(sure: HowSure, when: When, found: tuple[str, str, str]) -> None:
    assert values(sure, when, "2021-04-30") == found


def test_table_counts_missing_values() -> None:
    rows = table([("POS", "POS"), ("NEG", "POS")])
    assert rows["NEG"] == (0.0, 0.0, 0.0, 1)
    assert rows["POS"][:2] == (50.0, 100.0)


def test_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.xml").write_text(
        cat(
            ["Kasese dam", "The ministry opened the dam .", "It will not close the road ."],
            [
                ("TIMEX3", "", {"functionInDocument": "CREATION_TIME", "value": "2021-04-30"}),
                event("opened", "CERTAIN", "POS", "NON_FUTURE"),
                event("close", "CERTAIN", "NEG", "FUTURE"),
                event("road", "", "POS", "FUTURE"),
            ],
        ),
        encoding="utf-8",
    )
    cases = tmp_path / "cases.jsonl"
    assert main([str(tmp_path), "--cases", str(cases)]) == 0
    assert "2 events, 2 of them propositions" in capsys.readouterr().out
    first, second = map(json.loads, cases.read_text(encoding="utf-8").splitlines())
    assert first["found"] == ["CERTAIN", "POS", "NON_FUTURE"]
    assert second["found"] == ["CERTAIN", "NEG", "FUTURE"]


def test_no_such_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none")]) == 2
    assert "no such folder" in capsys.readouterr().err
