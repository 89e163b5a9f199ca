"""`sayso show`: a report with its claims, a claim with its words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.cli.show import command
from sayso.errors import NotFound
from sayso.record import Claim, Record, from_dict
from tests.cli.archives import filled, invoke
from tests.store.samples import harbour


def test_a_report(tmp_path: Path) -> None:
    record = harbour()
    done = invoke(command, filled(tmp_path), record.report.id[:8])
    assert done.exit_code == 0
    text = done.stdout
    assert text.startswith("The Meridian Letter · 2008-03-14 · Arms on the way · r-")
    assert "[1]new shipments" in text
    assert "[2] The Meridian Letter › He [Idris Salloum]" in text
    assert "! headline-conflict (the headline says more)" in text
    assert "Note: “He” may be" in text
    assert all(claim.id in text for claim in record.claims)


def test_a_claim(tmp_path: Path) -> None:
    claim = harbour().claims[1]
    text = invoke(command, filled(tmp_path), claim.id[:10]).stdout
    for shown in (
        "»the Harbour Front had met brokers in Larnaca on Tuesday«",
        "WHO SAYS  The Meridian Letter › He [Idris Salloum]",
        "not in the text",
        "HOW SURE  denied",
        "“denied” [",
        "actor: “the Harbour Front” [",
        "WHEN      2008-03-11 (year inferred)",
        "WHERE     Larnaca, CY",
        "FLAG      headline-conflict",
    ):
        assert shown in text, shown


def test_as_json(tmp_path: Path) -> None:
    path, record = filled(tmp_path), harbour()
    shown = invoke(command, path, record.report.id, "--json").stdout
    assert from_dict(Record, json.loads(shown)) == record
    shown = invoke(command, path, record.claims[0].id, "--json").stdout
    assert from_dict(Claim, json.loads(shown)) == record.claims[0]


@pytest.mark.parametrize("id", ["c-000000", "nothing", "r-ffffffff"])
def test_what_is_not_there(tmp_path: Path, id: str) -> None:
    with pytest.raises(NotFound):
        invoke(command, filled(tmp_path), id)
