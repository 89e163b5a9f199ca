"""The report's text cut for display: paragraphs, and segments on which claims and cells begin and end."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..record import Report, Span

BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
LINE = re.compile(r"\n\s*")
WRAP_WIDTH = range(40, 101)
"""Lines this long (in characters) that end inside a sentence were broken by a program, not by an author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text inside one paragraph over which the same claims run.

    `claims` are the numbers of those claims, the innermost first. `begins` are the numbers of claims
    whose words begin here. `anchor` says that words of a cell begin here.
    """

    span: Span
    text: str
    claims: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    anchor: bool = False


def paragraphs(report: Report) -> list[tuple[Span, bool]]:
    """The report's paragraphs in order, each with whether it is the headline.

    All that lies between them is white space, so the text is shown whole.

    >>> report = Report(text="War ends\\n\\nIt ended.\\nAll went home.", title=Span(0, 8))
    >>> [(span.of(report.text), title) for span, title in paragraphs(report)]
    [('War ends', True), ('It ended.', False), ('All went home.', False)]
    """
    text, title = report.text, report.title
    cuts = {0, len(text)}
    for gap in LINE.finditer(text) if not hard_wrapped(text) else BLANK_LINE.finditer(text):
        cuts.update(gap.span())
    if title is not None and title.end > title.start:
        cuts = {cut for cut in cuts if not title.start < cut < title.end} | {title.start, title.end}
    edges = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    found = [_trimmed(text, Span(start, end)) for start, end in itertools.pairwise(edges)]
    return [(span, title is not None and title.overlaps(span)) for span in found if span.start < span.end]


def hard_wrapped(text: str) -> bool:
    """Whether single line breaks are a typewriter's rather than the ends of paragraphs.

    >>> hard_wrapped("One paragraph.\\nAnother one.\\nA third.")
    False
    """
    broken = kept = 0
    for block in BLANK_LINE.split(text):
        lines = [line.rstrip() for line in block.split("\n") if line.strip()]
        for line in lines[:-1]:
            inside = line[-1:] not in ".!?:;\"'”’»)" and len(line) in WRAP_WIDTH
            broken, kept = broken + inside, kept + (not inside)
    return broken > 2 and broken > kept


def segments(
    text: str,
    paragraph: Span,
    *,
    claims: Sequence[tuple[int, Sequence[Span]]],
    begins: Iterable[tuple[int, int]] = (),
    anchors: Iterable[int] = (),
) -> list[Segment]:
    """The paragraph cut wherever a claim begins or ends, or a cell's words begin.

    `claims` are (number, spans), `begins` are (code point, number), `anchors` code points.

    >>> [(s.text, s.claims) for s in segments("a b c", Span(0, 5), claims=[(1, [Span(2, 3)])])]
    [('a ', ()), ('b', (1,)), (' c', ())]
    """
    size = {number: sum(span.end - span.start for span in spans) for number, spans in claims}
    here = [(number, span) for number, spans in claims for span in spans if span.overlaps(paragraph)]
    first: dict[int, list[int]] = {}
    for at, number in begins:
        first.setdefault(at, []).append(number)
    wanted = {at for at in anchors if paragraph.start <= at < paragraph.end}
    cuts = {paragraph.start, paragraph.end} | wanted
    cuts |= {edge for _, span in here for edge in span if paragraph.start < edge < paragraph.end}
    cuts |= {at for at in first if paragraph.start <= at < paragraph.end}
    edges = sorted(cuts)
    found = []
    for start, end in itertools.pairwise(edges):
        inside = {number for number, span in here if span.start < end and start < span.end}
        found.append(
            Segment(
                span=Span(start, end),
                text=text[start:end],
                claims=tuple(sorted(inside, key=lambda number: (size[number], number))),
                begins=tuple(first.get(start, ())),
                anchor=start in wanted,
            )
        )
    return found


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    left = len(words) - len(words.lstrip())
    right = len(words.rstrip())
    return Span(span.start + left, span.start + max(left, right))
