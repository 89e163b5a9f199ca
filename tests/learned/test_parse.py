"""What the tree gets beside the best head and relation of every word."""

from __future__ import annotations

from sayso.learned.parse import _one_name

NAMES = ["flat", "nsubj", "obj", "root"]


def test_two_names_that_are_both_a_subject_are_one() -> None:
    # Hillary Clinton mentioned it
    governors, found = [2, 2, 2, 2], [1, 1, 3, 2]
    _one_name(governors, found, ["PROPN", "PROPN", "VERB", "PRON"], NAMES)
    assert (governors, [NAMES[k] for k in found]) == ([2, 0, 2, 2], ["nsubj", "flat", "root", "obj"])


def test_a_name_beside_a_noun_stays() -> None:
    governors, found = [2, 2, 2], [1, 1, 3]
    _one_name(governors, found, ["NOUN", "PROPN", "VERB"], NAMES)
    assert governors == [2, 2, 2]
