"""The tutorial is run: every command in its console blocks, in order, in one folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_FILE = re.compile(r"```(?:text|json) file=(\S+)\n(.*?)```", re.DOTALL)


def steps(page: str) -> list[tuple[str, list[str], str, str]]:
    """Files to write and commands to run, in the order of the page: (kind, expected lines, name, content)."""
    found = [(match.start(), ("file", list[str](), match[1], match[2])) for match in _FILE.finditer(page)]
    for match in _BLOCK.finditer(page):
        parts = re.split(r"^\$ ", match[1], flags=re.MULTILINE)
        for part in parts[1:]:
            command, _, output = part.partition("\n")
            found.append((match.start(), ("command", output.splitlines(), "", command)))
    return [step for _, step in sorted(found, key=lambda item: item[0])]


def fits(expected: list[str], output: str) -> str | None:
    """The first expected line that is not there, in order; `…` stands for anything."""
    lines = output.splitlines()
    at = 0
    for line in expected:
        if not line.strip() or line.strip() == "…":
            continue
        pattern = re.compile(".*".join(re.escape(" ".join(piece.split())) for piece in line.split("…")))
        while at < len(lines) and not pattern.search(" ".join(lines[at].split())):
            at += 1
        if at == len(lines):
            return line
        at += 1
    return None


def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "140",
    }
    shutil.copytree(ROOT / "tests" / "reports", tmp_path / "reports")
    ran = 0
    for kind, expected, name, content in steps(TUTORIAL.read_text(encoding="utf-8")):
        if kind == "file":
            (tmp_path / name).write_text(content, encoding="utf-8")
            continue
        done = subprocess.run(
            content,
            shell=True,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        missing = fits(expected, done.stdout + done.stderr)
        assert missing is None, f"$ {content}\nexpected: {missing}\n--- printed:\n{done.stdout}{done.stderr}"
        ran += 1
    assert ran >= 6
