"""Edit scripts turn forms into lemmas and back."""

from __future__ import annotations

import pytest

from sayso.learned.lemmas import apply, script

PAIRS = [
    ("said", "say"),
    ("Said", "say"),
    ("ministries", "ministry"),
    ("was", "be"),
    ("Iranians", "Iranian"),
    ("Washington", "Washington"),
    ("U.S.", "U.S."),
    ("n't", "not"),
    ("the", "the"),
]


@pytest.mark.parametrize(("form", "lemma"), PAIRS)
def test_a_script_makes_the_lemma(form: str, lemma: str) -> None:
    assert apply(form, script(form, lemma)) == lemma


def test_a_script_that_cuts_too_much_keeps_the_word() -> None:
    assert apply("an", "l3y") == "an"
