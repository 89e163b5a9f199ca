"""`sayso claims`: filters, formats, limits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.cli.claims import command
from sayso.errors import NotAnArchive, NotFound
from tests.cli.archives import filled, invoke
from tests.store.samples import harbour


def quotes(output: str) -> list[str]:
    return [json.loads(line)["quote"][:12] for line in output.splitlines()]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("", ["The police d", "new shipment", "the Harbour ", "Nothing was "]),
        ("--limit 1", ["The police d"]),
        ("--stance denied --stance suspected", ["new shipment", "the Harbour "]),
        ("--voice *salloum --class CONSULT", ["the Harbour "]),
        ("--origin *officials --kind unnamed-official", ["new shipment"]),
        ("--polarity negated --actor *police --recipient *traders", ["The police d"]),
        ("--place valletta --country MT --mode arrest", ["The police d"]),
        ("--since 2008-03-11 --until 2008-03-11 --words brokers", ["the Harbour "]),
        ("--outlet tidewater*", ["The police d"]),
        ("--flag headline-conflict --party brokers", ["the Harbour "]),
        ("--class none --country none", ["Nothing was "]),
        ("--likelihood likely", ["new shipment"]),
    ],
)
def test_filters(tmp_path: Path, options: str, found: list[str]) -> None:
    done = invoke(command, filled(tmp_path), "--format", "jsonl", *options.split())
    assert done.exit_code == 0
    assert quotes(done.stdout) == found
    counted = invoke(command, filled(tmp_path), "--count", *options.replace("--limit 1", "").split())
    assert int(counted.stdout) == (len(found) if "limit" not in options else 4)


def test_a_report_by_the_beginning_of_its_id(tmp_path: Path) -> None:
    done = invoke(command, filled(tmp_path), "-f", "jsonl", "--report", harbour().report.id[:9])
    assert quotes(done.stdout) == ["new shipment", "the Harbour "]
    with pytest.raises(NotFound):
        invoke(command, filled(tmp_path), "--report", "r-ffffff")


def test_a_table_is_the_default(tmp_path: Path) -> None:
    done = invoke(command, filled(tmp_path))
    assert "The Meridian Letter · 2008-03-14" in done.stdout
    assert "who says" in done.stdout


@pytest.mark.parametrize(
    ("name", "start"), [("a.jsonl", "{"), ("a.csv", "id,"), ("a.md", "## "), ("a", "Tide")]
)
def test_the_name_of_the_output_says_the_format(tmp_path: Path, name: str, start: str) -> None:
    done = invoke(command, filled(tmp_path), "-o", tmp_path / name)
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_a_voice_that_is_not_there_gets_a_hint(tmp_path: Path) -> None:
    done = invoke(command, filled(tmp_path), "--voice", "officials")
    assert done.stdout == ""
    assert "no voice is named 'officials'; there are: Port officials" in done.stderr


def test_wrong_usage(tmp_path: Path) -> None:
    assert invoke(command, filled(tmp_path), "--stance", "sure").exit_code == 2
    with pytest.raises(NotAnArchive, match="sayso add"):
        invoke(command, tmp_path / "none.db")
