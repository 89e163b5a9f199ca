"""Silver parses: the release's own parse of texts that nobody has parsed, made once and kept."""

from __future__ import annotations

from pathlib import Path

from sayso.learned import tokens
from training.document import Document
from training.silver import kinds_of_nouns, known_kinds, parsed


def document(name: str, text: str) -> Document:
    spans = tokens.words(text)
    return Document(
        name=name,
        forms=[text[a:b] for a, b in spans],
        numbers=[0] * len(spans),
        cuts=[0] * len(spans),
        labels={},
        text=text,
        spans=spans,
    )


def test_every_word_hangs_on_one_of_its_sentence_and_the_parse_is_kept(tmp_path: Path) -> None:
    cache = tmp_path / "silver.json"
    made = document("a", "The minister refused to leave. His guards fled.")
    parsed([made], cache)
    layer = made.labels["syntax"]
    for word, head in enumerate(layer["head"]):
        assert layer["sentence"][head] == layer["sentence"][word]
    assert {len(layer[k]) for k in ("form", "lemma", "upos", "xpos", "deprel")} == {len(made.forms)}
    again = document("a", made.text)
    parsed([again], cache)
    assert again.labels["syntax"] == layer


def test_what_has_a_parse_keeps_it_and_bare_words_stay_bare(tmp_path: Path) -> None:
    known, bare = document("b", "He left."), document("c", "He left.")
    known.labels["syntax"] = {"head": [1, 1, 1]}
    bare.text = ""
    parsed([known, bare], tmp_path / "silver.json")
    assert known.labels == {"syntax": {"head": [1, 1, 1]}}
    assert bare.labels == {}


def test_words_without_a_label_are_taught_what_is_plain() -> None:
    taught = document("e", "Police held the suspicion of the minister Ana Gamarra on Wednesday.")
    taught.labels["syntax"] = {
        "head": [1, 1, 3, 1, 6, 6, 3, 6, 7, 10, 1, 1],
        "lemma": [f.lower() for f in taught.forms],
        "upos": [
            "NOUN",
            "VERB",
            "DET",
            "NOUN",
            "ADP",
            "DET",
            "NOUN",
            "PROPN",
            "PROPN",
            "ADP",
            "PROPN",
            "PUNCT",
        ],
        "deprel": [
            "nsubj",
            "root",
            "det",
            "obj",
            "case",
            "det",
            "nmod",
            "appos",
            "flat",
            "case",
            "obl",
            "punct",
        ],
    }
    kinds = ["?"] * len(taught.forms)
    kinds[0], kinds[8] = "ORG", "PERSON"
    taught.labels["kinds"] = kinds
    taught.labels["mentions"] = [(0, 1, 0), (7, 9, 8)]
    known_kinds([taught], {"suspicion": "O"})
    assert dict(zip(taught.forms, taught.labels["kinds"], strict=True)) == {
        "Police": "ORG", "held": "O", "the": "O", "suspicion": "O", "of": "O", "minister": "?", "Ana": "PERSON",
        "Gamarra": "O", "on": "O", "Wednesday": "TIME", ".": "O",
    }  # fmt: skip


def test_only_nouns_of_one_kind_are_known() -> None:
    treebank = document("f", "law law law law road road road road")
    treebank.labels["syntax"] = {"upos": ["NOUN"] * 8, "lemma": treebank.forms}
    treebank.labels["kinds"] = ["O"] * 4 + ["PLACE", "O", "PLACE", "O"]
    assert kinds_of_nouns([treebank]) == {"law": "O"}
