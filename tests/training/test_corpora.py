"""The loaders read the formats of the sets."""

from __future__ import annotations

from pathlib import Path

from training.corpora import CORPORA
from training.corpora.plover import fold
from training.corpora.universal import documents, entities, text_of


def test_polnear(data: Path) -> None:
    found = list(CORPORA["polnear"](data / "polnear", "train"))
    assert len(found) == 12
    first = found[0]
    one = first.labels["attribution"]["attributions"][0]
    assert [first.forms[i] for i in one["Source"]] == ["Anna", "Haddad"]
    assert [first.forms[i] for i in one["Cue"]] == ["said"]
    assert " ".join(first.forms[i] for i in one["Content"]) == "the port was shelled"


def test_a_treebank_gives_its_text_back(data: Path) -> None:
    found = next(iter(documents(data / "ud/gum/en_gum-ud-train.conllu")))
    text, spans = text_of(found)
    assert text.startswith("Anna went home. Omar walked home.")
    assert [text[a:b] for a, b in spans[:4]] == ["Anna", "went", "home", "."]
    assert found.heads[:4] == [1, 1, 1, 1]
    assert entities(found)[0] == (0, 1, "person", "1")


def test_names(data: Path) -> None:
    found = list(CORPORA["wikigold"](data / "ner/wikigold", "train"))
    assert found[0].labels["names"][:4] == ["B-PERSON", "O", "B-PLACE", "O"]


def test_plover(data: Path) -> None:
    found = list(CORPORA["plv"](data / "plover", "train"))
    assert found[0].labels == {
        "event": "ASSAULT",
        "arguments": ["B-S", "I-S", "O", "B-T", "I-T", "O"],
    }


def test_folds_share_nothing() -> None:
    for n in range(5):
        assert not any(fold(k, f"train-{n}") and fold(k, f"dev-{n}") for k in range(50))
