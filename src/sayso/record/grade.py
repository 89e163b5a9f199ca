"""The grade of a claim: a proposed number and letter with the sum that led to them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of the sum, which a reader can switch off."""

    name: str
    value: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """STANAG 2511: credibility 1 to 6 and reliability A to F; proposed until a person confirms it."""

    credibility: int
    reliability: str = "F"
    terms: tuple[Term, ...] = ()
    proposed: bool = True
