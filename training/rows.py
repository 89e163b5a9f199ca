"""Attributions as word runs and as one flat row of tags (no torch needed)."""

from __future__ import annotations

from collections.abc import Sequence


def runs(words: Sequence[int]) -> list[tuple[int, int]]:
    """Word numbers as half-open runs."""
    out: list[list[int]] = []
    for i in sorted(words):
        if out and i == out[-1][1]:
            out[-1][1] = i + 1
        else:
            out.append([i, i + 1])
    return [(a, b) for a, b in out]


def tag_row(attributions: Sequence[dict[str, list[int]]], size: int) -> list[str]:
    """One flat row of BIO tags; a cue hides a source, a source a content."""
    row = ["O"] * size
    for role, letter in (("Content", "N"), ("Source", "S"), ("Cue", "C")):
        for one in attributions:
            for begin, end in runs(one[role]):
                for i in range(begin, end):
                    row[i] = f"{'B' if i == begin else 'I'}-{letter}"
    return row
