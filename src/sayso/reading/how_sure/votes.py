"""Votes: the stance and polarity that the rules find against what the learned reader gives to the words.

`WEIGHTS` is the one place where stances are weighed, fitted on the parts fit and dev of the house corpus
(`python -m evals stances`). What the rules find in words (a modal, a governing verb, a cue) stands against all but near
certainty, what they find by default does not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from ...knowledge import stance
from ...record import Stance
from ..draft import Draft, Proposition

FLOOR = 0.02
"""Least probability that a vote of the learned reader is taken for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each vote counts: a rule with words, no finding at all, and the logarithm of the learned probability."""

    rule: float
    default: float
    words: float


WEIGHTS = Weights(rule=0.7, default=0.3, words=0.4)


def stance_voted(
    found: Stance, *, told: bool, trigger: int, draft: Draft, weights: Weights = WEIGHTS
) -> tuple[Stance, str]:
    """The stance with the most votes, and why where it is not the rules'; `told`: words decided for `found`."""
    learned = chances(draft, trigger)
    best = decided(found, told=told, learned=learned, weights=weights)
    if best is found:
        return found, ""
    return (
        best,
        f"outvoted: the learned reader gives {best} {round(100 * learned[str(best)])} in a hundred here",
    )


def decided(found: Stance, *, told: bool, learned: Mapping[str, float], weights: Weights) -> Stance:
    """The stance with the most votes; what the rules found where nothing was learned, or both weigh the same."""
    if not learned:
        return found
    totals = {
        stance: weights.words * math.log(max(learned.get(str(stance), 0.0), FLOOR)) for stance in Stance
    }
    totals[found] += weights.rule if told else weights.default
    best = max(totals, key=lambda stance: totals[stance])
    return found if totals[best] <= totals[found] else best


def chances(draft: Draft, trigger: int) -> dict[str, float]:
    """What the learned reader gives to each stance at a word, by both looks where it took a second; empty where none."""
    if draft.reading is None or not draft.reading.claims.layers:
        return {}
    first = draft.reading.claims.chances("stance", [trigger])
    look = draft.reading.predicates.get(trigger)
    if look is None:
        return first
    return _together(first, look.chances("stance"))


def _together(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """The geometric mean of two probabilities of every label, as probabilities again."""
    mean = {label: math.sqrt(chance * other[label]) for label, chance in one.items()}
    total = sum(mean.values())
    return {label: value / total for label, value in mean.items()}


TURNED = 2.5
"""What the polarity that the rules find counts beside the learned odds; chosen on the fit and dev parts."""


def polarity_voted(negated: bool, proposition: Proposition, draft: Draft) -> tuple[bool, list[int], str]:
    """Whether a claim is negated by rules and reader together, the word that negates it where only the reader saw
    it, and why where it is not as the rules find."""
    if draft.reading is None or "polarity" not in draft.reading.claims.layers:
        return negated, [], ""
    look = draft.reading.predicates.get(proposition.trigger)
    first = (
        draft.reading.claims.chances("polarity", [proposition.trigger])
        if look is None
        else look.chances("polarity")
    )
    asked = (first, draft.reading.claims.chances("polarity", list(proposition.tokens)))
    odds = [_odds(chances.get("negated", 0.5)) for chances in asked]
    mean = sum(odds) / len(odds)
    if (mean + (TURNED if negated else -TURNED) > 0) is negated:
        return negated, [], ""
    hints = stance.words("hint")
    words = [
        i
        for i in proposition.tokens
        for t in [(draft.tokens or ())[i]]
        if t.lower in hints or t.lemma in hints
    ]
    if not negated and not words:
        return negated, [], ""
    kind = "affirmed" if negated else "negated"
    return not negated, words[:1] if not negated else [], f"outvoted: the learned reader takes it as {kind}"


def _odds(chance: float) -> float:
    """The logarithm of odds, for chances from .02 to .98."""
    chance = min(max(chance, FLOOR), 1 - FLOOR)
    return math.log(chance / (1 - chance))
