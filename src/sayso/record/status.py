"""The state of a cell: found, not stated, not found, or open to two readings."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Three ways of not knowing are kept apart.

    `not-stated`: the report says nothing of it. `not-found`: the report may say it, but sayso could
    not tie it to words. `two-readings`: the words allow more than one value; all are listed.
    """

    FOUND = "found"
    NOT_STATED = "not-stated"
    NOT_FOUND = "not-found"
    TWO_READINGS = "two-readings"
