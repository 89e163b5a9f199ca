"""The second look's votes: on stance and polarity, on who takes part, on what is a claim, and on who tells it."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.learned.claims import Claims, Part
from sayso.learned.labels import CLAIM_LABELS, PREDICATE_LABELS
from sayso.learned.predicates import Predicate
from sayso.learned.reading import Reading
from sayso.reading import how_sure, propositions, standing, what, who_says
from sayso.reading.draft import Draft
from sayso.reading.how_sure.votes import polarity_voted, stance_voted
from sayso.reading.what import votes
from sayso.record import Role, Stance

from .drafts import parsed

FIRED = "Police:NOUN:2:nsubj fired/fire:VERB:0:root at:ADP:4:case dockers/docker:NOUN:2:obl .:PUNCT:2:punct"
DENIED = "The:DET:2:det union:NOUN:3:nsubj says/say:VERB:0:root police:NOUN:5:nsubj fired/fire:VERB:3:ccomp .:PUNCT:3:punct"


def looked(**labels: str) -> Predicate:
    """A predicate of which every layer is nearly certain: as `labels` say, else of the first label."""
    layers = {}
    for name, kinds in PREDICATE_LABELS.items():
        row = np.full(len(kinds), 0.01)
        row[kinds.index(labels.get(name, kinds[0]))] = 1.0
        layers[name] = tuple((row / row.sum()).tolist())
    return Predicate(layers=layers, parts=(Part(role="recipient", words=(3, 4), confidence=0.9),))


def with_looks(draft: Draft, looks: dict[int, Predicate]) -> Draft:
    """The draft with a first look that knows nothing and second ones at some words."""
    size = len(draft.tokens or ())
    even = {name: np.full((size, len(kinds)), 1 / len(kinds)) for name, kinds in CLAIM_LABELS.items()}
    draft.reading = Reading(claims=Claims(layers=even), predicates=looks)
    return draft


def test_stance_and_polarity_by_a_second_look() -> None:
    draft = with_looks(parsed(FIRED), {1: looked(stance="denied", polarity="negated")})
    assert stance_voted(Stance.ASSERTED, told=False, trigger=1, draft=draft)[0] is Stance.DENIED
    propositions.run(draft)
    assert polarity_voted(True, (draft.propositions or ())[0], draft)[0] is True


def test_what_is_denied_in_a_few_words_is_not_voted_on() -> None:
    charges = (
        "The:DET:2:det union:NOUN:3:nsubj denied/deny:VERB:0:root the:DET:6:det two:NUM:6:nummod charges/charge:NOUN:3:obj "
        ".:PUNCT:3:punct"
    )
    draft = parsed(charges)
    who_says.ATTRIBUTIONS.run(draft)
    with_looks(draft, {5: looked(stance="asserted")})
    for stage in (propositions, who_says.STAGE, what, how_sure):
        stage.run(draft)
    (said,) = [p for p in draft.propositions or () if p.trigger == 5]
    assert (draft.how_sure or ())[said.index].stance is Stance.DENIED


def test_class_and_participants_by_a_second_look() -> None:
    draft = with_looks(parsed(FIRED), {1: looked(event="ASSAULT")})
    assert votes.looked(draft, 1, "event")["ASSAULT"] > 0.8
    assert votes.looked(draft, 0, "event") == {}
    assert [(role, head) for role, head, _, _ in votes.parts(draft, 1)] == [(Role.RECIPIENT, 3)]
    assert list(votes.first_parts(draft, 1)) == []


@pytest.mark.parametrize(("claim", "stands"), [("yes", True), ("no", False)])
def test_what_is_no_claim_by_a_second_look_stands_for_itself_no_more(claim: str, stands: bool) -> None:
    draft = with_looks(parsed(FIRED), {1: looked(event="ASSAULT", claim=claim)})
    for stage in (propositions, who_says.STAGE, what, how_sure):
        stage.run(draft)
    assert standing.stands(draft, (draft.propositions or ())[0]) is stands


@pytest.mark.parametrize(("told", "voices"), [("told", 2), ("own", 1)])
def test_what_nobody_but_the_outlet_tells_has_no_voice(told: str, voices: int) -> None:
    draft = parsed(DENIED)
    who_says.ATTRIBUTIONS.run(draft)
    with_looks(draft, {4: looked(event="ASSAULT", told=told)})
    for stage in (propositions, who_says.STAGE):
        stage.run(draft)
    (fired,) = [p for p in draft.propositions or () if p.trigger == 4]
    chain = (draft.who_says or ())[fired.index]
    assert len(chain) == voices
