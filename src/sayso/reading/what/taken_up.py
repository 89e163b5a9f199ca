"""Taken up: events that are told once and answered in a word ("The ministry denied this", "the barge did not").

A pronoun that somebody denies or doubts and an auxiliary without its verb stand for what was told before; the answer
gets its class and participants, whose words stand there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...record import VoiceKind, What
from .. import judged
from ..draft import Draft, Proposition
from ..open_answers import CONFIRMING, DENYING
from ..propositions import elliptical
from ..tree import Tree, plain
from .parties import participant

REACH_BACK = 2
"""Sentences before an answer in which that stands which it takes up."""


def taken_up(draft: Draft, proposition: Proposition, tree: Tree, found: Sequence[What]) -> What | None:
    """The event that a proposition takes up, given those of the propositions before; None where it tells its own."""
    if not tree.tokens:
        return None
    at = proposition.trigger
    pointing = proposition.link == "content" and (judged.points(at, tree) or judged.renames(at, tree))
    missing = elliptical(proposition.trigger, tree)
    before = _before(draft, proposition, tree, found) if pointing or missing else None
    if before is None:
        return None
    told = found[before.index]
    word = tree.tokens[proposition.trigger].text
    quoted = f": '{told.trigger[0].text}'" if told.trigger else ""
    because = (f"'{word}' takes up what was told before{quoted}",)
    if not missing:
        return replace(told, because=because)
    return _with_subject(
        replace(told, numbers=(), because=because), before.trigger, proposition.trigger, tree, draft
    )


def _before(draft: Draft, proposition: Proposition, tree: Tree, found: Sequence[What]) -> Proposition | None:
    """The nearest proposition before that tells an event, else the nearest one; none of the answerer's own, if others
    are told."""
    near = [
        p
        for p in (draft.propositions or ())[: proposition.index]
        if proposition.sentence - p.sentence <= REACH_BACK
        and not p.saying
        and p.link != "role"
        and tree.tokens[p.trigger].lemma.lower() not in CONFIRMING | DENYING  # another answer
        and not _of_the_answering(p.trigger, proposition.trigger, tree)
    ]
    if proposition.link == "content":
        return _said_last(proposition, near, draft)
    told = [p for p in near if found[p.index].type is not None]
    others = [p for p in told or near if not _own_words(p, proposition, draft)]
    return max(others or told or near, key=lambda p: p.index, default=None)


def _said_last(answer: Proposition, near: Sequence[Proposition], draft: Draft) -> Proposition | None:
    """Of the propositions before an answer, what was said last by somebody else: the first thing that he says, and not
    what stands within it ("the men have been told to leave")."""
    main = [p for p in near if p.link not in ("relative", "participle", "role")]
    others = [p for p in main if not _own_words(p, answer, draft)] or main or list(near)
    if not others:
        return None
    last = max(p.sentence for p in others)
    there = [p for p in others if p.sentence == last]
    chains = draft.who_says or ()
    said = [p for p in there if chains and len(chains[p.index]) > 1]
    if said:
        voice = chains[said[-1].index][-1]
        said = [p for p in said if chains[p.index][-1].voice == voice.voice]
    return min(said or there, key=lambda p: p.index)


def _of_the_answering(before: int, answer: int, tree: Tree) -> bool:
    """Whether a participle tells how the answer was come by ("the mayor, reached by telephone, denied it")."""
    verb = tree.tokens[answer].head
    if verb < 0 or tree.child(before, "mark", "nsubj") is not None or tree.tokens[before].pos != "VERB":
        return False
    hung, relation = tree.tokens[before].head, plain(tree.tokens[before].relation)
    return relation in ("acl", "advcl") and hung in (verb, tree.child(verb, "nsubj"))


def _own_words(before: Proposition, answer: Proposition, draft: Draft) -> bool:
    """Whether what was told before was told by whoever answers: that is not what is denied."""
    chains = draft.who_says or ()
    if not chains:
        return False
    said, now = chains[before.index][-1], chains[answer.index][-1]
    return now.kind is not VoiceKind.OUTLET and (
        (said.entity is not None and said.entity == now.entity) or said.voice == now.voice
    )


def _with_subject(told: What, before: int, now: int, tree: Tree, draft: Draft) -> What:
    """The event with the subject of the auxiliary in the role of the first one's subject."""
    first, second = tree.child(before, "nsubj"), tree.child(now, "nsubj")
    if first is None or second is None:
        return replace(told, participants=())
    own = [p for p in told.participants if p.span.holds(tree.tokens[first].span)]
    made = [participant(p.role, second, tree, draft) for p in own[:1]]
    rest = [p for p in told.participants if not p.span.holds(tree.tokens[first].span)]
    return replace(told, participants=(*(p for p in made if p is not None), *rest))
