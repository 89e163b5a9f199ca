"""From kinds at head words and the parse to mentions with their extent; and proper names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sayso.learned.labels import HEAD_KINDS, NAME_TAGS
from sayso.learned.reading import Mention, Name, Reading, Words
from sayso.learned.sequences import best_rows, log_softmax, softmax, spans

if TYPE_CHECKING:
    from sayso.learned.weights import Array

FACILITIES = frozenset(
    [
        "airbase",
        "airfield",
        "airport",
        "airstrip",
        "base",
        "barrack",
        "barracks",
        "bridge",
        "bunker",
        "camp",
        "checkpoint",
        "church",
        "clinic",
        "compound",
        "court",
        "courthouse",
        "dam",
        "depot",
        "dock",
        "embassy",
        "consulate",
        "factory",
        "facility",
        "harbor",
        "harbour",
        "hospital",
        "hotel",
        "installation",
        "jail",
        "mall",
        "market",
        "mosque",
        "office",
        "outpost",
        "palace",
        "parliament",
        "pipeline",
        "plant",
        "port",
        "prison",
        "reactor",
        "refinery",
        "road",
        "runway",
        "school",
        "shelter",
        "silo",
        "site",
        "shop",
        "stadium",
        "station",
        "store",
        "synagogue",
        "temple",
        "terminal",
        "tower",
        "tunnel",
        "university",
        "warehouse",
        "headquarters",
        "highway",
        "building",
        "house",
        "home",
        "laboratory",
        "lab",
        "mine",
        "center",
        "centre",
    ]
)
"""Nouns whose PLACE or OTHER mention is a FACILITY."""

_NOT_PART = frozenset({"punct", "case", "cc", "mark", "conj", "parataxis", "discourse", "cop", "vocative"})
_NOT_PART_AT_PREDICATE = _NOT_PART | {
    "nsubj", "nsubj:pass", "csubj", "aux", "aux:pass", "advmod", "expl", "advcl", "obl", "ccomp", "xcomp",
    "advcl:relcl", "dislocated",
}  # fmt: skip


_NO_HEAD = frozenset({"PUNCT", "SYM", "ADP", "AUX", "PART", "CCONJ", "SCONJ", "DET", "INTJ"})
_LOOSE = frozenset({"ADJ", "ADV", "VERB", "X"})
_WITH_LOOSE = frozenset({"TIME", "EVENT", "QUANTITY", "PLACE", "FACILITY", "NORP"})
_BESIDE = frozenset({"det", "case", "mark", "cc", "aux", "aux:pass", "cop", "punct", "fixed", "goeswith"})


def may_head(kind: str, pos: str, deprel: str) -> bool:
    """Whether a word of this part of speech and relation can carry a mention of this kind.

    Articles, prepositions, auxiliaries and the like never do, whatever the scores of the kinds say; a verb,
    adverb or adjective does for times, events and places ("home", "abroad") but is nobody who could speak.

    >>> may_head("PERSON", "DET", "det"), may_head("PERSON", "VERB", "root"), may_head("PLACE", "ADV", "obl")
    (False, False, True)
    """
    if pos in _NO_HEAD or deprel in _BESIDE:
        return False
    return pos not in _LOOSE or kind in _WITH_LOOSE or (pos == "ADJ" and deprel in _ARGUMENTS)


_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "nmod:poss", "appos"})
"""Where an adjective stands for people: "the wounded", "three of the four"."""


def _rest_of_name(word: int, best: Sequence[int], head: Sequence[int], deprel: Sequence[str]) -> bool:
    """Whether a word is only the rest of a name whose first word carries the mention: "Oksana [Hrabar]"."""
    return deprel[word] in ("flat", "flat:name") and best[head[word]] == best[word]


_TITLES = frozenset({"flat", "flat:name", "nmod:desc"})


def extent(head: int, children: Sequence[Sequence[int]], deprel: Sequence[str], *, below: bool) -> Words:
    """The words of a mention: the head with what it governs, without the preposition or conjunction before it.

    `below` is true where the head is itself a predicate ("he is [the minister]"): its subject and
    modifiers of the clause are no part of the mention then.
    """
    left = _NOT_PART_AT_PREDICATE if below else _NOT_PART

    def somebody_else(at: int, over: int) -> bool:
        """Whether a word is joined to a name by "and", whatever the parse calls that."""
        if deprel[over] in ("flat", "flat:name") and deprel[at] in ("conj", "cc"):
            return True
        return at > over and deprel[at] in _TITLES and any(deprel[c] == "cc" and c < at for c in children[at])

    inside = {head}
    stack = [c for c in children[head] if deprel[c] not in left and not somebody_else(c, head)]
    while stack:
        at = stack.pop()
        inside.add(at)
        stack.extend(c for c in children[at] if not somebody_else(c, at))
    begin = end = head
    while begin - 1 in inside:
        begin -= 1
    while end + 1 in inside:
        end += 1
    while end > head and deprel[end] == "punct":
        end -= 1
    while begin < head and deprel[begin] == "punct":
        begin += 1
    return begin, end + 1


def mentions(kind: Array, layers: dict[str, list[Any]], forms: Sequence[str], base: int) -> list[Mention]:
    """The mentions of a block, in order of their beginning, longer ones first."""
    probable = softmax(kind)
    best = probable.argmax(1).tolist()
    head, deprel, pos, lemma = layers["head"], layers["deprel"], layers["pos"], layers["lemma"]
    children: list[list[int]] = [[] for _ in forms]
    for i, h in enumerate(head):
        if h != i:
            children[h].append(i)
    found: list[Mention] = []
    for i, k in enumerate(best):
        name = HEAD_KINDS[k]
        if k == 0 or not may_head(name, pos[i], deprel[i]) or _rest_of_name(i, best, head, deprel):
            continue
        if name in ("PLACE", "OTHER") and lemma[i].lower() in FACILITIES:
            name = "FACILITY"
        predicate = any(deprel[c] in ("cop", "nsubj", "nsubj:pass") for c in children[i])
        begin, end = extent(i, children, deprel, below=predicate)
        found.append(
            Mention(
                words=(begin + base, end + base),
                head=i + base,
                kind=name,
                named=pos[i] == "PROPN",
                pronoun=pos[i] == "PRON",
                confidence=round(float(probable[i, k]), 4),
            )
        )
    found.sort(key=lambda m: (m.words[0], -m.words[1]))
    return found


def with_names(reading: Reading, least: float = 0.7) -> tuple[Mention, ...]:
    """The mentions of a reading, and one for every person or body whose name was read but is in none of them.

    The two layers are read apart: "German Chancellor Angela Merkel" may be a sure name and no mention. The head is
    the name's topmost word, or the role it hangs on ("Majority [Leader] Kevin McCarthy").
    """
    known = {m.head for m in reading.mentions}
    children: list[tuple[int, ...]] = []
    out = list(reading.mentions)
    for name in reading.names:
        inside = range(*name.words)
        if name.kind not in ("PERSON", "ORG") or name.confidence < least or not known.isdisjoint(inside):
            continue
        head = next((i for i in inside if reading.head[i] not in inside or reading.head[i] == i), inside[0])
        if reading.deprel[head] in ("flat", "flat:name"):
            head = reading.head[head]
        if head in known or not may_head(name.kind, reading.pos[head], reading.deprel[head]):
            continue
        children = children or [reading.children(i) for i in range(len(reading.words))]
        predicate = any(reading.deprel[c] in ("cop", "nsubj", "nsubj:pass") for c in children[head])
        begin, end = extent(head, children, reading.deprel, below=predicate)
        known.add(head)
        out.append(
            Mention(
                words=(min(begin, inside[0]), max(end, inside[-1] + 1)),
                head=head,
                kind=name.kind,
                named=True,
                pronoun=False,
                confidence=name.confidence,
            )
        )
    return tuple(sorted(out, key=lambda m: (m.words[0], -m.words[1])))


def names(scores: Array, ranges: Sequence[Words], base: int) -> list[Name]:
    """The proper names of a block."""
    row = best_rows(log_softmax(scores), ranges, NAME_TAGS)
    probable = softmax(scores)
    out: list[Name] = []
    for kind, a, b in spans([NAME_TAGS[i] for i in row.tolist()]):
        first = NAME_TAGS.index(f"B-{kind}")
        sure = float(probable[a:b, first : first + 2].sum(1).mean())
        out.append(Name(words=(a + base, b + base), kind=kind, confidence=round(sure, 4)))
    return out
