"""What can be wrong with a source of the corpus, always with its file and line."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: where it stands and what would do."""

    path: Path
    line: int
    text: str
    severe: bool = True

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {'' if self.severe else 'warning: '}{self.text}"


class BadSource(ValueError):
    """A source that cannot be compiled; its message says what was found and what would do."""
