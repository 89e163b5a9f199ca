"""The loaders read the formats of the sets."""

from __future__ import annotations

from pathlib import Path

from sayso.learned import tokens
from training.corpora import CORPORA
from training.corpora.house import attributions, claim_layers
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


def test_claims_of_the_house_corpus_word_by_word() -> None:
    """A word takes the labels of the shortest claim around it; inner voices are told from outer ones."""
    text = "Anna denied that Omar had said the port was shelled."
    spans = tokens.words(text)
    forms = [text[a:b] for a, b in spans]

    def at(words: str) -> list[int]:
        return [text.index(words), text.index(words) + len(words)]

    def voice(kind: str, name: str, act: str, cue: str) -> dict[str, object]:
        return {"kind": kind, "span": at(name), "act": act, "cue": {"text": cue, "span": at(cue)}}

    claim = {
        "spans": [at("the port was shelled")],
        "who_says": [voice("person", "Anna", "denies", "denied"), voice("person", "Omar", "says", "said")],
        "how_sure": {"stance": "denied", "polarity": "affirmed"},
        "what": {
            "type": "ASSAULT",
            "trigger": [{"text": "was shelled", "span": at("was shelled")}],
            "participants": [{"role": "recipient", "text": "the port", "span": at("the port")}],
        },
    }
    found = claim_layers({"claims": [claim]}, spans, forms)
    assert found["event"][-3:] == ["O", "ASSAULT", "O"]
    assert found["stance"][-5:] == ["denied"] * 4 + ["?"]
    assert (found["voice"][0], found["act"][1], found["act"][5]) == ("person", "denies", "says")
    assert (found["inner"][0], found["inner"][3], found["inner"][5]) == ("O", "B-S", "B-C")
    assert found["participants"] == [(9, [("recipient", [6, 7])])]


def test_every_voice_of_a_chain_says_what_stands_inside() -> None:
    text = "Anna denied that Omar had said the port was shelled."

    def quote(words: str) -> dict[str, object]:
        return {"text": words, "span": [text.index(words), text.index(words) + len(words)]}

    chain = [
        {"kind": "outlet", "span": None, "cue": None},
        {"kind": "person", **quote("Anna"), "cue": quote("denied")},
        {"kind": "person", **quote("Omar"), "cue": quote("said")},
    ]
    claim = {"spans": [quote("the port was shelled")["span"]], "who_says": chain}
    found = [
        {role: [text[a:b] for a, b in spans] for role, spans in one.items()}
        for one in attributions({"report": {"text": text}, "claims": [claim]})
    ]
    assert found == [
        {"Source": ["Anna"], "Cue": ["denied"], "Content": ["that Omar had said the port was shelled"]},
        {"Source": ["Omar"], "Cue": ["said"], "Content": ["the port was shelled"]},
    ]
