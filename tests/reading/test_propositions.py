"""Which units become claims, and which words are theirs."""

from __future__ import annotations

import pytest

from sayso.reading import propositions, who_says
from sayso.record import joined

from . import grammar
from .drafts import parsed


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


def quotes(line: str) -> list[str]:
    made = parsed(line)
    who_says.ATTRIBUTIONS.run(made)
    propositions.STAGE.run(made)
    return [joined(made.text, p.spans) for p in made.propositions or ()]


def test_what_is_ruled_out_belongs_to_its_clause() -> None:
    line = (
        "We:PRON:2:nsubj carried/carry:VERB:0:root nets/net:NOUN:2:obj ,:PUNCT:6:punct not:PART:6:advmod "
        "petrol:NOUN:2:parataxis .:PUNCT:2:punct"
    )
    assert quotes(line) == ["We carried nets, not petrol"]


def test_what_describes_a_paper_that_speaks_is_no_part_of_what_it_says() -> None:
    line = (
        "Under:ADP:3:case an:DET:3:det agreement:NOUN:9:obl signed/sign:VERB:3:acl last:ADJ:6:amod "
        "year:NOUN:4:obl:unmarked ,:PUNCT:3:punct Spain:PROPN:9:nsubj sends/send:VERB:0:root planes/plane:NOUN:9:obj "
        ".:PUNCT:9:punct"
    ).replace("4:obl:unmarked", "4:obl")
    assert "Spain sends planes" in quotes(line)


def test_who_asked_not_to_be_named_is_only_said_to_speak() -> None:
    line = (
        "A:DET:2:det clerk:NOUN:8:nsubj who:PRON:4:nsubj asked/ask:VERB:2:acl:relcl not:PART:7:advmod "
        "to:PART:7:mark named/name:VERB:4:xcomp said/say:VERB:0:root they:PRON:10:nsubj left/leave:VERB:8:ccomp "
        ".:PUNCT:8:punct"
    )
    assert "they left" in quotes(line)
    assert not any("named" in quote and "said" not in quote for quote in quotes(line))


def test_the_word_that_ties_a_charge_to_its_verb_is_not_quoted() -> None:
    line = (
        "She:PRON:2:nsubj accused/accuse:VERB:0:root him:PRON:2:obj of:SCONJ:5:mark opening/open:VERB:2:advcl "
        "the:DET:7:det gates/gate:NOUN:5:obj .:PUNCT:2:punct"
    )
    assert "opening the gates" in quotes(line)


DEMANDED = (
    "The:DET:2:det league:NOUN:3:nsubj demands/demand:VERB:0:root that:SCONJ:8:mark the:DET:6:det decree:NOUN:8:nsubj "
    "be:AUX:8:aux withdrawn/withdraw:VERB:3:ccomp .:PUNCT:3:punct"
)


def test_what_is_demanded_is_told_with_the_demand_and_what_is_warned_of_apart() -> None:
    def quotes(line: str) -> set[str]:
        made = parsed(line)
        who_says.ATTRIBUTIONS.run(made)
        propositions.run(made)
        return {joined(made.text, p.spans) for p in made.propositions or ()}

    assert "The league demands that the decree be withdrawn" in quotes(DEMANDED)
    warned = DEMANDED.replace("demands/demand", "warned/warn").replace("be:AUX", "is/be:AUX")
    assert {"The league warned", "the decree is withdrawn"} <= quotes(warned)
