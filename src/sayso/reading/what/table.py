"""Participants by vote: what the rules read off the parse beside what the learned reader's table says of the words.

Every candidate, a role with its words, has signs that speak for and against it: who names it and how sure the table
is, the role, the class of the event, how its phrase hangs on the trigger, and what sort of thing it names. Each sign
counts what `knowledge/data/participant_signs.tsv` says, in natural logarithms of odds; a candidate is told if it is
right with at least the probability `KEEP`. The file is fitted on parts of the house corpus that the learned reader
was not taught on (`python -m evals parts`). Where the learned reader has no table, what the rules found is told.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...knowledge import tables
from ...record import Participant, Role, Span

FILE = "participant_signs.tsv"
KEEP = 0.3
"""Least probability, chosen on the same parts over five folds: from .3 to .48 the F1 of participants hardly differs on
fit (81.0 to 81.3), and on dev, whose writers name more, .3 is best."""
KEEP_RULED = 0.2
"""The same for what the rules name: it gives way only where it is likely to be wrong. On the house's reports a higher one
would be a little better, and on the single sentences of PLV it keeps recipients that the signs, fitted to reports, would drop."""
Signs = Mapping[str, float]
Traits = Callable[[Participant], Iterable[str]]
"""How a participant's phrase hangs on the trigger, and what it names, as the names of signs."""


@cache
def weights() -> Signs:
    """What each sign counts; one that is not in the file counts nothing. Raises BadKnowledge."""
    return {sign: float(weight) for _, (sign, weight) in tables.rows(FILE, columns=2)}


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

    def chance(self, counts: Signs) -> float:
        """The probability that it is right."""
        score = sum(counts.get(sign, 0.0) * value for sign, value in self.signs.items())
        return 1 / (1 + math.exp(-score))


def candidates(
    found: Sequence[Participant],
    table: Sequence[Told],
    *,
    event: str | None,
    outvoted: bool,
    before: Sequence[Told] = (),
    parse: Sequence[Participant] = (),
    traits: Traits = lambda _: (),
) -> list[Candidate]:
    """All candidates of one event (its class, None for none): those of the rules, of the table alone, of the parse.

    The signs: `rule`, the rules name it, `alone`, only the table does, and `parse`, it is an argument that neither
    names in this role, each also with the role, the class and every trait; `before`, the first look gave the words this
    role where the second is what `table` holds, `before other`, another one; `outvoted`, the class is none that a line of the lexicon gave; `silent`, the table names others for
    this event and not these words; `empty`, it knows the event and names nobody; `agreed`, the table gives the words
    the same role, with this probability; `other`, another one; `sure`, the table's probability where it is alone;
    `again`, somebody else has this role by the rules; `first`, nobody is surer of this role by the table.
    """
    if event == "MOVEMENT":
        table = [_carried(told) for told in table]
        before = [_carried(told) for told in before]
    likely = [told for told in table if told.confidence >= LIKELY]
    surest: dict[Role, float] = {}
    for told in table:
        surest[told.participant.role] = max(surest.get(told.participant.role, 0.0), told.confidence)
    out = []
    for one in found:
        touching = [told for told in table if told.touches(one.span)]
        same = max((t.confidence for t in touching if t.participant.role is one.role), default=0.0)
        other = max((t.confidence for t in touching if t.participant.role is not one.role), default=0.0)
        signs = {
            "outvoted": float(outvoted),
            "silent": float(bool(likely) and not any(told in likely for told in touching)),
            "empty": float(not likely),
            "agreed": same,
            "odds agreed": _odds(same),
            f"agreed {one.role}": same,
            "other": other,
            f"other {one.role}": other,
        }
        out.append(Candidate(one, signs | _before("rule", one, before) | _named("rule", one, event, traits)))
    for told in table:
        one = told.participant
        if any(rule.role is one.role and told.touches(rule.span) for rule in found):
            continue
        rival = max((t.confidence for t in table if t is not told and t.touches(told.words)), default=0.0)
        signs = {
            "sure": told.confidence,
            "odds": _odds(told.confidence),
            f"sure {one.role}": told.confidence,
            "rival": rival,
            "again": float(any(rule.role is one.role for rule in found)),
            "first": float(told.confidence >= surest[one.role]),
        }
        out.append(
            Candidate(one, signs | _before("alone", one, before) | _named("alone", one, event, traits))
        )
    known = [c.participant for c in out]
    for one in parse:
        if any(other.role is one.role and other.span.overlaps(one.span) for other in known):
            continue
        known.append(one)
        touching = [told for told in table if told.touches(one.span)]
        signs = {
            "empty parse": float(not likely),
            "other parse": max(
                (t.confidence for t in touching if t.participant.role is not one.role), default=0.0
            ),
            "again parse": float(any(rule.role is one.role for rule in found)),
            "elsewhere": float(any(rule.span.overlaps(one.span) for rule in found)),
        }
        out.append(
            Candidate(one, signs | _before("parse", one, before) | _named("parse", one, event, traits))
        )
    return out


def _before(by: str, one: Participant, before: Sequence[Told]) -> dict[str, float]:
    """The signs of what the first look said of a participant's words; empty where it is the only one."""
    if not before:
        return {}
    touching = [told for told in before if told.touches(one.span)]
    same = max((t.confidence for t in touching if t.participant.role is one.role), default=0.0)
    other = max((t.confidence for t in touching if t.participant.role is not one.role), default=0.0)
    return {f"before {by}": same, "odds before": _odds(same), f"before other {by}": other}


def _odds(chance: float) -> float:
    """The logarithm of odds, for chances from .03 to .97."""
    chance = min(max(chance, 0.03), 0.97)
    return math.log(chance / (1 - chance))


LIKELY = 0.5
"""Probability from which the table is taken to name somebody."""


def _named(by: str, one: Participant, event: str | None, traits: Traits) -> dict[str, float]:
    """The signs of who names a participant, with its role, the class of the event and its traits."""
    names = [by, f"{by} {one.role}", f"{by} {one.role} of {event or 'none'}"]
    for trait in traits(one):
        names += [f"{by} {trait}", f"{by} {one.role} {trait}"]
        if trait.startswith("hangs"):
            names.append(f"{one.role} of {event or 'none'} {trait}")
    return dict.fromkeys(names, 1.0)


def _carried(told: Told) -> Told:
    """What the table says of a movement: one in a hundred of their participants is a recipient, one in six goods."""
    if told.participant.role is not Role.RECIPIENT:
        return told
    return replace(told, participant=replace(told.participant, role=Role.GOODS))


def chosen(ballot: Sequence[Candidate], *, counts: Signs | None = None) -> tuple[Participant, ...]:
    """The candidates that are likely enough, in their order; of two for the same words the likelier."""
    counts = weights() if counts is None else counts
    chances = [one.chance(counts) for one in ballot]
    likely = [
        n for n, one in enumerate(ballot) if chances[n] >= (KEEP_RULED if "rule" in one.signs else KEEP)
    ]
    return tuple(
        ballot[n].participant
        for n in likely
        if all(
            (chances[n], -n) > (chances[m], -m)
            for m in likely
            if m != n and ballot[m].participant.span.overlaps(ballot[n].participant.span)
        )
    )
