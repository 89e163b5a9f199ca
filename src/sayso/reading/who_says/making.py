"""Attributions put together from word numbers, as the rules find them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...record import Span
from ..draft import Attribution, Draft, Token
from ..tree import PUNCTUATION, Tree

RULE_CONFIDENCE = 0.75
"""Calibrated by hand on house reports: three in four rule finds are right where the reader saw nothing."""


def quoted(text: str, content: tuple[Span, ...]) -> bool:
    """Whether the content begins and ends in quotation marks."""
    first, last = content[0], content[-1]
    opens = text[max(0, first.start - 1) : first.start + 1]
    closes = text[max(0, last.end - 2) : last.end + 2]
    return any(q in opens for q in '"“«„') and any(q in closes for q in '"”»“')


def made(
    draft: Draft, tree: Tree, source: list[int], cue: list[int], content: list[int], *, whole: bool = False
) -> Iterator[Attribution]:
    """An attribution of word numbers, its content without source, cue and outer punctuation.

    With `whole` the cue stays in the content: "gives 120 names" is what the list says.
    """
    tokens = tree.tokens
    taken = set(source) if whole else set(source) | set(cue)
    words = [w for w in content if w not in taken]
    spans = _runs(words, tokens)
    if not spans:
        return
    yield Attribution(
        source=tree.span(source) if source else None,
        cue=draft.quote(tree.span(cue)),
        content=spans,
        confidence=RULE_CONFIDENCE,
        direct=quoted(draft.text, spans),
    )


def _runs(words: list[int], listed: Sequence[Token]) -> tuple[Span, ...]:
    runs: list[list[int]] = []
    for w in words:
        if runs and w == runs[-1][-1] + 1:
            runs[-1].append(w)
        else:
            runs.append([w])
    spans = []
    for run in runs:
        while run and (listed[run[0]].text in PUNCTUATION or listed[run[0]].lower == "that"):
            run = run[1:]
        while run and listed[run[-1]].text in PUNCTUATION:
            run = run[:-1]
        if run:
            spans.append(Span(listed[run[0]].start, listed[run[-1]].end))
    return tuple(spans)
