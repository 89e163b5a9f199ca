"""Scores for places: distance to the gold position, accuracy within 161 km, error and abstention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, log, radians, sin, sqrt
from statistics import fmean, median

NEAR_KM = 161.0
"""A hundred miles: the tolerance the field uses."""

FARTHEST_KM = 20039.0
"""Half the Earth's circumference: the largest error there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A gold position and the one found (None: no answer), (latitude, longitude) in degrees."""

    gold: tuple[float, float]
    found: tuple[float, float] | None

    @property
    def km(self) -> float | None:
        """The error in km; None without an answer."""
        return None if self.found is None else great_circle(self.gold, self.found)


def great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance in km of two positions in degrees, on a sphere of 6,371 km radius.

    >>> round(great_circle((51.5, -0.12), (48.85, 2.35)))
    343
    """
    a, b, c, d = radians(one[0]), radians(one[1]), radians(other[0]), radians(other[1])
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(half)))


def summary(answers: Sequence[Answer]) -> dict[str, float]:
    """Figures over all answers: shares in per cent, errors in km.

    `accuracy` counts a missing answer as wrong; `accuracy_found`, `mean_km`, `median_km` and `auc` are over
    the answered ones. `auc` is the mean of log(1 + km) over log(1 + FARTHEST_KM): 0 is perfect, 1 the worst.

    >>> summary([Answer(gold=(0, 0), found=(0, 1)), Answer(gold=(0, 0), found=None)])["accuracy"]
    50.0
    """
    errors = [km for answer in answers if (km := answer.km) is not None]
    if not answers:
        return {"cases": 0.0}
    near = sum(km <= NEAR_KM for km in errors)
    figures = {
        "cases": float(len(answers)),
        "accuracy": 100 * near / len(answers),
        "accuracy_found": 100 * near / len(errors) if errors else 0.0,
        "abstained": 100 * (len(answers) - len(errors)) / len(answers),
    }
    if errors:
        figures |= {
            "mean_km": fmean(errors),
            "median_km": median(errors),
            "auc": fmean(log(1 + km) / log(1 + FARTHEST_KM) for km in errors),
        }
    return figures
