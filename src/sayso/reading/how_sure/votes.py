"""Votes: the stance that the rules find against the one that the learned reader gives to the word.

`WEIGHTS` is the one place where they are weighed; fitted on the dev part of the house corpus (`python -m evals stances`). What the rules find
in words (a modal, a governing verb, a cue) stands against all but certainty; what they find by default does not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from ...record import Stance
from ..draft import Draft

FLOOR = 0.02
"""Least probability that a vote of the learned reader is taken for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each vote counts: a rule with words, no finding at all, and the logarithm of the learned probability."""

    rule: float
    default: float
    words: float


WEIGHTS = Weights(rule=3.0, default=1.0, words=0.3)


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
    """What the learned reader gives to each stance at a word; empty where it read nothing."""
    if draft.reading is None or not draft.reading.claims.layers:
        return {}
    return draft.reading.claims.chances("stance", [trigger])
