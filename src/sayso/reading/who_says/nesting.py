"""Nesting: which of the attributions over the same words stands inside which."""

from __future__ import annotations

from ..draft import Attribution
from .voice import Said

PASSED_ON = frozenset({"quoted", "cited", "quoted by", "cited by"})


def nested(over: list[Said]) -> list[Said]:
    """From the outermost to the innermost: whose cue lies in another's content is inside it.

    Two that stand side by side over the same words (neither inside the other) are two readings of one
    attribution unless one cites the other; the surer one is kept.
    """
    sizes = sorted(over, key=lambda said: (-_size(said[0]), said[0].cue.span.start if said[0].cue else 0))
    ordered = _citing_last(_outermost_first(sizes))
    kept: list[Said] = []
    for said in ordered:
        rival = next((n for n, other in enumerate(kept) if not _inside(said[0], other[0])), None)
        if rival is None or said[2].act == "cites" or _second_hand(said[0]):
            kept.append(said)
        elif (said[0].confidence or 0) > (kept[rival][0].confidence or 0):
            kept[rival] = said
    return kept


def _outermost_first(over: list[Said]) -> list[Said]:
    """Those in whose content no other one's cue or source stands first; the longer content decides the rest."""
    left, out = list(over), []
    while left:
        free = (
            one
            for one in left
            if not any(_inside(one[0], o[0]) and not _inside(o[0], one[0]) for o in left if o is not one)
        )
        first = next(free, left[0])
        left.remove(first)
        out.append(first)
    return out


def _citing_last(ordered: list[Said]) -> list[Said]:
    """Whom a speaker cites comes after the speaker ("the agency reported, citing a neighbour"), whatever the lengths."""
    ordered = sorted(ordered, key=lambda said: not _quoted_by(said[0]))
    out = [said for said in ordered if not _second_hand(said[0])]
    for said in ordered:
        cue = said[0].cue
        if not _second_hand(said[0]) or cue is None:
            continue
        before = [
            (mark, n)
            for n, other in enumerate(out)
            for mark in (other[0].cue.span if other[0].cue else None, other[0].source)
            if mark is not None and mark < cue.span
        ]
        # "Moscow has offered to help, the agency reports, quoting a clerk": the nearest voice before quotes; or, in "Citing a
        # clerk, the agency reports that Moscow has offered to help", the first one behind.
        behind = [
            (mark, n)
            for n, other in enumerate(out)
            for mark in (other[0].source, other[0].cue.span if other[0].cue else None)
            if mark is not None and cue.span < mark
        ]
        out.insert(max(before)[1] + 1 if before else min(behind)[1] + 1 if behind else 0, said)
    return out


def _second_hand(attribution: Attribution) -> bool:
    return attribution.cue is not None and attribution.cue.text.lower() in ("citing", "quoting")


def _quoted_by(attribution: Attribution) -> bool:
    """Whether a source stands behind a cue that says it passes on ("according to the general, quoted by [the agency]")."""
    cue, source = attribution.cue, attribution.source
    return (
        cue is not None
        and source is not None
        and cue.text.lower() in PASSED_ON
        and cue.span.end < source.start
    )


def _size(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def _inside(inner: Attribution, outer: Attribution) -> bool:
    """Whether the inner attribution's cue or source stands in the outer one's content."""
    marks = [inner.cue.span] if inner.cue else []
    if inner.source:
        marks.append(inner.source)
    return any(span.holds(mark) for span in outer.content for mark in marks)
