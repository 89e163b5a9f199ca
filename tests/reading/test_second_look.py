"""The second look's votes: on stance and polarity, on who takes part, on what is a claim, and on who tells it."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.learned.claims import Claims, Part
from sayso.learned.labels import CLAIM_LABELS, PREDICATE_LABELS, VOICE_PLACES
from sayso.learned.predicates import Predicate
from sayso.learned.reading import Reading
from sayso.reading import how_sure, propositions, standing, what, who_says
from sayso.reading.draft import Draft
from sayso.reading.how_sure.votes import polarity_voted, stance_voted
from sayso.reading.what import votes
from sayso.reading.who_says.chains import is_known
from sayso.record import Role, Span, Stance, Voice, VoiceKind

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


def hearing(words: int, **places: tuple[int, ...]) -> Predicate:
    """A predicate of a sentence of so many words; `places` says which of them are voices, and where in the chain."""
    rows = np.full((words, len(VOICE_PLACES)), 0.01)
    rows[:, 0] = 1.0
    for place, inside in places.items():
        for w in inside:
            rows[w, 0], rows[w, VOICE_PLACES.index(place)] = 0.01, 1.0
    rows /= rows.sum(1, keepdims=True)
    plain = looked(told="told", claim="yes")
    return Predicate(layers=plain.layers, parts=(), words=(0, words), voices=tuple(map(tuple, rows.tolist())))


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
    (fired,) = draft.propositions or ()
    assert draft.reading is not None
    sure = np.tile([0.99, 0.01], (len(draft.tokens or ()), 1))
    draft.reading.claims.layers["polarity"][:] = sure  # the first look is sure that nothing is negated
    assert polarity_voted(True, fired, draft)[0] is True  # the second is sure of the contrary
    draft.reading.predicates[1] = looked(polarity="affirmed")  # type: ignore[index]
    assert polarity_voted(True, fired, draft)[0] is False


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


LETTER = (
    "The:DET:2:det clerk:NOUN:3:nsubj says/say:VERB:0:root in:ADP:6:case a:DET:6:det letter:NOUN:3:obl "
    "leaked/leak:VERB:6:acl to:ADP:9:case Radio:PROPN:7:obl Costa:PROPN:9:flat police:NOUN:12:nsubj "
    "fired/fire:VERB:3:ccomp .:PUNCT:3:punct"
)
HEARD = (
    "His:PRON:2:nmod:poss sister:NOUN:3:nsubj says/say:VERB:0:root a:DET:5:det cousin:NOUN:6:nsubj told/tell:VERB:3:ccomp "
    "her:PRON:6:obj police:NOUN:9:nsubj fired/fire:VERB:6:ccomp .:PUNCT:3:punct"
)


def voices(line: str, look: Predicate | None, trigger: int) -> list[tuple[str, str]]:
    """The chain of the predicate at a word, behind the outlet."""
    draft = parsed(line)
    who_says.ATTRIBUTIONS.run(draft)
    with_looks(draft, {trigger: look} if look is not None else {})
    for stage in (propositions, who_says.STAGE):
        stage.run(draft)
    (found,) = [p for p in draft.propositions or () if p.trigger == trigger]
    return [(v.voice, str(v.kind)) for v in (draft.who_says or ())[found.index][1:]]


def test_a_voice_without_a_cue_is_added_where_the_second_look_places_it() -> None:
    heard = hearing(13, origin=(0, 1), second=(4, 5), outer=(8, 9))
    assert voices(LETTER, heard, 11) == [
        ("Radio Costa", "outlet"),
        ("a letter", "document"),
        ("The clerk", "unnamed-official"),
    ]


def test_a_voice_that_the_second_look_holds_to_be_none_is_dropped() -> None:
    assert voices(HEARD, hearing(10, origin=(3, 4)), 8) == [("a cousin", "anonymous")]
    assert voices(HEARD, hearing(10, origin=(3, 4), second=(0, 1)), 8) == [
        ("His sister", "anonymous"),
        ("a cousin", "anonymous"),
    ]


def test_a_hearer_by_a_pronoun_is_the_speaker_before() -> None:
    sister = Voice(voice="His sister", kind=VoiceKind.ANONYMOUS, span=Span(0, 10))
    radio = Voice(voice="Radio Costa", kind=VoiceKind.OUTLET, span=Span(0, 11))
    her = Voice(voice="her", kind=VoiceKind.PERSON, span=Span(30, 33))
    assert is_known(her, sister, [sister])
    assert not is_known(her, sister, [sister, radio])
    assert not is_known(radio, sister, [sister])


def test_a_second_look_without_voices_leaves_the_chain_alone() -> None:
    assert voices(HEARD, looked(told="told"), 8) == voices(HEARD, None, 8)


def test_two_voices_the_wrong_way_round_are_put_in_order() -> None:
    assert voices(HEARD, hearing(10, origin=(0, 1), second=(3, 4)), 8) == [
        ("a cousin", "anonymous"),
        ("His sister", "anonymous"),
    ]


def test_what_nobody_in_particular_thinks_within_anothers_words_is_no_voice() -> None:
    feared = (
        "The:DET:2:det clerk:NOUN:3:nsubj says/say:VERB:0:root she:PRON:6:nsubj:pass is/be:AUX:6:aux:pass "
        "{}:VERB:3:ccomp to:PART:9:mark have:AUX:9:aux drowned/drown:VERB:6:xcomp .:PUNCT:3:punct"
    )
    assert voices(feared.format("feared/fear"), None, 8) == [("The clerk", "unnamed-official")]
    assert voices(feared.format("reported/report"), None, 8) == [
        ("The clerk", "unnamed-official"),
        ("unattributed", "unattributed"),
    ]
