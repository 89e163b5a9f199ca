"""`sayso add` killed at 20 random moments and given again leaves exactly the archive of an undisturbed run."""

from __future__ import annotations

import io
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.archive import Archive
from sayso.intake import find
from sayso.run import add
from tests.run import readers

ROOT = Path(__file__).parents[2]
REPORTS, KILLS = 1000, 20
UNREAD = 3


def generate(folder: Path, dice: random.Random) -> None:
    """Reports of one to three lines; one in a hundred is empty, one in a hundred fails, some are doubles."""
    weather = ["It rains", "It snows", "The wind turns", "The ship leaves", "The port is closed"]
    places = ["in Genoa", "in Tripoli", "off Limassol", "at Mersin", "near Valletta"]
    for number in range(REPORTS):
        lines = [f"{dice.choice(weather)} {dice.choice(places)} {number}." for _ in range(dice.randint(1, 3))]
        match dice.randrange(100):
            case 0:
                lines = []
            case 1:
                lines = [f"foreseen\n{number}"]
            case 2:
                lines = ["It rains everywhere."]
        (folder / f"{number:04}.txt").write_text("\n".join(dict.fromkeys(lines)), encoding="utf-8")


def start(archive: Path, folder: Path, jobs: int = 2) -> subprocess.Popen[bytes]:
    """The command, in a process group of its own, so that its readers are killed with it."""
    command = [sys.executable, "-m", "tests.run.driver", str(archive), str(folder), f"--jobs={jobs}"]
    return subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def count(archive: Path) -> int:
    """Reports in the archive so far; 0 while it is being made."""
    try:
        connection = sqlite3.connect(f"{archive.as_uri()}?mode=ro", uri=True)
    except sqlite3.OperationalError:
        return 0
    try:
        found: int = connection.execute("SELECT count(*) FROM reports").fetchone()[0]
        return found
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def dump(archive: Archive) -> str:
    out = io.StringIO()
    archive.dump(out)
    return out.getvalue()


@pytest.mark.slow
def test_killed_and_resumed_is_the_same_as_undisturbed(tmp_path: Path) -> None:
    seed = int(os.environ.get("SAYSO_TEST_SEED", random.SystemRandom().randrange(10**6)))
    print(f"seed {seed}: run again with SAYSO_TEST_SEED={seed}")
    dice = random.Random(seed)
    folder = tmp_path / "reports"
    folder.mkdir()
    generate(folder, dice)

    with Archive.open(tmp_path / "undisturbed.db") as archive:
        add(archive, find([str(folder)]), jobs=2, read=readers.moody, load=readers.load)
        undisturbed, readable = dump(archive), archive.totals().reports

    killed = tmp_path / "killed.db"
    # Two moments fall into the start, when the archive itself is made; the others anywhere in the work.
    moments = [0, 0, *sorted(dice.randrange(readable) for _ in range(KILLS - 2))]
    for moment in moments:
        process = start(killed, folder, dice.choice([1, 1, 2]))
        if moment == 0:
            time.sleep(dice.uniform(0.05, 1.5))
        else:
            while count(killed) < moment and process.poll() is None:
                time.sleep(0.02)
            time.sleep(dice.uniform(0, 0.03))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()

    process = start(killed, folder)
    _, said = process.communicate(timeout=300)
    assert process.returncode == UNREAD, said.decode()
    with Archive.open(killed) as archive:
        assert list(archive.check()) == []
        assert dump(archive) == undisturbed
