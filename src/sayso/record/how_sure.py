"""How sure: the stance of the chain towards the proposition, and whether it is negated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .span import Quote


class Stance(StrEnum):
    """How the proposition is put forward."""

    ASSERTED = "asserted"
    SUSPECTED = "suspected"
    DOUBTED = "doubted"
    DENIED = "denied"
    ASKED = "asked"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    PRESUPPOSED = "presupposed"


class Polarity(StrEnum):
    """Whether the proposition says that something is so, or that it is not."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Likelihood(StrEnum):
    """The words of ICD 203; only ever given where the text gives one."""

    ALMOST_NO_CHANCE = "almost no chance"
    VERY_UNLIKELY = "very unlikely"
    UNLIKELY = "unlikely"
    EVEN = "roughly even chance"
    LIKELY = "likely"
    VERY_LIKELY = "very likely"
    ALMOST_CERTAIN = "almost certain"


@dataclass(frozen=True, slots=True, kw_only=True)
class HowSure:
    """Stance and polarity, with the words they rest on and the rules that read them so.

    `factuality` is the learned reader's degree from -3 (certainly not) to 3 (certainly), where it was used.
    """

    stance: Stance = Stance.ASSERTED
    polarity: Polarity = Polarity.AFFIRMED
    likelihood: Likelihood | None = None
    cues: tuple[Quote, ...] = ()
    because: tuple[str, ...] = ()
    factuality: float | None = None
