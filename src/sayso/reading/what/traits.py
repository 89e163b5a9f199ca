"""What stands around the words that name an event: its arguments in the parse, and the traits of their phrases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...record import Participant, Role
from ..draft import Draft
from ..tree import Tree, plain
from .parties import is_party, is_time, named_at
from .slots import has_gap_object, passive, preposition, standing_for, subjects, with_conjuncts

FAR = (2, 5, 10)
"""Distances in words between which phrases are told apart."""
CASES = frozenset(
    [
        "by",
        "to",
        "from",
        "with",
        "in",
        "of",
        "for",
        "against",
        "on",
        "at",
        "into",
        "through",
        "between",
        "among",
        "over",
    ]
)
"""Prepositions that are told apart; the others are one."""


CORE = (Role.ACTOR, Role.RECIPIENT, Role.GOODS)
BY_CASE = {
    "by": (Role.ACTOR, Role.INSTRUMENT),
    "to": (Role.RECIPIENT, Role.ROUTE_TO),
    "into": (Role.ROUTE_TO,),
    "from": (Role.ROUTE_FROM, Role.RECIPIENT),
    "with": (Role.INSTRUMENT, Role.ACTOR, Role.RECIPIENT),
    "through": (Role.ROUTE_VIA,),
    "against": (Role.RECIPIENT,),
    "on": (Role.RECIPIENT,),
    "for": (Role.RECIPIENT, Role.GOODS),
    "of": (Role.RECIPIENT, Role.GOODS, Role.ACTOR),
    "in": (Role.HOST, Role.INSTRUMENT),
    "at": (Role.RECIPIENT,),
}
"""Roles that a phrase may have by its preposition."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
EMPTY = frozenset({"it", "there", "this", "that", "what", "which", "who", "whom", "whose"})


def arguments(triggers: Sequence[int], tree: Tree) -> Iterator[tuple[Role, int]]:
    """The phrases that hang on the triggers, or are their subject in a clause above, with the roles they may have."""
    for trigger in triggers:
        for head in subjects(trigger, tree) if tree.tokens[trigger].pos != "NOUN" else ():
            if _can_take_part(head, tree):
                yield from ((role, head) for role in CORE)
        if has_gap_object(trigger, tree):
            # "The men [police arrested]": what the clause describes is its object.
            for head in with_conjuncts(tree.tokens[trigger].head, tree):
                if _can_take_part(head, tree):
                    yield from ((role, head) for role in CORE)
        for child in tree.children[trigger]:
            relation = plain(tree.tokens[child].relation)
            if relation in ("nsubj", "obj", "iobj", "compound", "amod"):
                roles: tuple[Role, ...] = CORE
            elif tree.tokens[child].relation == "nmod:poss":
                roles = (Role.ACTOR, Role.RECIPIENT)
            elif relation in ("obl", "nmod"):
                roles = BY_CASE.get(preposition(child, tree), ())
            else:
                continue
            for head in with_conjuncts(standing_for(child, triggers, tree)[0], tree):
                if _can_take_part(head, tree):
                    yield from ((role, head) for role in roles)


def _can_take_part(head: int, tree: Tree) -> bool:
    token = tree.tokens[head]
    return token.pos in NOMINAL and token.lower not in EMPTY and not is_time(head, tree)


def traits(one: Participant, triggers: Sequence[int], tree: Tree, draft: Draft) -> Iterator[str]:
    """The traits of a participant beside the words `triggers` that name the event."""
    inside = tree.inside(one.span)
    if not inside:
        return
    head = next((w for w in inside if tree.tokens[w].head not in inside), inside[0])
    token = tree.tokens[head]
    yield f"hangs {_hangs(head, triggers, tree)}"
    kind = named_at(head, draft)
    yield f"kind {kind.value if kind is not None else 'none'}"
    yield f"tag {token.pos}"
    yield "party" if is_party(head, tree, draft) else "thing"
    near = min(abs(head - w) for w in triggers)
    side = "before" if head < triggers[0] else "after"
    yield f"{side} {sum(near > far for far in FAR)}"


def _hangs(head: int, triggers: Sequence[int], tree: Tree) -> str:
    """The relation of a phrase to the trigger, with its preposition; "over" it, "beside" it, or "far" away.

    What a clause describes has the place in it that is left empty: "the men police arrested" are the object.
    """
    token = tree.tokens[head]
    if token.head in triggers:
        relation = plain(token.relation)
        if relation in ("obl", "nmod"):
            case = preposition(head, tree)
            return f"{relation} {case if case in CASES else 'other' if case else 'bare'}"
        if relation == "nsubj" and passive(token.head, tree):
            return "nsubj of passive"
        return relation
    if any(head in tree.ancestors(w) for w in triggers):
        for w in triggers:
            if has_gap_object(w, tree) and head in with_conjuncts(tree.tokens[w].head, tree):
                return "obj"
        return "over"
    up = [tree.tokens[w].head for w in triggers]
    return f"beside {plain(token.relation)}" if token.head in up and token.head >= 0 else "far"
