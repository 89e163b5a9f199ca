"""Unverified: "could not be independently verified" is flagged on the claim it is about."""

from __future__ import annotations

from ...record import Flag, Polarity, Stance
from .. import standing
from ..draft import Draft, Proposition
from ..tree import Tree
from .findings import name_of

VERIFYING = frozenset(
    ["verify", "confirm", "corroborate", "authenticate", "substantiate", "check", "establish"]
)
REACH = 2
"""Paragraphs back in which the claim is looked for."""


def flag(draft: Draft, tree: Tree) -> None:
    """Flag, for every proposition that says something could not be verified, the last attributed claim before it."""
    for proposition in draft.propositions or ():
        if not _says_unverified(proposition, draft, tree):
            continue
        about = _about(proposition, draft)
        if about is not None:
            quotes = tuple(draft.quote(span) for span in proposition.spans)
            draft.flags.setdefault(about, []).append(
                Flag(
                    name="unverified", quotes=quotes, because="the report says that it could not be verified"
                )
            )


def _says_unverified(proposition: Proposition, draft: Draft, tree: Tree) -> bool:
    token = tree.tokens[proposition.trigger]
    if name_of(token) not in VERIFYING:
        return False
    sure = (draft.how_sure or ())[proposition.index]
    words = {tree.tokens[c].lower for c in tree.children[proposition.trigger]}
    able = bool(words & {"could", "can", "independently", "able", "immediately", "possible"}) or _unable(
        proposition.trigger, tree
    )
    return sure.polarity is Polarity.NEGATED and sure.stance in (Stance.ASSERTED, Stance.SUSPECTED) and able


def _unable(trigger: int, tree: Tree) -> bool:
    up = tree.tokens[trigger].head
    return up >= 0 and tree.tokens[up].lower in ("unable", "possible", "impossible", "able")


def _about(proposition: Proposition, draft: Draft) -> int | None:
    """The nearest claim before it that somebody other than the outlet makes."""
    sentences = draft.sentences or ()
    here = sentences[proposition.sentence].paragraph
    for other in reversed((draft.propositions or ())[: proposition.index]):
        if other.nominal or here - sentences[other.sentence].paragraph > REACH:
            continue
        if len((draft.who_says or ())[other.index]) > 1 and standing.stands(draft, other):
            return other.index
    return None
