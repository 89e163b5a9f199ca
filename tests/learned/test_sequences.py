"""The vectorised Viterbi finds what trying every row finds."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from sayso.learned.labels import ROLES
from sayso.learned.sequences import best_rows, log_softmax, spans, transitions


@pytest.mark.parametrize("seed", range(5))
def test_best_rows_are_the_best_of_all(seed: int) -> None:
    scores = log_softmax(np.random.default_rng(seed).normal(size=(9, 5)).astype(np.float32))
    rows = [(0, 4), (4, 5), (5, 9)]
    step = transitions(ROLES)

    def worth(first: int, tags: tuple[int, ...]) -> float:
        start = -1e6 if ROLES[tags[0]].startswith("I-") else 0.0
        own = sum(float(scores[first + i, t]) for i, t in enumerate(tags))
        return start + own + sum(float(step[a, b]) for a, b in itertools.pairwise(tags))

    found = best_rows(scores, rows, ROLES)
    for begin, end in rows:
        every = itertools.product(range(len(ROLES)), repeat=end - begin)
        assert tuple(found[begin:end]) == max(every, key=lambda tags: worth(begin, tags))


def test_no_rows() -> None:
    assert len(best_rows(np.zeros((0, 5), dtype=np.float32), [], ROLES)) == 0


def test_spans_join_only_their_own_kind() -> None:
    assert spans(["B-S", "I-S", "B-S", "I-N", "O"]) == [("S", 0, 2), ("S", 2, 3), ("N", 3, 4)]
