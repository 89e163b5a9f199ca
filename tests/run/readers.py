"""Readers for the tests of a run: small, quick, and bad in every way that a reader can be.

They stand in a module of their own because the pool's processes import them.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from sayso.errors import BadKnowledge, EmptyReport
from sayso.intake import Source
from sayso.record import Claim, Record, Report, Span, Voice, VoiceKind


def load(source: Source) -> Report:
    """The report of a file, without any detection."""
    assert source.path is not None
    text = source.path.read_text(encoding="utf-8")
    if not text:
        raise EmptyReport(f"{source.name}: there are no words in it")
    return Report(text=text, outlet="The Example", name=source.path.name)


def read(report: Report) -> Record:
    """A claim for each line."""
    claims, at = [], 0
    for line in report.text.splitlines(keepends=True):
        span = Span(at, at + len(line.rstrip("\n")))
        at += len(line)
        voice = Voice(voice="The Example", kind=VoiceKind.OUTLET)
        claims.append(Claim(report=report.id, quote=span.of(report.text), spans=(span,), who_says=(voice,)))
    return Record(report=report, claims=tuple(claims))


def moody(report: Report) -> Record:
    """As `read`, but obeys what the text tells it to suffer."""
    for line in report.text.splitlines():
        match line.split():
            case ["raise"]:
                raise ZeroDivisionError("nobody foresaw this\nnor this")
            case ["foreseen"]:
                raise BadKnowledge("cues.tsv:7: no such stance")
            case ["hang"]:
                time.sleep(60)
            case ["die"]:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["die-once", marker]:
                if not Path(marker).exists():
                    Path(marker).touch()
                    os._exit(7)
            case ["twins"]:
                record = read(report)
                return Record(report=report, claims=(record.claims[0], record.claims[0]))
            case ["foreign"]:
                return Record(report=report, notices=("the report is not in English; nothing was read",))
    return read(report)


def threads(report: Report) -> Record:
    """A notice with the number of threads that libraries may start."""
    return Record(report=report, notices=(os.environ.get("OMP_NUM_THREADS", "none"),))


def double(number: int) -> int:
    """For the pool alone."""
    return 2 * number


def unpicklable(number: int) -> object:
    """An answer that cannot be sent."""
    return lambda: number
