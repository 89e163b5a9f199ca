"""Quotation marks: which stretches of a text stand in them, and whose words these are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ...record import Span, merged
from ..draft import Attribution, Draft

MIN_WORDS = 4
"""Words; a shorter quotation is a scare quote or a name, and belongs to the sentence around it."""
_PAIRS = {"“": "”", "«": "»", "„": "“"}
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*\S)")


def stretches(text: str) -> list[Span]:
    """The insides of quotation marks, in order; a quotation may run over paragraphs if each begins with a mark.

    Straight marks open and close in turn inside a paragraph. An unclosed mark opens nothing.

    >>> text = 'She said: “It is late. Go home.” Then "no" again.'
    >>> [span.of(text) for span in stretches(text)]
    ['It is late. Go home.', 'no']
    """
    found: list[Span] = []
    opened: tuple[int, str] | None = None
    for i, sign in enumerate(text):
        if opened is not None and sign == opened[1]:
            found.append(Span(opened[0], i))
            opened = None
        elif opened is None and sign in _PAIRS:
            opened = (i + 1, _PAIRS[sign])
        elif opened is None and sign == '"':
            opened = (i + 1, '"')
        elif opened is not None and sign == "\n":
            rest = text[i:].lstrip()
            if opened[1] == '"' or not rest.startswith(tuple(_PAIRS)):
                opened = None
            elif rest:
                found.append(Span(opened[0], i))
                opened = None
    return [span for span in found if span.of(text).strip()]


def speech(text: str) -> list[Span]:
    """The stretches that are long enough to be speech."""
    return [span for span in stretches(text) if len(span.of(text).split()) >= MIN_WORDS]


def completed(draft: Draft, attributions: list[Attribution]) -> list[Attribution]:
    """Direct speech made whole.

    A content that takes up part of a quotation takes all of it. A quotation without a speaker of its own
    belongs to the speaker of the one before it in the same paragraph ("…," she said. "…").
    """
    said = speech(draft.text)
    if not said or not attributions:
        return attributions
    ends = [quotation.end for quotation in said]
    out = [_whole(attribution, said, ends) for attribution in attributions]
    speakers = _speakers(out, said, ends)
    for n, (earlier, later) in enumerate(pairwise(said)):
        if n + 1 in speakers or n not in speakers or "\n" in draft.text[earlier.end : later.start]:
            continue
        speaker = speakers[n]
        if out[speaker].direct:
            out[speaker] = replace(out[speaker], content=merged((*out[speaker].content, later)))
            speakers[n + 1] = speaker
    return out


def _touched(span: Span, said: list[Span], ends: list[int]) -> Iterator[int]:
    """The numbers of the quotations that overlap the span; `ends` are their ends, in order."""
    n = bisect_right(ends, span.start)
    while n < len(said) and said[n].start < span.end:
        yield n
        n += 1


def _whole(attribution: Attribution, said: list[Span], ends: list[int]) -> Attribution:
    """The attribution with every quotation that its content lies in, or mostly covers, taken whole."""
    cue = attribution.cue.span if attribution.cue else None
    content = list(attribution.content)
    direct = attribution.direct
    for span in attribution.content:
        for n in _touched(span, said, ends):
            if (cue is None or not said[n].holds(cue)) and _mostly(span, said[n]):
                content.append(said[n])
                direct = True
    return replace(attribution, content=merged(content), direct=direct)


def _mostly(span: Span, quotation: Span) -> bool:
    shared = min(span.end, quotation.end) - max(span.start, quotation.start)
    return shared * 2 >= min(span.end - span.start, quotation.end - quotation.start)


def _speakers(attributions: list[Attribution], said: list[Span], ends: list[int]) -> dict[int, int]:
    """For each quotation the first attribution whose content has it."""
    found: dict[int, int] = {}
    for number, attribution in enumerate(attributions):
        for span in attribution.content:
            for n in _touched(span, said, ends):
                found.setdefault(n, number)
    return found
