"""The votes on class and stance: the lexicon alone where nothing was learned, and who outvotes whom."""

from __future__ import annotations

from sayso.knowledge import events
from sayso.reading.draft import Draft
from sayso.reading.how_sure.votes import stance_voted
from sayso.reading.what import votes
from sayso.record import Report, Stance

LEARNED = {"ASSAULT": 0.02, "PROTEST": 0.9, votes.NO_EVENT: 0.08}


def total(entry: str | None, label: str) -> float:
    line = events.lexicon().match("n", entry, {}) if entry else None
    ballot = votes.votes(line, (), LEARNED, (votes.NO_EVENT, 0.0), votes.WEIGHTS)
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


def test_every_class_has_a_frame() -> None:
    assert set(votes.FRAMES) == set(events.ontology().classes)
    assert all(frame in events.frames() for frame in votes.FRAMES.values())
