"""Running commands in this process, and an archive to run them on."""

from __future__ import annotations

from pathlib import Path

import click
from click.testing import CliRunner, Result

from sayso.archive import Archive
from tests.store.samples import fair, harbour, quiet


def invoke(command: click.Command, *arguments: object) -> Result:
    """The command's answer; errors of sayso come out as they are."""
    return CliRunner().invoke(command, [str(a) for a in arguments], catch_exceptions=False)


def filled(folder: Path) -> Path:
    """An archive with three reports."""
    path = folder / "my.db"
    with Archive.open(path) as archive:
        archive.add(harbour(), fair(), quiet())
    return path
