"""Taken up: an answer in a word has the class and participants of what it answers."""

from __future__ import annotations

import pytest

from sayso.reading import how_sure, propositions, standing, what, who_says
from sayso.reading.draft import Draft, Proposition
from sayso.record import Polarity, Stance, joined

from .drafts import parsed

ARRESTED = "Police/police:NOUN:2:nsubj arrested/arrest:VERB:0:root two:NUM:4:nummod men/man:NOUN:2:obj .:PUNCT:2:punct"
DENIED = "The:DET:2:det ministry:NOUN:3:nsubj denied/deny:VERB:0:root this:PRON:3:obj .:PUNCT:3:punct"
SAID = DENIED.replace("denied/deny", "said/say")
ARMY_DID_NOT = "The:DET:2:det army:NOUN:3:nsubj did/do:AUX:0:root not:PART:3:advmod .:PUNCT:3:punct"
ARMY_DID = "The:DET:2:det army:NOUN:3:nsubj did/do:VERB:0:root a:DET:5:det job:NOUN:3:obj not:PART:3:advmod .:PUNCT:3:punct"


def read(*lines: str) -> tuple[Draft, dict[str, Proposition]]:
    made = parsed(*lines)
    who_says.ATTRIBUTIONS.run(made)
    for stage in (propositions, who_says.STAGE, what, how_sure):
        stage.run(made)
    kept = [p for p in made.propositions or () if standing.stands(made, p)]
    return made, {joined(made.text, p.spans): p for p in kept}


def told(made: Draft, one: Proposition) -> tuple[str | None, set[str]]:
    found = (made.what or ())[one.index]
    return found.type, {f"{p.role} {p.text}" for p in found.participants}


@pytest.mark.parametrize(
    ("verb", "stance"), [("denied/deny", Stance.DENIED), ("doubts/doubt", Stance.DOUBTED)]
)
def test_a_pronoun_that_is_denied_takes_up_what_was_told_before(verb: str, stance: Stance) -> None:
    made, kept = read(ARRESTED, DENIED.replace("denied/deny", verb))
    assert told(made, kept["this"]) == ("COERCE", {"actor Police", "recipient two men"})
    assert (made.how_sure or ())[kept["this"].index].stance is stance
    assert "takes up" in (made.what or ())[kept["this"].index].because[0]


def test_a_pronoun_that_is_only_said_is_no_claim() -> None:
    assert "this" not in read(ARRESTED, SAID)[1]


def test_an_answer_to_nothing_tells_nothing() -> None:
    made, kept = read(DENIED)
    assert told(made, kept["this"]) == (None, set())


def test_an_auxiliary_without_its_verb_has_the_event_with_its_own_subject() -> None:
    made, kept = read(ARRESTED, ARMY_DID_NOT)
    assert told(made, kept["The army did not"]) == ("COERCE", {"actor The army", "recipient two men"})
    assert (made.how_sure or ())[kept["The army did not"].index].polarity is Polarity.NEGATED


def test_a_verb_with_an_object_takes_up_nothing() -> None:
    made, _ = read(ARRESTED, ARMY_DID)
    assert all(not found.because or "takes up" not in found.because[0] for found in made.what or ())


def test_nobody_answers_his_own_words() -> None:
    own = (
        "The:DET:2:det ministry:NOUN:3:nsubj said/say:VERB:0:root rebels/rebel:NOUN:5:nsubj burned/burn:VERB:3:ccomp "
        "a:DET:7:det farm:NOUN:5:obj .:PUNCT:3:punct"
    )
    made, kept = read(ARRESTED, own, DENIED)
    assert told(made, kept["this"]) == ("COERCE", {"actor Police", "recipient two men"})


def test_how_the_answerer_was_reached_is_not_what_he_denies() -> None:
    reached = (
        "The:DET:2:det mayor:NOUN:7:nsubj ,:PUNCT:4:punct reached/reach:VERB:2:acl by:ADP:6:case "
        "telephone:NOUN:4:obl denied/deny:VERB:0:root it:PRON:7:obj .:PUNCT:7:punct"
    )
    made, kept = read(ARRESTED, reached)
    assert told(made, kept["it"]) == ("COERCE", {"actor Police", "recipient two men"})
