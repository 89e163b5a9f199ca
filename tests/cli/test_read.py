"""`sayso read` and its neighbours from the shell: formats, metadata, exit codes, one line for each fault."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
TEXT = """Convoy leaves Kassala after talks

Two officials said on Monday that the convoy had left Kassala for the border.
The army denied that it had attacked the village. “Nobody was hurt,” said Amal Haddad, the mayor.
"""


def sayso(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "sayso", *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        check=False,
        timeout=120,
    )


def claims(out: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.decode().splitlines()]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "convoy.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_jsonl_fits_the_schema_and_quotes_its_words(report: Path) -> None:
    done = sayso(
        "read", str(report), "--format", "jsonl", "--outlet", "The Example", "--published", "2021-03-02"
    )
    assert done.returncode == 0, done.stderr
    schema = json.loads(sayso("schema").stdout)
    found = claims(done.stdout)
    assert len(found) >= 3
    for claim in found:
        jsonschema.validate(claim, schema)
        spans = claim["spans"]
        assert isinstance(spans, list)
        assert " … ".join(TEXT[a:b] for a, b in spans) == claim["quote"]


def test_standard_input_is_a_report(report: Path) -> None:
    done = sayso("read", "-", "--format", "jsonl", stdin=TEXT.encode())
    assert done.returncode == 0
    assert [c["quote"] for c in claims(done.stdout)] == [
        c["quote"] for c in claims(sayso("read", str(report), "-f", "jsonl").stdout)
    ]


@pytest.mark.parametrize("format", ["table", "csv", "md"])
def test_other_formats_print_every_claim(report: Path, format: str) -> None:
    done = sayso("read", str(report), "--format", format)
    assert done.returncode == 0, done.stderr
    assert b"Kassala" in done.stdout


def test_the_name_after_o_says_the_format(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert sayso("read", str(report), "-o", str(out)).returncode == 0
    assert len(claims(out.read_bytes())) >= 3


def test_a_sidecar_gives_the_outlet(report: Path) -> None:
    report.with_name("convoy.meta.json").write_text('{"outlet": "Beja Courier"}', encoding="utf-8")
    first = claims(sayso("read", str(report), "-f", "jsonl").stdout)[0]
    assert first["who_says"][0]["voice"] == "Beja Courier"  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00", "a PNG picture"),
        ("strange.xyz", b"words", "no intake for '.xyz'"),
        ("page.html", b"<html><body></body></html>", "no article was found"),
    ],
)
def test_a_bad_report_is_one_line_and_the_others_are_read(
    report: Path, tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(data)
    done = sayso("read", str(bad), str(report), "-f", "jsonl")
    assert done.returncode == 3
    assert len(claims(done.stdout)) >= 3
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 2
    assert says in lines[0]
    assert lines[1] == "sayso: 1 of 2 reports could not be read"


def test_another_language_is_named_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "de.txt"
    path.write_text(
        "Der Minister sagte am Montag, dass die Gespräche mit den Rebellen noch nicht begonnen haben und dass der "
        "Hafen geschlossen bleibt, bis die Lage sich beruhigt.",
        encoding="utf-8",
    )
    done = sayso("read", str(path), "-f", "jsonl")
    assert (done.returncode, done.stdout) == (3, b"")
    assert "another language (de)" in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("read",), 2, "Missing argument"),
        (("read", "nothing.txt"), 1, "no such file, folder or pattern"),
        (("read", "-", "--published", "yesterday"), 1, "is no date"),
        (("frobnicate",), 2, "No such command"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    done = sayso(*arguments, stdin=b"Words.", cwd=tmp_path)
    assert done.returncode == code
    assert says in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_closed_pipe_ends_quietly(report: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    process = subprocess.Popen(
        [sys.executable, "-m", "sayso", "read", str(report)], stdout=write_end, stderr=subprocess.PIPE
    )
    os.close(write_end)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, b"")


@pytest.mark.parametrize(
    "text",
    [
        "word " * 3_000,
        "x" * 200_000,
        "Talks resume in Vienna",
        "no capital letters and no full stop\nat all in these\nfew lines",
        "‏שלום‎ said the mayor 🕊️ e\u0301 \u200b on Monday.",
        "A" + "\u0301" * 500 + " said no.",
    ],
    ids=[
        "no sentence end",
        "one long word",
        "only a headline",
        "no marks",
        "mixed scripts",
        "combining marks",
    ],
)
def test_strange_texts_are_read_without_complaint(tmp_path: Path, text: str) -> None:
    path = tmp_path / "strange.txt"
    path.write_text(text, encoding="utf-8")
    done = sayso("read", str(path), "-f", "jsonl")
    assert done.returncode in (0, 3), done.stderr
    assert b"Traceback" not in done.stderr
    for claim in claims(done.stdout):
        assert " … ".join(text[a:b] for a, b in claim["spans"]) == claim["quote"]  # type: ignore[attr-defined]


@pytest.mark.slow
def test_one_endless_line_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("the dike held and " * 2_000 + "the mayor resigned.", encoding="utf-8")
    start = time.perf_counter()
    done = sayso("read", str(path), "-f", "jsonl")
    assert done.returncode == 0
    assert b"mayor" in done.stdout
    assert time.perf_counter() - start < 100


def test_help_names_every_command_and_setting() -> None:
    from sayso import settings
    from sayso.cli import COMMANDS

    printed = sayso("--help").stdout.decode()
    assert all(name in printed for name in COMMANDS)
    printed = sayso("--help-settings").stdout.decode()
    assert all(setting.name in printed for setting in settings.ALL)
