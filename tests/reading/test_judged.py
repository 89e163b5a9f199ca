"""Judged: what somebody holds to be untrue is denied, quoted by the nearest words that stand for it."""

from __future__ import annotations

import pytest

from sayso.reading import how_sure, judged, propositions, standing, what, who_says
from sayso.reading.draft import Attribution, Draft
from sayso.reading.tree import Tree
from sayso.record import Quote, Span, Stance, joined

from .drafts import parsed

BASELESS = (
    "Her:PRON:2:nmod lawyer:NOUN:3:nsubj called/call:VERB:0:root the:DET:5:det allegations/allegation:NOUN:6:nsubj "
    "baseless:ADJ:3:xcomp .:PUNCT:3:punct"
)
SLANDER = (
    "The:DET:2:det union:NOUN:3:nsubj described/describe:VERB:0:root the:DET:5:det report:NOUN:3:obj as:ADP:7:case "
    "slander:NOUN:3:obl .:PUNCT:3:punct"
)
DOUBTFUL = BASELESS.replace("baseless", "doubtful")
PROVOKED = SLANDER.replace("described/describe", "dismissed/dismiss").replace("slander", "provocation")
REFUSED = "The:DET:2:det firm:NOUN:3:nsubj rejected/reject:VERB:0:root the:DET:5:det accusation:NOUN:3:obj .:PUNCT:3:punct"


def read(line: str) -> Draft:
    made = parsed(line)
    who_says.ATTRIBUTIONS.run(made)
    for stage in (propositions, who_says.STAGE, what, how_sure):
        stage.run(made)
    return made


@pytest.mark.parametrize(
    ("line", "words", "stance"),
    [
        (BASELESS, "the allegations", Stance.DENIED),
        (SLANDER, "the report", Stance.DENIED),
        (PROVOKED, "the report", Stance.DENIED),
        (DOUBTFUL, "the allegations", Stance.DOUBTED),
        (REFUSED, "the accusation", Stance.DENIED),
    ],
)
def test_the_nearest_words_are_denied(line: str, words: str, stance: Stance) -> None:
    made = read(line)
    standing_ones = [p for p in made.propositions or () if standing.stands(made, p)]
    assert [made.text[p.spans[0].start : p.spans[0].end] for p in standing_ones] == [words]
    found = (made.how_sure or ())[standing_ones[0].index]
    assert found.stance is stance
    assert (made.what or ())[standing_ones[0].index].type is None
    assert len((made.who_says or ())[standing_ones[0].index]) == 2


def test_whoever_calls_it_a_lie_denies_it() -> None:
    made = read(BASELESS)
    assert [(v.voice, v.act) for v in (made.who_says or ())[-1][1:]] == [("Her lawyer", "denies")]
    doubting = read(DOUBTFUL)
    assert [v.act for v in (doubting.who_says or ())[-1][1:]] == ["doubts"]


def test_calling_something_by_another_name_denies_nothing() -> None:
    made = read(BASELESS.replace("baseless", "serious"))
    assert all(found.stance is Stance.ASSERTED for found in made.how_sure or ())


@pytest.mark.parametrize(("word", "judged_"), [("unlikely", True), ("false", False)])
def test_anything_can_be_unlikely_but_only_what_is_said_false(word: str, judged_: bool) -> None:
    line = (
        "He:PRON:2:nsubj considers/consider:VERB:0:root a:DET:4:det strike:NOUN:2:obj "
        f"{word}:ADJ:2:xcomp .:PUNCT:2:punct"
    )
    assert (judged.verdict(1, Tree.of(parsed(line))) is not None) is judged_


RATED = (
    "Analysts/analyst:NOUN:2:nsubj rate:VERB:0:root the:DET:4:det risk:NOUN:2:obj of:ADP:6:case attack:NOUN:4:nmod "
    "from:ADP:8:case Gaza:PROPN:6:nmod as:ADP:10:case low:ADJ:2:obl .:PUNCT:2:punct"
)


def test_a_rating_is_told_whatever_happens_inside_it() -> None:
    made = parsed(RATED)
    text = made.text

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    made.attributions = (
        Attribution(
            source=span("Analysts"),
            cue=Quote(text="rate", span=span("rate")),
            content=(span("the risk of attack from Gaza as low"),),
            confidence=0.9,
        ),
    )
    for stage in (propositions, who_says.STAGE, what, how_sure):
        stage.run(made)
    told = [joined(made.text, p.spans) for p in made.propositions or () if p.link == "content"]
    assert told == ["the risk of attack from Gaza as low"]
