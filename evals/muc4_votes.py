"""How likely a template or a filler of MUC-4 is right: named features, weighed; the weights lie in muc4_weights.tsv.

Each model is a logistic regression over features that are there or not. `python -m evals muc4_fit` fits the
weights on the dev part and writes the file; nothing of tst1 or tst2 goes into it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("muc4_weights.tsv")
BIAS = "(bias)"
"""The feature that is always there."""
THRESHOLD = "(threshold)"
"""The chance from which on the answer is yes; no feature, but kept beside them."""
Tables = Mapping[str, Mapping[str, float]]
"""Weights by model and feature."""


@cache
def fitted() -> Tables:
    """The weights of the file. Raises ValueError naming the line where one is no number."""
    out: dict[str, dict[str, float]] = {}
    for number, line in enumerate(WEIGHTS.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        cells = line.split("\t")
        try:
            model, feature, weight = cells[0], cells[1], float(cells[2])
        except (IndexError, ValueError) as error:
            raise ValueError(
                f"{WEIGHTS.name}:{number}: model, feature and weight with tabs between"
            ) from error
        out.setdefault(model, {})[feature] = weight
    return out


def odds(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """The logarithm of the odds of a yes."""
    total = weights.get(BIAS, 0.0) + sum(weights.get(one, 0.0) for one in set(features))
    return max(-30.0, min(30.0, total))


def chance(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """The chance of a yes.

    >>> chance({"(bias)": -1.0, "named": 1.0}, ["named", "unknown to the model"])
    0.5
    """
    return 1 / (1 + math.exp(-odds(weights, features)))
