"""Cue words and voice nouns: every line of the data fits, and errors name file and line."""

from __future__ import annotations

import pytest

from sayso.errors import BadKnowledge
from sayso.knowledge import speech, tables, voices


@pytest.mark.parametrize(
    ("lemma", "part", "act"),
    [
        ("suspect", "verb", "suspects"),
        ("deny", "verb", "denies"),
        ("according to", "phrase", "says"),
        ("denial", "noun", "denies"),
        ("confident", "adjective", "believes"),
        ("allegedly", "phrase", "claims"),
        ("table", "noun", None),
    ],
)
def test_acts(lemma: str, part: str, act: str | None) -> None:
    assert speech.act(lemma, part) == act


def test_every_cue_has_a_known_act() -> None:
    assert set(speech.cues().values()) <= set(speech.ACTS)
    assert len(speech.cues()) > 500


@pytest.mark.parametrize(
    ("noun", "sort"),
    [
        ("officials", "official"),
        ("diplomats", "official"),
        ("sources", "anonymous"),
        ("witnesses", "anonymous"),
        ("communiqué", "document"),
        ("ministries", "organization"),
        ("newspapers", "media"),
        ("spokeswomen", "person-title"),
    ],
)
def test_sorts_of_nouns_in_either_number(noun: str, sort: str) -> None:
    assert sort in voices.sorts(noun)


def test_a_fault_names_file_and_line(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "x.tsv").write_text("# words\nsay\tverb\tsays\nsay\tverb\n", encoding="utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    with pytest.raises(BadKnowledge, match=r"x\.tsv:3: 2 cells where 3 are expected"):
        list(tables.rows("x.tsv", columns=3))
    with pytest.raises(BadKnowledge, match=r"x\.tsv:2: 'supected' is not known; use one of: says denies"):
        tables.one_of("x.tsv", 2, "supected", ("says", "denies"))
