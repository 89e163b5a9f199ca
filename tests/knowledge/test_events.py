"""The ontology and the event lexicon: complete, in agreement with the corpus, and honest about faults."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from sayso.errors import BadKnowledge
from sayso.knowledge import events, tables
from sayso.record import Role

ROOT = Path(__file__).parents[2]


def labels() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_labels", ROOT / "evals" / "corpus" / "labels.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_classes_and_modes_agree_with_the_corpus() -> None:
    ours = {
        name: tuple(mode.name for mode in found.modes) for name, found in events.ontology().classes.items()
    }
    theirs = labels().CLASSES
    assert {k: set(v) for k, v in ours.items()} == {k: set(v) for k, v in theirs.items()}


def test_roles_agree_with_the_record_and_the_corpus() -> None:
    assert set(events.ROLES) == {str(role) for role in Role} == set(labels().ROLES)


def test_every_class_has_a_codebook_page_with_examples() -> None:
    for name, found in events.ontology().classes.items():
        page = ROOT / "docs" / "codebook" / f"{name.lower()}.md"
        text = page.read_text(encoding="utf-8")
        assert found.definition in text, name
        assert "## Examples" in text, name
        assert all(f"`{mode.name}`" in text for mode in found.modes), name


def test_the_lexicon_is_large_and_names_every_class_and_mode() -> None:
    known = events.lexicon()
    entries = [
        e for table in (known.verbs, known.nouns, known.adjectives) for group in table.values() for e in group
    ]
    named = {(e.type, e.mode) for e in entries}
    wanted = {(name, mode.name) for name, found in events.ontology().classes.items() for mode in found.modes}
    assert len({(e.part, e.words) for e in entries if e.type}) >= 1200
    assert wanted <= named
    assert set(events.ontology().classes) <= {e.type for e in entries}


@pytest.mark.parametrize(
    ("part", "lemma", "slots", "words", "expected"),
    [
        ("v", "meet", {"obj": {"PARTY", "king"}}, (), ("CONSULT", None)),
        ("v", "meet", {"obj": {"deadline"}}, (), (None, None)),
        ("v", "call", {"for": {"truce"}}, ("for",), ("REQUEST", "yield")),
        ("v", "break", {"obj": {"relation"}, "prt": {"off"}}, ("off",), ("SANCTION", "withdraw")),
        ("v", "lift", {"obj": {"embargo"}}, (), ("CONCEDE", None)),
        ("v", "fire", {"obj": {"rocket"}}, (), ("ASSAULT", "heavy-weapons")),
        ("v", "release", {"obj": {"hostage"}}, (), ("RETREAT", "release")),
        ("v", "release", {"obj": {"report"}}, (), (None, None)),
        ("n", "strike", {}, ("hunger",), ("PROTEST", "hunger")),
        ("n", "strike", {"mod": {"air"}}, ("air",), ("ASSAULT", "aerial")),
        ("n", "call", {"mod": {"phone"}}, ("phone",), ("CONSULT", "phone")),
        ("n", "shipment", {"of": {"missile"}}, (), ("AID", None)),
        ("n", "shipment", {"of": {"wheat"}}, (), ("MOVEMENT", None)),
    ],
)
def test_conditions_choose_the_sense(
    part: str,
    lemma: str,
    slots: dict[str, set[str]],
    words: tuple[str, ...],
    expected: tuple[str | None, str | None],
) -> None:
    found = events.lexicon().match(part, lemma, {k: frozenset(v) for k, v in slots.items()}, frozenset(words))
    assert found is not None
    assert (found.type, found.mode) == expected, found.because


@pytest.fixture
def fresh() -> Iterator[None]:
    for loader in (events.ontology, events.frames, events.sets, events.lexicon):
        loader.cache_clear()
    yield
    for loader in (events.ontology, events.frames, events.sets, events.lexicon):
        loader.cache_clear()


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (("q", "ASSAULT", "-", "hit", "-", "-", "bash"), "'q' is no part of speech"),
        (("v", "ASSALT", "-", "hit", "-", "-", "bash"), "'ASSALT' is no event class"),
        (("v", "ASSAULT", "bashing", "hit", "-", "-", "bash"), "'bashing' is no mode of ASSAULT"),
        (("v", "ASSAULT", "-", "hitt", "-", "-", "bash"), "'hitt' is no frame"),
        (("v", "ASSAULT", "-", "hit", "obj=@nothing", "-", "bash"), "'@nothing' is no set"),
        (("v", "ASSAULT", "-", "hit", "-", "sports", "bash"), "'sports' is no context"),
        (("v", "ASSAULT", "-", "hit", "-", "-", "bash; "), "an empty word"),
    ],
)
@pytest.mark.usefixtures("fresh")
def test_faults_name_file_and_line(
    monkeypatch: pytest.MonkeyPatch, cells: tuple[str, ...], message: str
) -> None:
    real = tables.rows

    def rows(name: str, *, columns: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        return iter([(7, cells)]) if name == "event_words.tsv" else real(name, columns=columns)

    monkeypatch.setattr(events, "rows", rows)
    with pytest.raises(BadKnowledge, match=r"^event_words\.tsv:7: ") as caught:
        events.lexicon().verb("bash")
    assert message in str(caught.value)
