"""Where the source and the content of an attribution end: what the learned reader cuts too short or too long."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ...knowledge import first_names, voices
from ...record import EntityKind, MentionForm, Span, merged
from ..draft import Attribution, Draft
from ..tree import PUNCTUATION, Tree, plain
from .kinds import PERSONAL, head_of, names


def with_noun(attribution: Attribution, tree: Tree) -> Attribution | None:
    """The attribution with the noun of a source that ends with an article or a preposition; None where a source is an
    article alone and its noun is the cue itself.

    "The statement continued: …" is said by the statement, once.
    """
    words = tree.inside(attribution.source) if attribution.source is not None else range(0)
    if words and len(words) > 1 and tree.tokens[words[-1]].pos in ("ADP", "DET"):
        # "Officers leading the offensive in | Gaza": a preposition goes with its noun.
        head = tree.tokens[words[-1]].head
        if words[-1] < head <= words[-1] + MOST_WITHIN and tree.tokens[head].pos in ("NOUN", "PROPN"):
            end = max([head, *tree.all(head, "flat")])
            cue = tree.inside(attribution.cue.span) if attribution.cue is not None else range(0)
            if not any(words[-1] < w <= end for w in cue):
                return replace(attribution, source=tree.span(range(words[0], end + 1)))
        return attribution
    if not words or any(tree.tokens[w].pos != "DET" or tree.tokens[w].lower not in ARTICLES for w in words):
        return attribution
    head = tree.tokens[words[-1]].head
    if not words[-1] < head <= words[-1] + MOST_WITHIN:
        return attribution
    if attribution.cue is not None and head in tree.inside(attribution.cue.span):
        return None
    return replace(attribution, source=tree.span(range(words[0], head + 1)))


ARTICLES = frozenset({"the", "a", "an"})


def trimmed(span: Span | None, text: str) -> Span | None:
    """The span without commas, dashes and a relative pronoun at its ends ("a contractor [who]")."""
    if span is None:
        return None
    words = span.of(text)
    lead = len(words) - len(words.lstrip(" ,;:–—-"))
    if joined := _JOINED.match(words, lead):
        lead = joined.end()
    kept = _RELATIVE.sub("", words.rstrip(" ,;:–—-")).rstrip(" ,;:–—-") or words
    return Span(span.start + lead, span.start + len(kept))


_JOINED = re.compile(r"(?:and|but|or|as|while|because|that)\s+(?=[a-z])")
_RELATIVE = re.compile(r"\s+(?:who|whom|which|whose)$")


def _by_cue(found: Sequence[Attribution]) -> Callable[[Sequence[Span]], list[int]]:
    """A function that gives the numbers of the attributions whose cues stand where some contents stand, in order."""
    cues = sorted((one.cue.span.start, k) for k, one in enumerate(found) if one.cue is not None)

    def near(content: Sequence[Span]) -> list[int]:
        if not content:
            return []
        low = bisect_left(cues, (min(span.start for span in content), -1))
        high = bisect_left(cues, (max(span.end for span in content), -1))
        return sorted(k for _, k in cues[low:high])

    return near


def untangled(found: list[Attribution]) -> list[Attribution]:
    """The attributions, none of which runs over a speaker who says it all.

    "North Korea threatened to strike, an official said": what is threatened ends before the official.
    """
    out = []
    near = _by_cue(found)
    for one in found:
        content = one.content
        for other in (found[k] for k in near(one.content)):
            if other is one or other.cue is None or one.cue is None or other.source is None:
                continue
            begin = min(other.source.start, other.cue.span.start)
            if begin <= one.cue.span.end or not any(span.holds(one.cue.span) for span in other.content):
                continue
            if any(span.start < begin < span.end and span.holds(other.cue.span) for span in content):
                content = tuple(
                    span if span.end <= begin else Span(span.start, begin)
                    for span in content
                    if span.start < begin
                )
        out.append(replace(one, content=content) if content and content != one.content else one)
    return out


def parted(found: list[Attribution], tree: Tree, text: str) -> list[Attribution]:
    """The attributions, none of which runs on into what a second verb beside its cue says.

    "He denied the charge and his lawyer said he would appeal": what is denied ends before "and".
    """
    heads = [head_of(one.cue.span, tree) if one.cue else None for one in found]
    out = []
    near = _by_cue(found)
    for one, head in zip(found, heads, strict=True):
        content = one.content
        for other, second in ((found[k], heads[k]) for k in near(one.content)):
            if other.cue is None or head is None or second is None or head not in _beside_it(second, tree):
                continue
            begin = tree.tokens[tree.subtree(second)[0]].start
            if any(span.start < begin and span.holds(other.cue.span) for span in content):
                kept = [Span(span.start, min(span.end, begin)) for span in content if span.start < begin]
                content = tuple(span for span in (trimmed(k, text) for k in kept) if span is not None)
        out.append(replace(one, content=content) if content and content != one.content else one)
    return out


def ended(attribution: Attribution, tree: Tree, text: str) -> Attribution:
    """The attribution, whose content does not run on into what the speaker does beside, or what happened meanwhile.

    "Agreed to hear the case but declined to stop the vote", "announced a boycott after the vote": where what is said
    is no finite clause, a finite verb joined to the cue and a clause of time are the report's own.
    """
    if attribution.cue is None or attribution.direct:
        return attribution
    cue = tree.inside(attribution.cue.span)
    heads = [i for i in cue if tree.tokens[i].pos == "VERB"]
    words = [i for span in attribution.content for i in tree.inside(span)]
    behind = [i for i in words if i >= cue.stop]
    if not heads or not behind or behind[0] != min(words):
        return attribution
    first = tree.tokens[behind[0]]
    infinitive = first.lower == "to" or first.lower.endswith("ing")
    finite = next((i for i in behind if _finite(i, tree)), None)
    stop = None
    for i in behind[1:]:
        token = tree.tokens[i]
        joined = plain(token.relation) == "conj" and token.head in heads and _finite(i, tree)
        parted_off = i > 2 and "," in (tree.tokens[i - 2].text, tree.tokens[i - 3].text)
        joined = joined and tree.child(i, "nsubj") is None and (infinitive or finite == i or parted_off)
        named = any(tree.tokens[k].pos in ("NOUN", "PROPN") for k in behind if k < i)
        timed = named and token.lower in MEANWHILE and plain(token.relation) == "mark"
        timed = timed and (finite is None or finite > i)
        timed = timed and not tree.tokens[min(i + 1, len(tree.tokens) - 1)].lower.endswith(
            "ing"
        )  # "as saying"
        if joined or (timed and not infinitive):
            stop = min([i, *tree.all(i, "cc", "aux", "advmod", "mark")]) if joined else i
            break
    if stop is None or stop <= behind[0]:
        return attribution
    end = tree.tokens[stop].start
    kept = [trimmed(Span(s.start, min(s.end, end)), text) for s in attribution.content if s.start < end]
    content = tuple(span for span in kept if span is not None and span.end > span.start)
    return replace(attribution, content=content) if content else attribution


def from_that(attribution: Attribution, tree: Tree) -> Attribution:
    """The attribution, whose content begins behind the "that" which follows its cue, and nowhere before the source.

    "As bombs fell, the Herald reports that on Friday, under cover of night, men met": nothing is left out behind "that",
    and what stands before the Herald is not told by it.
    """
    if attribution.cue is None or attribution.direct:
        return attribution
    that = tree.inside(attribution.cue.span).stop
    if not 0 < that < len(tree.tokens) - 1 or tree.tokens[that].lower != "that":
        return attribution
    if plain(tree.tokens[that].relation) != "mark" or tree.tokens[that - 1].pos != "VERB":
        return attribution
    begin = tree.tokens[that].end + 1
    behind = [span for span in attribution.content if span.start >= begin]
    if not behind or tree.tokens[tree.inside(behind[0])[0]].sentence != tree.tokens[that].sentence:
        return attribution
    return replace(attribution, content=merged((Span(begin, behind[0].end), *behind[1:])))


MEANWHILE = frozenset({"after", "when", "while", "as", "before", "since"})


def _finite(i: int, tree: Tree) -> bool:
    """Whether a word is a verb with a tense of its own."""
    token = tree.tokens[i]
    if token.pos not in ("VERB", "AUX") or token.lower.endswith("ing"):
        return False
    if plain(token.relation) in ("acl", "amod", "xcomp") and token.relation != "acl:relcl":
        return False
    return not any(tree.tokens[c].lower == "to" for c in tree.all(i, "mark"))


def _beside_it(i: int, tree: Tree) -> Iterator[int]:
    """The words before it that a word is joined to by "and", "or" or "but"."""
    while plain(tree.tokens[i].relation) == "conj" and 0 <= tree.tokens[i].head < i:
        i = tree.tokens[i].head
        yield i


def with_name(attribution: Attribution, draft: Draft, tree: Tree) -> Attribution:
    """The attribution with the whole of a source that has a name beside it: "its chairman, Nii Ampofo, doubted"."""
    source = attribution.source
    owned = _owned(source, tree) if source is not None else None
    whole = _beside(owned or source, draft, tree) if source is not None else None
    whole = whole or owned
    if whole is None:
        return attribution
    cut = (piece for span in attribution.content for piece in _without(span, whole))
    content = merged(span for span in cut if span.of(draft.text).strip(" ,;:–—-"))
    return replace(attribution, source=whole, content=content) if content else attribution


def _owned(source: Span, tree: Tree) -> Span | None:
    """For a source that ends before a possessive mark, all that is owned: "Brazil" of "Brazil's minister said"."""
    tokens, inside = tree.tokens, tree.inside(source)
    mark = inside.stop
    if inside and tokens[inside[-1]].lower in ("'s", "’s"):
        mark = inside[-1]  # "The minister's | letter said"
        inside = range(inside.start, mark)
    if not inside or mark + 1 >= len(tokens) or tokens[mark].lower not in ("'s", "’s", "'", "’"):
        return None
    head = next((w for w in inside if tokens[w].head not in inside), None)
    noun = tokens[head].head if head is not None else -1
    if not mark < noun <= mark + MOST_WITHIN or tokens[noun].pos not in ("NOUN", "PROPN"):
        return None
    if any(tokens[w].text in PUNCTUATION - {"-"} or tokens[w].pos == "VERB" for w in range(mark + 1, noun)):
        return None
    return Span(source.start, tokens[noun].end)


MOST_WITHIN = 6
"""Words between a role and the comma before its name ("her agent in St Petersburg, Valery Nechunayev")."""


def _beside(source: Span, draft: Draft, tree: Tree) -> Span | None:
    """A source for one person with the name that is set off by commas behind it."""
    tokens = tree.tokens
    inside = tree.inside(source)
    head = head_of(source, tree)
    if head is None or not inside or tokens[head].pos != "NOUN":
        return None
    if (
        not voices.sorts(tokens[head].lower) & PERSONAL
        or voices.singular(tokens[head].lower) != tokens[head].lower
    ):
        return None
    after = inside.stop
    while after < len(tokens) and tokens[after].pos == "PROPN" and names(after, tree):
        after += 1
    if after > inside.stop and inside[-1] == head:
        return Span(source.start, tokens[after - 1].end)  # "the lorry driver Sokol Dervishi"
    comma = inside.stop
    if comma < len(tokens) and tokens[comma].pos == "ADP":
        while (
            comma < len(tokens)
            and comma - inside.stop < MOST_WITHIN
            and tokens[comma].text not in PUNCTUATION
        ):
            if tokens[comma].pos in ("VERB", "AUX"):
                return None
            comma += 1
    if comma >= len(tokens) or tokens[comma].text != ",":
        return None
    end = comma + 1
    while end < len(tokens) and names(end, tree):
        end += 1
    first = comma + 1
    if end == first or (end < len(tokens) and tokens[end].text not in PUNCTUATION):
        return None
    if tokens[end - 1].text in "-‘’'" or _elsewhere(first, end, draft):
        return None
    if (
        end - first == 1
        and tokens[comma - 1].pos == "PROPN"
        and tokens[first].lower not in first_names.sexes()
    ):
        return None  # "an official in Kuito, Angola, said"
    return Span(source.start, tokens[end - 1].end)


def _elsewhere(first: int, end: int, draft: Draft) -> bool:
    """Whether the words are the name of a place or body."""
    return any(
        m.form is MentionForm.NAME
        and m.kind in (EntityKind.PLACE, EntityKind.ORGANIZATION, EntityKind.FACILITY)
        and m.tokens[0] <= first
        and first <= m.head < end <= m.tokens[1]
        for m in draft.mentions or ()
    )


def _without(span: Span, hole: Span) -> Iterator[Span]:
    if not span.overlaps(hole):
        yield span
        return
    if span.start < hole.start:
        yield Span(span.start, hole.start)
    if hole.end < span.end:
        yield Span(hole.end, span.end)


def without_that(span: Span, text: str) -> Span:
    """The span without a leading "that", which belongs to neither the cue nor the content."""
    skip = 5 if span.of(text)[:5].lower() == "that " else 0
    return Span(span.start + skip, span.end)


def longest(spans: Iterable[tuple[int, int]]) -> Span | None:
    return max((Span(*span) for span in spans), key=lambda span: span.end - span.start, default=None)
