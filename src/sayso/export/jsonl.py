"""JSONL: one claim a line, exactly as the codec gives it, the id first."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from ..record import Claim, to_dict
from . import Line

# A line of JSONL ends at \n only, but many programs also split at these.
LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def dumps(claim: Claim) -> str:
    """The claim as one line of JSON, without the end of line; always valid UTF-8."""
    data = to_dict(claim)
    line = json.dumps(data, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair: only an escape can carry it
        line = json.dumps(data)
    return line.translate(LINE_ENDS)


def write(lines: Iterable[Line], out: TextIO) -> None:
    """Write each claim as a line."""
    for claim, _ in lines:
        out.write(dumps(claim) + "\n")
