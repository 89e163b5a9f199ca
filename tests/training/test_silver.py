"""Silver parses: the release's own parse of texts that nobody has parsed, made once and kept."""

from __future__ import annotations

from pathlib import Path

from sayso.learned import tokens
from training.document import Document
from training.silver import parsed


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
