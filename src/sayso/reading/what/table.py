"""Participants by vote: what the rules read off the parse beside what the learned reader's table says of the words.

Every candidate, a role with its words, gets the sum of what speaks for and against it, in natural logarithms
of odds; it is told if it is right with at least the probability `KEEP`. `WEIGHTS` is the one place where that
is weighed, fitted on the dev part of the house corpus (`python -m evals parts`): the table knows the train part
by heart. Where the learned reader has no table, what the rules found is told.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter

from ...record import Participant, Role, Span

KEEP = 0.42
"""Least probability, chosen on the same part: best for the F1 of participants and for whole claims alike."""
THINGS = (Role.GOODS, Role.INSTRUMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What speaks for or against one candidate; numbers from 0 to 1, and as weights what each counts.

    `rule`: the rules name it. `state`: they do, for what is no event; `outvoted`: with a class that no line of the
    lexicon gave; `silent`: while the table names others for this event and not these words; `empty`: while it
    knows the event and names nobody. `agreed`: the table gives the words the same role, with this probability;
    `other`: another one. `recipient`, `thing`: the role, by the rules. `alone`: only the table names it, with the
    probability `sure`; `again`: the rules have somebody else in this role; `stated`: for what is no event.
    """

    rule: float = 0.0
    state: float = 0.0
    outvoted: float = 0.0
    silent: float = 0.0
    empty: float = 0.0
    agreed: float = 0.0
    other: float = 0.0
    recipient: float = 0.0
    thing: float = 0.0
    alone: float = 0.0
    sure: float = 0.0
    again: float = 0.0
    stated: float = 0.0


WEIGHTS = Signs(
    rule=0.27,
    state=-0.27,
    outvoted=0.01,
    silent=0.09,
    empty=0.25,
    agreed=2.46,
    other=-0.82,
    recipient=-0.61,
    thing=-0.60,
    alone=-0.92,
    sure=1.10,
    again=-0.13,
    stated=-1.28,
)
NAMES = tuple(field.name for field in fields(Signs))
_values = attrgetter(*NAMES)


@dataclass(frozen=True, slots=True)
class Told:
    """A participant that the table names, with its probability and all the words that it covers there.

    The phrase that the parse makes of them may be shorter ("President | Japarov").
    """

    participant: Participant
    confidence: float
    words: Span

    def touches(self, span: Span) -> bool:
        """Whether its words or its phrase share any with a span."""
        return self.words.overlaps(span) or self.participant.span.overlaps(span)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A participant with what speaks for and against it."""

    participant: Participant
    signs: Signs

    def chance(self, weights: Signs) -> float:
        """The probability that it is right."""
        score = sum(w * x for w, x in zip(_values(weights), _values(self.signs), strict=True))
        return 1 / (1 + math.exp(-score))


def candidates(
    found: Sequence[Participant],
    table: Sequence[Told],
    *,
    event: bool,
    outvoted: bool,
    moving: bool = False,
) -> list[Candidate]:
    """All candidates of one event: those of the rules, then those that only the table names.

    `moving`: it is a movement, whose goods are as certain as another event's actor; whom the table calls its
    recipient is carried.
    """
    if moving:
        table = [_carried(told) for told in table]
    out = []
    for one in found:
        touching = [told for told in table if told.touches(one.span)]
        same = [told.confidence for told in touching if told.participant.role is one.role]
        other = [told.confidence for told in touching if told.participant.role is not one.role]
        signs = Signs(
            rule=1.0,
            state=float(not event),
            outvoted=float(outvoted),
            silent=float(bool(table) and not touching),
            empty=float(not table),
            agreed=max(same, default=0.0),
            other=max(other, default=0.0) if not same else 0.0,
            recipient=float(one.role is Role.RECIPIENT),
            thing=float(one.role in THINGS and not moving),
        )
        out.append(Candidate(one, signs))
    for told in table:
        role = told.participant.role
        if any(one.role is role and told.touches(one.span) for one in found):
            continue
        signs = Signs(
            alone=1.0,
            sure=told.confidence,
            again=float(any(one.role is role for one in found)),
            stated=float(not event),
        )
        out.append(Candidate(told.participant, signs))
    return out


def _carried(told: Told) -> Told:
    """What the table says of a movement: one in a hundred of their participants is a recipient, one in six goods."""
    if told.participant.role is not Role.RECIPIENT:
        return told
    return replace(told, participant=replace(told.participant, role=Role.GOODS))


def chosen(ballot: Sequence[Candidate], *, weights: Signs = WEIGHTS) -> tuple[Participant, ...]:
    """The candidates that are likely enough, in their order; of two for the same words the likelier."""
    chances = [one.chance(weights) for one in ballot]
    kept = []
    for n, one in enumerate(ballot):
        rivals = [
            m
            for m, other in enumerate(ballot)
            if m != n and other.participant.span.overlaps(one.participant.span)
        ]
        if chances[n] >= KEEP and all((chances[n], -n) > (chances[m], -m) for m in rivals):
            kept.append(one.participant)
    return tuple(kept)
