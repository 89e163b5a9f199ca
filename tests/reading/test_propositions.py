"""Which units become claims, and which words are theirs."""

from __future__ import annotations

import pytest

from sayso.record import joined

from . import grammar


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (grammar.SAID, [("said", "", True), ("the convoy had left Kassala", "complement", False)]),
        (
            grammar.FAILED,
            [
                ("The army failed to attack the village", "", False),
                ("withdrew", "conjunct", False),
                ("it rained", "adverbial", False),
            ],
        ),
        (grammar.BELIEVED, [("The general … to have fled", "", False)]),
    ],
)
def test_units_and_their_words(sentence: str, expected: list[tuple[str, str, bool]]) -> None:
    made = grammar.spoken(sentence)
    found = [(joined(made.text, p.spans), p.link, p.saying) for p in made.propositions or ()]
    for words, link, saying in expected:
        assert any(words in quote and [link, saying] == rest for quote, *rest in found), found


def test_an_infinitive_takes_the_verb_that_colours_it_along() -> None:
    made = grammar.spoken(grammar.FAILED)
    attack = next(
        p for p in made.propositions or () if made.tokens and made.tokens[p.trigger].lower == "attack"
    )
    assert joined(made.text, attack.spans) == "The army failed to attack the village"


def test_every_proposition_quotes_words_of_its_own_sentence() -> None:
    made = grammar.spoken(grammar.SAID, grammar.FAILED, grammar.RELATIVE)
    for proposition in made.propositions or ():
        sentence = (made.sentences or ())[proposition.sentence].span
        assert all(sentence.holds(span) for span in proposition.spans)
