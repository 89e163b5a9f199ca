"""Walking the dependency tree of a draft: children, subtrees, subjects, noun phrases."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from ..record import Span
from .draft import Draft, Token

CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj", "conj", "root"})
"""Relations by which one clause hangs on another (subtypes after ":" left out)."""

NOT_OF_THE_PHRASE = frozenset(
    [
        "acl",
        "advcl",
        "appos",
        "aux",
        "case",
        "cc",
        "ccomp",
        "cop",
        "csubj",
        "discourse",
        "dislocated",
        "expl",
        "list",
        "mark",
        "nsubj",
        "orphan",
        "parataxis",
        "punct",
        "vocative",
        "xcomp",
    ]
)
"""Relations of what hangs on a noun and is no part of its noun phrase."""
PUNCTUATION = frozenset(".,;:!?\"'“”‘’()[]{}—–-…«»`")


@lru_cache(maxsize=1_000)
def plain(relation: str) -> str:
    """The UD relation without its subtype.

    >>> plain("acl:relcl")
    'acl'
    """
    return relation.partition(":")[0]


class Tree:
    """The dependency trees of all sentences of a draft, with the children of every token at hand."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Index the children of every token, in order."""
        self.tokens = tokens
        self.starts = [token.start for token in tokens]
        below: list[list[int]] = [[] for _ in tokens]
        for i, token in enumerate(tokens):
            if token.head >= 0:
                below[token.head].append(i)
        self.children = below

    @classmethod
    def of(cls, draft: Draft) -> Tree:
        """The tree of a draft, built once and kept with it."""
        found = draft.extra.get("tree")
        if not isinstance(found, Tree):
            found = draft.extra["tree"] = cls(draft.tokens or ())
        return found

    def inside(self, span: Span) -> range:
        """The numbers of the tokens that begin inside the span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def covering(self, spans: Iterable[tuple[Span, ...]]) -> dict[int, list[int]]:
        """For every token that begins in some of the spans: the numbers of these, in order."""
        found: dict[int, list[int]] = {}
        for number, group in enumerate(spans):
            for i in {i for span in group for i in self.inside(span)}:
                found.setdefault(i, []).append(number)
        return found

    def subtree(self, i: int, *, without: Collection[int] = ()) -> list[int]:
        """Token `i` and all below it, in text order, leaving out what hangs on the tokens `without`."""
        found, below = [i], self.children
        for at in found:
            if under := below[at]:
                found += [child for child in under if child not in without] if without else under
        return sorted(found)

    def child(self, i: int, *relations: str) -> int | None:
        """The first child of `i` by one of the relations; a relation without subtype takes all subtypes."""
        tokens = self.tokens
        for child in self.children[i]:
            relation = tokens[child].relation
            if relation in relations or plain(relation) in relations:
                return child
        return None

    def done_with(self, i: int) -> bool:
        """Whether a noun tells with what of somebody's something is done ("with Israeli permission")."""
        if not any(self.tokens[c].lower in ("with", "without") for c in self.all(i, "case")):
            return False
        owned = self.child(i, "nmod:poss") is not None
        return owned or any(self.tokens[c].text[:1].isupper() for c in self.all(i, "amod", "compound"))

    def all(self, i: int, *relations: str) -> list[int]:
        """All children of `i` by one of the relations, in text order."""
        under = self.children[i]
        if not under:
            return []
        tokens = self.tokens
        return [
            child
            for child in under
            if (relation := tokens[child].relation) in relations or plain(relation) in relations
        ]

    def ancestors(self, i: int) -> Iterable[int]:
        """The governors of `i`, nearest first."""
        seen = {i}
        while (i := self.tokens[i].head) >= 0 and i not in seen:
            seen.add(i)
            yield i

    def cleft(self, i: int) -> int | None:
        """The predicate of the frame around a clause in "it was the army that burned the village" (here *army*)."""
        up = self.tokens[i].head
        if up < 0 or self.tokens[i].relation != "acl:relcl" or self.child(up, "cop") is None:
            return None
        subjects = self.all(up, "expl", "nsubj")
        return up if any(self.tokens[c].lower == "it" for c in subjects) else None

    def noun_phrase(self, i: int, *, whole: bool = False) -> list[int]:
        """The noun phrase headed by `i`: its modifiers, without clauses, appositions, conjuncts and case marks.

        With `whole`, conjuncts ("missiles and other weapons") belong to it.
        """
        drop = [child for child in self.children[i] if self._cut(child, whole)]
        words = self.subtree(i, without=drop)
        return self._trim(_contiguous(words, i))

    def _cut(self, child: int, whole: bool) -> bool:
        token = self.tokens[child]
        relation = plain(token.relation)
        if relation == "conj":
            return not whole
        if relation == "cc":
            return not whole
        if relation == "case":
            return token.lower not in ("'s", "’s", "'", "’")
        if relation == "advmod":
            return token.head < child
        if relation == "punct":
            return not (whole and token.text in ",-") and token.text not in '-"“”‘’'
        return relation in NOT_OF_THE_PHRASE

    def _trim(self, words: list[int]) -> list[int]:
        while words and self.tokens[words[-1]].text in PUNCTUATION:
            words = words[:-1]
        while words and self.tokens[words[0]].text in PUNCTUATION - {'"', "“", "‘"}:
            words = words[1:]
        return words

    def span(self, words: Sequence[int]) -> Span:
        """From the first to the last of the words."""
        return Span(self.tokens[words[0]].start, self.tokens[words[-1]].end)


def _contiguous(words: list[int], i: int) -> list[int]:
    """The run of neighbouring words that holds `i`."""
    at = words.index(i)
    first = last = at
    while first > 0 and words[first - 1] == words[first] - 1:
        first -= 1
    while last + 1 < len(words) and words[last + 1] == words[last] + 1:
        last += 1
    return words[first : last + 1]
