"""The lists that the product, the learned reader and the corpus have in common are the same lists."""

from __future__ import annotations

from evals.corpus import labels
from sayso.knowledge import events, speech
from sayso.learned.labels import CLAIM_LABELS
from sayso.reading.what import votes


def test_acts_are_the_same_everywhere() -> None:
    assert set(speech.ACTS) == set(labels.ACTS)
    assert len(speech.ACTS) == len(set(speech.ACTS))
    assert set(CLAIM_LABELS["act"]) - {"O"} == set(speech.ACTS)


def test_modes_are_those_of_the_codebook() -> None:
    modes = {mode.name for kind in events.ontology().classes.values() for mode in kind.modes}
    assert set(CLAIM_LABELS["mode"]) - {votes.NO_MODE} == modes
