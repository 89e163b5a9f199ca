"""Arc scores always become a tree with one root."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.learned.trees import tree


@pytest.mark.parametrize("seed", range(30))
def test_one_root_and_no_circle(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size = int(rng.integers(1, 30))
    heads = tree(rng.normal(size=(size, size)).astype(np.float32) * 4)
    assert sum(h == i for i, h in enumerate(heads)) == 1
    for i in range(size):
        at = i
        for _ in range(size):
            at = heads[at]
        assert heads[at] == at


def test_clear_scores_are_kept() -> None:
    scores = np.full((3, 3), -5.0, dtype=np.float32)
    scores[0, 1] = scores[1, 1] = scores[2, 1] = 5.0
    assert tree(scores) == [1, 1, 1]


def test_a_circle_is_broken_where_it_costs_least() -> None:
    scores = np.full((3, 3), -9.0, dtype=np.float32)
    scores[2, 2] = 5.0
    scores[0, 1], scores[1, 0] = 5.0, 5.0
    scores[1, 2] = 4.0
    assert tree(scores) == [1, 2, 2]
