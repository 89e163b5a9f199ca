"""Spans: half-open stretches of code points in a report's stored text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch `[start, end)` of Unicode code points.

    >>> Span(0, 4).of("Gaza strip")
    'Gaza'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point.

        >>> Span(0, 4).overlaps(Span(4, 6)), Span(0, 5).overlaps(Span(4, 6))
        (False, True)
        """
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside.

        >>> Span(0, 9).holds(Span(4, 9))
        True
        """
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of the report with the place they stand at."""

    text: str
    span: Span


def hull(spans: Iterable[Span]) -> Span:
    """The shortest span that holds all of `spans` (at least one).

    >>> hull([Span(4, 6), Span(1, 2)])
    Span(start=1, end=6)
    """
    found = list(spans)
    return Span(min(s.start for s in found), max(s.end for s in found))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, with those that touch or overlap joined.

    >>> merged([Span(4, 6), Span(0, 2), Span(2, 3)])
    (Span(start=0, end=3), Span(start=4, end=6))
    """
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
