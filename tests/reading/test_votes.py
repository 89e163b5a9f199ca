"""The votes on class and stance: the lexicon alone where nothing was learned, and who outvotes whom."""

from __future__ import annotations

import numpy as np

from sayso.knowledge import events
from sayso.knowledge.events import Entry
from sayso.learned.claims import Claims
from sayso.learned.labels import CLAIM_LABELS
from sayso.learned.reading import Reading
from sayso.reading.draft import Draft, Proposition
from sayso.reading.how_sure.votes import polarity_voted, stance_voted
from sayso.reading.what import votes
from sayso.record import Report, Stance

from .drafts import parsed

LEARNED = {"ASSAULT": 0.02, "PROTEST": 0.9, votes.NO_EVENT: 0.08}


def total(entry: str | None, label: str, look: dict[str, float] | None = None) -> float:
    line = events.lexicon().match("n", entry, {}) if entry else None
    ballot = votes.votes(
        line, (), LEARNED, look or {}, (votes.NO_EVENT, 0.0), votes.WEIGHTS, word=entry or "protest"
    )
    return sum(vote for name, vote in ballot if name == label)


def test_the_lexicon_decides_alone_where_nothing_was_learned() -> None:
    draft = Draft(Report(text="Pickets."))
    entry = events.lexicon().match("v", "picket", {})
    assert entry is not None
    assert votes.decide(entry, (), 0, draft).type == "PROTEST"
    assert votes.decide(None, (), 0, draft).type is None
    assert stance_voted(Stance.DENIED, told=True, trigger=0, draft=draft) == (Stance.DENIED, "")


def test_a_line_of_the_lexicon_speaks_for_its_class() -> None:
    assert total("demonstration", "PROTEST") > total(None, "PROTEST")


def test_a_second_look_speaks_beside_the_first() -> None:
    assert total(None, "ASSAULT", {"ASSAULT": 0.9}) > total(None, "ASSAULT")
    assert total(None, "PROTEST", {"ASSAULT": 0.9}) == total(None, "PROTEST")  # what it does not tell stands


def test_every_class_has_a_frame() -> None:
    assert set(votes.FRAMES) == set(events.ontology().classes)
    assert all(frame in events.frames() for frame in votes.FRAMES.values())


def learned(draft: Draft, layer: str, label: str) -> Proposition:
    """A proposition of all words, of which the reader is certain that they have a label."""
    tokens = draft.tokens or ()
    rows = np.full((len(tokens), len(CLAIM_LABELS[layer])), 1e-4)
    rows[:, CLAIM_LABELS[layer].index(label)] = 1.0
    draft.reading = Reading(claims=Claims(layers={layer: rows}))
    return Proposition(
        index=0,
        sentence=0,
        trigger=1,
        tokens=tuple(range(len(tokens))),
        spans=(),
        parent=-1,
        link="",
        nominal=False,
    )


def test_a_claim_is_turned_to_negated_only_where_a_word_negates() -> None:
    for line, expected in (
        ("Nobody:PRON:2:nsubj came/come:VERB:0:root", (True, [0])),
        ("Somebody:PRON:2:nsubj came/come:VERB:0:root", (False, [])),
    ):
        draft = parsed(line)
        proposition = learned(draft, "polarity", "negated")
        assert polarity_voted(False, proposition, draft)[:2] == expected


def test_a_negation_that_the_reader_does_not_see_is_undone_only_where_it_is_certain() -> None:
    draft = parsed("They:PRON:2:nsubj came/come:VERB:0:root")
    assert polarity_voted(True, learned(draft, "polarity", "affirmed"), draft)[0] is False
    assert polarity_voted(True, learned(draft, "polarity", "negated"), draft)[0] is True


def test_the_mode_is_one_of_the_class() -> None:
    draft = parsed("Police:NOUN:2:nsubj fired/fire:VERB:0:root")
    learned(draft, "mode", "firearms")
    assert votes.mode_voted(None, "ASSAULT", [1], draft)[0] == "firearms"
    assert votes.mode_voted(None, "AID", [1], draft)[0] is None


def test_an_event_may_be_seen_at_the_verb_that_carries_its_noun() -> None:
    draft = parsed("They:PRON:2:nsubj held/hold:VERB:0:root talks/talk:NOUN:2:obj")
    rows = np.full((3, len(CLAIM_LABELS["event"])), 1e-4)
    for word, label in ((0, votes.NO_EVENT), (1, "CONSULT"), (2, votes.NO_EVENT)):
        rows[word, CLAIM_LABELS["event"].index(label)] = 1.0
    draft.reading = Reading(claims=Claims(layers={"event": rows}))
    assert votes.seen(draft, 2)[0][votes.NO_EVENT] > 0.9
    assert votes.seen(draft, 2, light=1)[0]["CONSULT"] > 0.9
    assert votes.decide(None, (), 2, draft).type is None
    assert votes.decide(None, (), 2, draft, light=1).type == "CONSULT"


def line_vote(line: Entry, word: str) -> float:
    """What the lexicon's line counts for its class beside the reader's votes, where a word names the event."""
    found = votes.votes(line, (), LEARNED, {}, (votes.NO_EVENT, 0.0), votes.WEIGHTS, word=word)
    return sum(vote for name, vote in found if name == line.type)


def test_a_line_counts_for_more_where_the_reader_was_hardly_taught_the_word() -> None:
    line = events.lexicon().match("v", "confer", {})
    assert line is not None
    assert line_vote(line, "confer") > line_vote(line, "meet")


def test_a_line_of_several_words_counts_for_more() -> None:
    lines = events.lexicon().lines("v", "confer")
    phrase = next(line for line in lines if line.words == ("confer", "with"))
    word = next(line for line in lines if line.words == ("confer",))
    both = [line_vote(line, "meet") for line in (phrase, word)]
    assert both[0] > both[1]
