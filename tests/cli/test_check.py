"""`sayso check`: silence where all is well, one line a fault otherwise."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sayso.archive import Archive, Unread
from sayso.cli.check import command
from tests.cli.archives import filled, invoke


def test_no_faults(tmp_path: Path) -> None:
    done = invoke(command, filled(tmp_path))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no faults in 3 reports, 4 claims, 0 unread" in done.stderr


def test_faults(tmp_path: Path) -> None:
    path = filled(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE reports SET text = replace(text, 'rockets', 'kippers')")
    connection.commit()
    connection.close()
    done = invoke(command, path)
    assert done.exit_code == 1
    assert "the text is not the one whose SHA-256 was kept" in done.stdout
    assert "'rockets' does not stand at" in done.stdout
    assert "faults in 3 reports" in done.stderr


def test_dump_and_unread(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with Archive.open(path) as archive:
        archive.store.write_unread(Unread(name="a.txt", kind="EmptyReport", problem="a.txt: no words"))
    assert len(invoke(command, path, "--dump").stdout.splitlines()) == 4
    assert invoke(command, path, "--unread").stdout == "a.txt\tEmptyReport\ta.txt: no words\n"
