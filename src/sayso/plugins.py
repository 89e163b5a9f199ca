"""What other packages bring by entry points, found without opening the metadata of every installed package."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUPS = ("sayso.stages", "sayso.intakes", "sayso.exports", "sayso.gazetteers")
"""The entry point groups that sayso asks for."""


def points(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of one of `GROUPS`, in the order in which the packages are found.

    >>> points("sayso.stages")
    ()
    """
    if not _any_at_all():
        return ()
    from importlib.metadata import entry_points

    return tuple(entry_points(group=group))


@cache
def _any_at_all() -> bool:
    """Whether a group of ours stands in some package's entry_points.txt, or could stand where we do not look.

    importlib.metadata parses the metadata of all packages, which takes a tenth of the time of a short report;
    most machines have no package for sayso, and then looking for the groups' names is enough.
    """
    return any(_told_in(folder or os.curdir) for folder in sys.path)


def _told_in(folder: str) -> bool:
    try:
        names = [name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))]
    except NotADirectoryError:
        return True  # an archive: importlib.metadata can look into it
    except OSError:
        return False
    return any(_names_a_group(os.path.join(folder, name, "entry_points.txt")) for name in names)


def _names_a_group(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            text = file.read()
    except OSError:
        return False
    # A group without entries, as in sayso's own metadata, brings nothing.
    return any(_has_entries(text, group) for group in GROUPS)


def _has_entries(text: bytes, group: str) -> bool:
    _, found, rest = text.partition(f"[{group}]".encode())
    return bool(found) and b"=" in rest.partition(b"[")[0]
