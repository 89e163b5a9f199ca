"""Routes: the phrases of a way that hang on another word than the one that moves.

"By way of Honiara" hangs on *way*, "left Raxaul for Amlekhgunj" may be read as one name with its goal, and
"officers are on their way from Iqaluit" has no verb of motion at all; the words are the movement's all the same.
"""

from __future__ import annotations

from ...knowledge import events
from ..tree import Tree
from .slots import Slots, lemma, preposition, with_conjuncts

ON = frozenset({"from", "out-of", "to", "into", "for", "toward", "towards", "via", "through", "across"})
BY = frozenset({"air", "sea", "land", "road", "rail", "foot", "river", "helicopter", "footbridge"})
"""Nouns that, with the vehicles, tell by what means one goes."""
CARRIERS = ("obj", "from", "out-of", "to", "into", "via", "through", "across", "over", "at", "in")
"""Slots whose phrase may carry the next stretch of the way."""
ANY_NOUN = frozenset({"from", "out-of", "via"})
"""Prepositions that tell a stretch even behind a common noun; "the road to X" is one thing."""


def moves(i: int, tree: Tree, *, noun: bool) -> bool:
    """Whether the word can name a movement."""
    known, name = events.lexicon(), lemma(tree.tokens[i])
    entries = known.noun(name) if noun else known.verb(name)
    return any(entry.type == "MOVEMENT" for entry in entries)


def lend(i: int, tree: Tree, slots: Slots, *, noun: bool) -> None:
    """Put into the slots of a movement what hangs on "way" and on the names of its route."""
    if not moves(i, tree, noun=noun):
        return
    if noun and lemma(tree.tokens[i]) == "way":
        if preposition(i, tree) == "on":
            slots.add("on", [i])
            slots.add("subj", [head for c in tree.all(i, "nsubj") for head in with_conjuncts(c, tree)])
        for child in tree.all(i, "nmod"):
            if lemma(tree.tokens[child]) == "way":
                _of_way(child, tree, slots)
    else:
        for child in (*tree.all(i, "obl"), *tree.all(i, "nmod")):
            if lemma(tree.tokens[child]) == "way":
                _of_way(child, tree, slots)
    _means(tree, slots)
    seen: set[int] = set()
    for slot in CARRIERS:
        for head in tuple(slots.heads.get(slot, ())):
            if head not in seen and head != i:
                seen.add(head)
                _carried(head, tree, slots)


def _means(tree: Tree, slots: Slots) -> None:
    """ "By bus", "by air", "aboard the boat Pulotu", "into a taxi": by what means, not by whom or whither."""
    vehicles = events.sets()["vehicle"] | BY
    for slot in ("by", "subj", "aboard", "in", "on", "into"):
        for head in tuple(slots.heads.get(slot, ())):
            kinds = [c for c in tree.all(head, "compound") if tree.tokens[c].pos == "NOUN"]
            if tree.tokens[head].pos == "NOUN":
                kinds.append(head)
            if not any(lemma(tree.tokens[c]) in vehicles for c in kinds):
                continue
            if slot == "subj" and preposition(head, tree) != "by":
                continue
            slots.add("means", [head])
            slots.heads[slot].remove(head)
            if not slots.heads[slot]:
                del slots.heads[slot]


def _of_way(way: int, tree: Tree, slots: Slots) -> None:
    case = preposition(way, tree)
    if case not in ("by", "on", "along"):
        return
    for child in tree.all(way, "nmod"):
        told = preposition(child, tree)
        if told in ("of", "via", "by") and case == "by":
            slots.add("via", with_conjuncts(child, tree))
        elif told in ON:
            slots.add(told, with_conjuncts(child, tree))
    for held in slots.heads.values():
        if way in held:
            held.remove(way)


def _carried(head: int, tree: Tree, slots: Slots) -> None:
    name = tree.tokens[head].pos == "PROPN"
    for child in tree.all(head, "nmod"):
        case = preposition(child, tree)
        if lemma(tree.tokens[child]) == "way":
            _of_way(child, tree, slots)
        elif (case in ON and name) or case in ANY_NOUN:
            slots.add(case, with_conjuncts(child, tree))
            _carried(child, tree, slots)
