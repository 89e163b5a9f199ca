"""The lists that the product, the learned reader and the corpus have in common are the same lists."""

from __future__ import annotations

from evals.corpus import labels
from sayso.knowledge import speech
from sayso.learned.labels import CLAIM_LABELS


def test_acts_are_the_same_everywhere() -> None:
    assert set(speech.ACTS) == set(labels.ACTS)
    assert len(speech.ACTS) == len(set(speech.ACTS))
    assert set(CLAIM_LABELS["act"]) - {"O"} == set(speech.ACTS)
