"""Every setting that sayso reads from the environment, with its default and meaning."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One environment variable: its name, its default as text, and one line on what it does."""

    name: str
    default: str
    meaning: str

    @property
    def value(self) -> str:
        """The value in force now: the environment's, or the default."""
        return os.environ.get(self.name, self.default)


MAX_BYTES = Setting(
    name="SAYSO_MAX_BYTES", default="20000000", meaning="Largest report that is read, in bytes."
)
GAZETTEER = Setting(
    name="SAYSO_GAZETTEER", default="", meaning="Path of the gazetteer file; empty means the built-in one."
)
WEIGHTS = Setting(
    name="SAYSO_WEIGHTS", default="", meaning="Folder of the reader's weights; empty means the shipped ones."
)
MIN_CONFIDENCE = Setting(
    name="SAYSO_MIN_CONFIDENCE",
    default="0.4",
    meaning="Attributions with a lower calibrated confidence (0 to 1) are left out.",
)
JOBS = Setting(
    name="SAYSO_JOBS",
    default="0",
    meaning="Processes that read reports in parallel; 0 means one for each core.",
)
BUSY_SECONDS = Setting(
    name="SAYSO_BUSY_SECONDS",
    default="5",
    meaning="How long to wait for another program that writes to the archive, in seconds.",
)
LOG = Setting(name="SAYSO_LOG", default="WARNING", meaning="Lowest level of log lines on stderr.")

ALL: tuple[Setting, ...] = (MAX_BYTES, GAZETTEER, WEIGHTS, MIN_CONFIDENCE, JOBS, BUSY_SECONDS, LOG)


def max_bytes() -> int:
    """Largest report that is read, in bytes."""
    return int(MAX_BYTES.value)


def min_confidence() -> float:
    """Lowest calibrated confidence (0 to 1) of an attribution that is kept."""
    return float(MIN_CONFIDENCE.value)


def jobs() -> int:
    """Number of reading processes, at least one."""
    return int(JOBS.value) or os.cpu_count() or 1


def busy_seconds() -> float:
    """Seconds to wait for a locked archive."""
    return float(BUSY_SECONDS.value)


def gazetteer_path() -> Path:
    """Where the gazetteer's SQLite file lies (it may not have been built yet)."""
    if GAZETTEER.value:
        return Path(GAZETTEER.value)
    return Path(__file__).parent / "knowledge" / "data" / "gazetteer.sqlite"


def weights_path() -> Path:
    """The folder with the reader's weights."""
    if WEIGHTS.value:
        return Path(WEIGHTS.value)
    return Path(__file__).parent / "learned" / "weights"
