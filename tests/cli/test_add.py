"""`sayso add`: what it says, its exit codes, and that it stops cleanly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from sayso import run
from sayso.archive import Archive
from sayso.cli.add import command
from sayso.errors import NoReports, NotAnArchive
from tests.cli.archives import invoke
from tests.run import readers

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _quick_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "add", partial(run.add, read=readers.moody, load=readers.load))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in {"a": "It rains.", "b": "It snows.\nIt thaws.", "c": "", "d": "foreign"}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_what_was_done_is_said(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "my.db"
    done = invoke(command, path, folder, "--jobs", 1)
    assert (done.exit_code, done.stdout) == (3, "")
    last = done.stderr.splitlines()[-1]
    assert last == f"{path}: 3 reports with 3 claims added, 1 of them without claims, 1 could not be read"
    assert f"sayso: {folder}/c.txt: there are no words in it" in done.stderr
    assert "the report is not in English" in done.stderr
    (folder / "c.txt").unlink()
    done = invoke(command, path, folder, "--jobs", 1)
    assert done.exit_code == 0
    assert done.stderr == f"{path}: 0 reports with 0 claims added, 3 already there\n"


def test_what_cannot_be_begun(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(NoReports):
        invoke(command, tmp_path / "my.db", tmp_path / "none")
    assert not (tmp_path / "my.db").exists()
    with pytest.raises(NotAnArchive):
        invoke(command, folder / "a.txt", folder)
    assert invoke(command, tmp_path / "my.db").exit_code == 2


def test_ctrl_c_keeps_what_was_read(tmp_path: Path, folder: Path) -> None:
    (folder / "z.txt").write_text("hang")
    path = tmp_path / "my.db"
    run = [sys.executable, "-m", "tests.run.driver", path, folder, "--jobs", "2"]
    # Where this runs in the background the shell has it ignore Ctrl-C, and a child would inherit that.
    process = subprocess.Popen(
        run,
        cwd=ROOT,
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    with Archive.open(path) as archive:
        end = time.monotonic() + 60
        while archive.totals().reports + archive.totals().unread < 4 and time.monotonic() < end:
            time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "3 reports with 3 claims added" in said
    assert "give the same command again to go on" in said
    assert "Traceback" not in said
