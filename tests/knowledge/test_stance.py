"""The words of stance and likelihood: every effect is known, and faults name file and line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sayso.errors import BadKnowledge
from sayso.knowledge import forms, stance, tables
from sayso.knowledge.stance import Effect
from sayso.record import Likelihood, Stance


@pytest.mark.parametrize(
    ("part", "lemma", "link", "yes", "no"),
    [
        ("v", "manage", "inf", Effect(), Effect(None, True)),
        ("v", "fail", "inf", Effect(None, True), Effect(Stance.ASSERTED)),
        ("v", "know", "that", Effect(Stance.PRESUPPOSED), Effect(Stance.PRESUPPOSED)),
        ("v", "deny", "that", Effect(Stance.DENIED), Effect()),
        ("v", "plan", "inf", Effect(Stance.PLANNED), Effect(Stance.PLANNED, True)),
        ("v", "prevent", "from", Effect(None, True), Effect(Stance.ASSERTED)),
        ("n", "evidence", "that", Effect(), Effect(Stance.DOUBTED)),
        ("a", "unlikely", "inf", Effect(Stance.DOUBTED), Effect(Stance.SUSPECTED)),
    ],
)
def test_governors(part: str, lemma: str, link: str, yes: Effect, no: Effect) -> None:
    found = stance.governor(part, lemma, link)
    assert found is not None
    assert (found.yes, found.no) == (yes, no)


def test_every_term_of_icd_203_has_words() -> None:
    given = {
        stance.likelihood(phrase.split())
        for phrase in (
            "remote",
            "highly unlikely",
            "unlikely",
            "even odds",
            "probably",
            "highly likely",
            "almost certainly",
        )
    }
    assert {found[0] for found in given if found} == set(Likelihood)


@pytest.mark.parametrize("text", ["they may come", "perhaps they came", "they suspect it"])
def test_a_bare_hedge_gives_no_likelihood(text: str) -> None:
    assert stance.likelihood(text.split()) is None


@pytest.mark.parametrize(
    ("form", "part", "guess", "expected"),
    [
        ("met", "v", "me", "meet"),
        ("took", "v", "to", "take"),
        ("troops", "n", "troops", "troop"),
        ("talks", "n", "talks", "talk"),
    ],
)
def test_dictionary_forms(form: str, part: str, guess: str, expected: str) -> None:
    assert forms.dictionary_form(form, part, guess) == expected


@pytest.fixture
def fresh() -> Iterator[None]:
    stance.governors.cache_clear()
    yield
    stance.governors.cache_clear()


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (("v", "inf", "supected", "keep", "think"), "'supected' is no effect"),
        (("v", "to", "keep", "keep", "think"), "'to' is no link"),
        (("x", "inf", "keep", "keep", "think"), "'x' is no part of speech"),
    ],
)
def test_faults_name_file_and_line(
    monkeypatch: pytest.MonkeyPatch, cells: tuple[str, ...], message: str
) -> None:
    real = tables.rows

    def rows(name: str, *, columns: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        return iter([(7, cells)]) if name == "stance_governors.tsv" else real(name, columns=columns)

    monkeypatch.setattr(stance, "rows", rows)
    with pytest.raises(BadKnowledge, match=r"^stance_governors\.tsv:7: ") as caught:
        stance.governors()
    assert message in str(caught.value)


def test_what_is_not_ruled_out_is_suspected() -> None:
    found = stance.governor("v", "rule", "that", around=("out",))
    assert found is not None
    assert found.no.stance is Stance.SUSPECTED
    assert found.yes.stance is Stance.DENIED
