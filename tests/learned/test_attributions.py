"""Contents are shared by cues that stand inside each other."""

from __future__ import annotations

import numpy as np

from sayso.learned.attributions import Linking, _link, with_depth
from sayso.learned.labels import ROLES
from sayso.learned.reading import Attribution


def roles(*rows: str) -> np.ndarray:
    """Probabilities [cues, words, roles] of rows of roles, a letter for each word."""
    names = {"S": "B-S", "N": "B-N", "n": "I-N", "-": "O"}
    out = np.full((len(rows), len(rows[0]), len(ROLES)), 0.02)
    for k, row in enumerate(rows):
        for i, letter in enumerate(row):
            out[k, i, ROLES.index(names[letter])] = 0.92
    return out


def test_what_an_inner_voice_says_is_said_by_the_outer_one_too() -> None:
    # Aid , Ana said Ben claimed , went : the tagger cuts the outer content at the inner voice.
    found = [("N", 0, 1), ("S", 2, 3), ("C", 3, 4), ("S", 4, 5), ("C", 5, 6), ("N", 6, 8)]
    outer, inner = _link([(3, 4), (5, 6)], found, roles("N-S-Nnnn", "----S-Nn"), 0, Linking())
    assert inner.content == [(6, 8)]
    assert outer.content == [(0, 1), (4, 8)]
    assert (outer.source, inner.source) == ([(2, 3)], [(4, 5)])


def test_a_content_is_its_best_cue_s_where_no_cue_stands_in_another() -> None:
    found = [("S", 0, 1), ("C", 1, 2), ("N", 2, 4), ("S", 4, 5), ("C", 5, 6), ("N", 6, 8)]
    first, second = _link([(1, 2), (5, 6)], found, roles("S-Nn----", "----S-Nn"), 0, Linking())
    assert (first.content, second.content) == ([(2, 4)], [(6, 8)])


def test_depth_is_how_many_say_it() -> None:
    # Ana said that Ben denied that he went .
    ana = Attribution(source=((0, 1),), cue=((1, 2),), content=((2, 8),), confidence=0.9)
    ben = Attribution(source=((3, 4),), cue=((4, 5),), content=((5, 8),), confidence=0.9)
    assert [one.depth for one in with_depth([ben, ana])] == [1, 0]
