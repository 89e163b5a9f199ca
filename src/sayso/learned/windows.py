"""Windows of whole paragraphs that fit the encoder, with context on both sides of what they decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CLS, SEP = 101, 102
MAX_PIECES = 256
LEFT, RIGHT = 72, 40

_ENDS = frozenset('.!?"”')


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Word pieces for one call of the encoder.

    `ids` are the pieces with [CLS] and a [SEP] after every paragraph; `at[i]` is where the first
    piece of word `start + i` lies; the window decides the words from `core[0]` to `core[1]`.
    `shapes` are the shapes of the words that the pieces belong to (see tokens.shapes).
    """

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    start: int
    at: tuple[int, ...]
    core: tuple[int, int]


def units(
    numbers: Sequence[int], first: Sequence[int], forms: Sequence[str], limit: int
) -> list[tuple[int, int]]:
    """Word ranges with the same number (paragraph), cut after a sentence where one exceeds the limit."""
    out: list[tuple[int, int]] = []
    begin = 0
    for end in range(1, len(numbers) + 1):
        if end < len(numbers) and numbers[end] == numbers[begin]:
            continue
        while first[end] - first[begin] > limit:
            last = begin + 1
            while first[last + 1] - first[begin] <= limit:
                last += 1
            cut = next((k for k in range(last, max(begin + 1, last - 80), -1) if forms[k - 1] in _ENDS), last)
            out.append((begin, cut))
            begin = cut
        out.append((begin, end))
        begin = end
    return out


def make(
    ids: Sequence[int],
    first: Sequence[int],
    numbers: Sequence[int],
    shapes: Sequence[int],
    ranges: Sequence[tuple[int, int]],
    core: tuple[int, int],
) -> Window:
    """One window of neighbouring ranges; [SEP] stands where the paragraph number changes."""
    row = [CLS]
    look = [0]
    at: list[int] = []
    for k, (begin, end) in enumerate(ranges):
        shift = len(row) - first[begin]
        at.extend(shift + first[i] for i in range(begin, end))
        row.extend(ids[first[begin] : first[end]])
        for i in range(begin, end):
            look.extend([shapes[i]] * (first[i + 1] - first[i]))
        if k + 1 == len(ranges) or numbers[ranges[k + 1][0]] != numbers[begin]:
            row.append(SEP)
            look.append(0)
    return Window(ids=tuple(row), shapes=tuple(look), start=ranges[0][0], at=tuple(at), core=core)


def windows(
    ids: Sequence[int],
    first: Sequence[int],
    numbers: Sequence[int],
    forms: Sequence[str],
    shapes: Sequence[int],
    *,
    limit: int = MAX_PIECES,
) -> list[Window]:
    """Windows over a text so that every word is decided by exactly one, in order."""
    parts = units(numbers, first, forms, limit - 10)
    cost = [first[b] - first[a] + 1 for a, b in parts]
    out: list[Window] = []
    i = 0
    while i < len(parts):
        left, total = i, 1
        while left > 0 and total + cost[left - 1] <= LEFT:
            left -= 1
            total += cost[left]
        if total + cost[i] > limit:
            left, total = i, 1
        right = i
        while right < len(parts) and total + cost[right] <= limit:
            total += cost[right]
            right += 1
        last = right
        if right < len(parts):
            back = 0
            while last - 1 > i and back + cost[last - 1] <= RIGHT:
                last -= 1
                back += cost[last]
        core = (parts[i][0], parts[last - 1][1])
        out.append(make(ids, first, numbers, shapes, parts[left:right], core))
        i = last
    return out
