"""Triggers and attachments on files written here in the format of ECB+."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.ecbplus import count, documents, figures, main, topics
from sayso.reading.draft import Draft, Proposition, Token
from sayso.record import Participant, Report, Role, Span, Voice, VoiceKind, What, When, Where

from .cat_files import cat

DOCUMENT = cat(
    ["Police arrested two men in Accra on Monday .", "The weather was fine ."],
    [
        ("ACTION_OCCURRENCE", "arrested", {}),
        ("HUMAN_PART_ORG", "Police", {}),
        ("HUMAN_PART_PER", "two men", {}),
        ("LOC_GEO", "Accra", {}),
        ("TIME_DATE", "Monday", {}),
    ],
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for topic in (1, 36):
        (tmp_path / str(topic)).mkdir()
        (tmp_path / str(topic) / f"{topic}_1ecb.xml").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text(
        "Topic,File,Sentence Number\n1,1ecb,0\n36,1ecb,0\n", encoding="utf-8"
    )
    return tmp_path


def test_the_test_topics_are_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = folder / "cases.jsonl"
    assert main([str(folder), "--cases", str(cases)]) == 0
    out = capsys.readouterr().out
    assert "1 documents, 1 events" in out
    assert [row.split()[0] for row in out.splitlines()[2:6]] == ["trigger", "participant", "time", "place"]
    assert '"event": "arrested"' in cases.read_text(encoding="utf-8")


def test_what_is_counted(folder: Path) -> None:
    ((document, wanted),) = documents(folder, {1})
    text = document.text

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    def word(words: str) -> Token:
        span = at(words)
        return Token(start=span.start, end=span.end, text=words, lower=words.lower())

    draft = Draft(report=Report(text=text))
    draft.tokens = (word("Police"), word("arrested"), word("men"), word("fine"))
    draft.propositions = (
        Proposition(index=0, sentence=0, trigger=1, tokens=(0, 1, 2), spans=(at("Police arrested two men"),)),
        Proposition(index=1, sentence=1, trigger=3, tokens=(3,), spans=(at("fine"),)),
    )
    outlet = Voice(voice="x", kind=VoiceKind.OUTLET)
    who = Participant(role=Role.ACTOR, text="Police", span=at("Police"))
    weather = Participant(role=Role.RECIPIENT, text="on", span=at("on"))
    draft.what = (What(type="COERCE", participants=(who, weather)), What())
    draft.who_says = ((outlet,), (outlet,))
    draft.when = (When(text="Monday", span=at("Monday")), When())
    draft.where = (Where(text="Accra", span=at("Accra")), Where())
    draft.attributions = ()
    counts, (line,) = count(document, draft, wanted)
    assert line["found"]
    assert figures(counts, "trigger") == (100.0, 100.0, 100.0)
    assert figures(counts, "participant")[:2] == (50.0, 50.0)
    assert figures(counts, "time") == figures(counts, "place") == (100.0, 100.0, 100.0)
    assert (counts["people gold"], counts["people found"], counts["of a class given"]) == (2, 1, 1)


def test_topics_may_be_asked_for(folder: Path) -> None:
    assert [d.name for d, _ in documents(folder, topics("30-40"))] == ["36_1ecb"]


def test_no_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no such file" in capsys.readouterr().err
