"""The samples: read as a user would, every cell tied to words; three of them against golden records.

A golden record is what sayso gives for a sample, read over by hand. `python -m evals golden` writes them anew;
look at the difference before you commit it. Rounding of 8-bit weights differs between processors, so a few
claims may differ there: the share that must agree is below.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sayso.intake import Source, load
from sayso.reading import default
from sayso.record import Record, quotes, schema, to_dict

REPORTS = Path(__file__).parent / "reports"
SAMPLES = sorted(REPORTS.glob("*.txt"))
GOLDEN = sorted(REPORTS.glob("*.golden.json"))
AGREE = 0.9


def read(path: Path) -> Record:
    return default().read(load(Source(name=str(path), path=path)))


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    return {path.stem: read(path) for path in SAMPLES}


def test_there_are_nine_samples_in_three_stories() -> None:
    assert len(SAMPLES) == 9
    assert len({path.stem.rsplit("-", 1)[0] for path in SAMPLES}) == 3
    assert len(GOLDEN) >= 3


@pytest.mark.parametrize("name", [path.stem for path in SAMPLES])
def test_every_span_quotes_its_words(records: dict[str, Record], name: str) -> None:
    record = records[name]
    for path, words, span in quotes(record):
        if not path.endswith(".quote"):
            assert record.report.quote(span) == words, path
    for claim in record.claims:
        assert claim.quote == " … ".join(record.report.quote(span) for span in claim.spans)
        jsonschema.validate(to_dict(claim), schema())


@pytest.mark.parametrize("name", [path.stem for path in SAMPLES])
def test_a_sample_has_claims_and_every_chain_begins_with_the_outlet(
    records: dict[str, Record], name: str
) -> None:
    record = records[name]
    assert len(record.claims) >= 5
    assert len({claim.id for claim in record.claims}) == len(record.claims)
    assert all(claim.who_says[0].kind == "outlet" for claim in record.claims)


def test_a_newsletter_names_its_voices_and_does_not_turn_suspicion_into_fact(
    records: dict[str, Record],
) -> None:
    claims = records["assab-frogmen-a"].claims
    assert len({claim.origin.voice for claim in claims}) >= 4
    suspected = [c for c in claims if c.origin.act == "suspects"]
    assert suspected
    assert all(c.how_sure.stance != "asserted" for c in suspected)
    assert any(c.how_sure.polarity == "negated" for c in claims)


def cells(claim: dict[str, Any]) -> tuple[object, ...]:
    """What a reader would call the same claim: words, chain, stance, polarity, event, time, place."""
    chain = tuple((voice["voice"], voice["kind"], voice["act"]) for voice in claim["who_says"])
    sure, what, when, where = claim["how_sure"], claim["what"], claim["when"], claim["where"]
    parties = tuple((p["role"], p["text"]) for p in what["participants"])
    event = (what["type"], what["mode"], parties)
    return (
        claim["quote"],
        chain,
        sure["stance"],
        sure["polarity"],
        event,
        when["start"],
        when["end"],
        where["name"],
    )


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_golden_records(records: dict[str, Record], path: Path) -> None:
    golden = json.loads(path.read_text(encoding="utf-8"))
    due = {cells(claim) for claim in golden["claims"]}
    given = {
        cells(claim) for claim in json.loads(json.dumps(to_dict(records[path.name.split(".")[0]])))["claims"]
    }
    shared = len(due & given)
    missing = "\n".join(f"- {cell}" for cell in due - given) + "\n".join(
        f"\n+ {cell}" for cell in given - due
    )
    assert shared >= AGREE * max(len(due), len(given)), missing
