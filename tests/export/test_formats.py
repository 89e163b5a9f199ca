"""Every format writes every claim, on one screen or in one line."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import UnknownFormat
from sayso.export import FORMATS, formats, lines, words, write
from sayso.export.csv import HEADER
from sayso.export.jsonl import dumps
from sayso.export.table import columns_of, wrapped
from sayso.record import Claim, Record, Status, When, from_dict, schema
from tests.record.strategies import records
from tests.store.samples import fair, harbour, quiet

SAMPLES = (harbour(), fair(), quiet())
PAGE = Path(__file__).parents[2] / "docs" / "formats.md"


def written(format: str, *records: Record) -> str:
    out = io.StringIO()
    write(lines(records), out, format=format)
    return out.getvalue()


def test_jsonl_is_the_codec_with_the_id_first() -> None:
    text = written("jsonl", *SAMPLES)
    claims = [claim for record in SAMPLES for claim in record.claims]
    found = text.splitlines()
    assert [from_dict(Claim, json.loads(line)) for line in found] == claims
    assert all(line.startswith('{"id": "c-') for line in found)


def test_jsonl_fits_the_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(schema())
    for line in written("jsonl", *SAMPLES).splitlines():
        validator.validate(json.loads(line))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(record=records())
def test_any_claim_fits_every_format(record: Record) -> None:
    for line, claim in zip(written("jsonl", record).splitlines(), record.claims, strict=True):
        assert from_dict(Claim, json.loads(line)) == claim
    rows = list(csv.DictReader(io.StringIO(written("csv", record), newline="")))
    assert [row["id"] for row in rows] == [claim.id for claim in record.claims]
    assert [row["quote"] for row in rows] == [claim.quote for claim in record.claims]
    assert written("md", record).count("\n| c-") == len(record.claims)
    assert written("table", record).count("c-") >= len(record.claims)


def test_half_of_a_pair_is_written_as_utf_8() -> None:
    record = fair()
    claim = replace(record.claims[0], quote="a\ud800b\u2028c")
    for name in FORMATS:
        written(name, replace(record, claims=(claim,))).encode("utf-8")
    assert from_dict(Claim, json.loads(dumps(claim))) == claim
    assert len(dumps(claim).splitlines()) == 1


def test_csv_has_flat_columns() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", *SAMPLES), newline="")))
    assert tuple(rows[0]) == HEADER
    met, police = rows[1], rows[2]
    assert met["who_says"] == "The Meridian Letter | He"
    assert (met["origin"], met["origin_kind"], met["stance"], met["flags"]) == (
        "Idris Salloum",
        "person",
        "denied",
        "headline-conflict",
    )
    assert (met["outlet"], met["headline"]) == ("The Meridian Letter", "Arms on the way")
    assert (police["polarity"], police["arrested_low"], police["killed_low"]) == ("negated", "12", "")
    assert (police["spans"], police["country"], police["when_start"]) == ("0-65", "MT", "2008-03-01")


@pytest.mark.parametrize("columns", [100, 130, 160])
def test_the_table_can_be_read(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = written("table", *SAMPLES)
    assert max(map(len, text.splitlines())) <= columns
    assert text.startswith("The Meridian Letter · 2008-03-14 · Arms on the way · r-")
    assert "\x1b" not in text
    for shown in (
        "denied",
        "asserted:",
        "suspected,",
        "2008-03-11",
        "Larnaca,",
        "MOVEMENT",
        "Genoa",
        "stated",
    ):
        assert shown in text, shown
    longest = max(len(word) for word in " ".join(c.quote for r in SAMPLES for c in r.claims).split())
    assert longest < 15
    assert "shipments" in text, "words are not cut"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_colours_unless_it_wants_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    coloured, plain = Terminal(), Terminal()
    write(lines(SAMPLES), coloured)
    assert "\x1b[31mdenied\x1b[0m" in coloured.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    write(lines(SAMPLES), plain)
    assert "\x1b" not in plain.getvalue()
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured.getvalue()) == plain.getvalue()


def test_a_report_cannot_steer_the_terminal() -> None:
    claim = replace(harbour().claims[0], quote="new \x1b[2Jshipments\x07 of \x9b31mrockets")
    out = io.StringIO()
    write([(claim, None)], out)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", out.getvalue())


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60), st.integers(2, 30))
def test_wrapped_lines_fit_and_keep_every_sign(text: str, width: int) -> None:
    found = wrapped(text, width)
    assert all(columns_of(line) <= width for line in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_the_cells_in_words() -> None:
    ship, met = harbour().claims
    assert words.who_says(met) == "The Meridian Letter › He [Idris Salloum]"
    assert words.how_sure(ship) == "suspected, likely"
    assert words.how_sure(fair().claims[0]) == "asserted: not"
    assert words.what(met) == "CONSULT/visit: the Harbour Front → brokers"
    assert words.what(ship) == "MOVEMENT: of rockets, to Tripoli"
    assert words.what(fair().claims[0]) == "COERCE/arrest: The police → 12 traders, 12 arrested"
    assert words.what(quiet().claims[0]) == "no event"
    assert words.when(met) == "2008-03-11 (year inferred)"
    assert words.when(ship) == "not stated"
    assert words.where(met) == "Larnaca, CY"


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (When(), "not stated"),
        (When(status=Status.NOT_FOUND), "not found"),
        (When(text="last week", status=Status.FOUND), "not dated “last week”"),
        (When(text="soon", status=Status.NOT_FOUND), "not found “soon”"),
        (When(start="2007-12-19", status=Status.FOUND), "from 2007-12-19"),
        (When(end="2007-12-19", status=Status.FOUND), "until 2007-12-19"),
        (When(start="2007-12-19", end="2007-12-20", status=Status.FOUND), "2007-12-19 – 2007-12-20"),
    ],
)
def test_ways_of_saying_when(when: When, said: str) -> None:
    assert words.when(replace(fair().claims[0], when=when)) == said


def test_markdown_escapes_its_signs() -> None:
    record = fair()
    text = written("md", replace(record, claims=(replace(record.claims[0], quote="a | b\n*c*"),)))
    assert "“a \\| b \\*c\\*”" in text


def test_an_unknown_format_is_said() -> None:
    with pytest.raises(UnknownFormat, match="jsonl"):
        written("xml", fair())


def test_formats_and_columns_are_documented() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in formats():
        assert f"`{name}`" in page
    for column in HEADER:
        assert f"`{column}`" in page, column
