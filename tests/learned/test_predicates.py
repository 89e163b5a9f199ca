"""The second look: which words are asked about, which pieces are read for each, and what comes back."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sayso.learned import Reader, predicates
from sayso.learned.labels import CLAIM_LABELS, CLAIM_ROLES, PREDICATE_LABELS, VOICE_PLACES
from sayso.learned.windows import SEP, Window, windows
from sayso.settings import weights_path

CLASSES = len(CLAIM_LABELS["event"])


def nothing(words: int) -> np.ndarray[Any, Any]:
    """Event probabilities by which no word names an event."""
    out = np.zeros((words, CLASSES), dtype=np.float32)
    out[:, 0] = 1.0
    return out


def test_verbs_copular_words_and_event_words_are_asked() -> None:
    # "Armed men fled; talks are rare": a participle before its noun is none, what may name an event is one.
    pos = ["VERB", "NOUN", "VERB", "PUNCT", "NOUN", "AUX", "ADJ"]
    deprel = ["amod", "nsubj", "root", "punct", "nsubj", "cop", "parataxis"]
    head = [1, 2, 2, 2, 6, 6, 2]
    event = nothing(7)
    assert predicates.asked(pos, deprel, head, event) == [2, 6]
    event[4] = 1 / CLASSES
    assert predicates.asked(pos, deprel, head, event) == [2, 4, 6]


def test_an_auxiliary_that_stands_for_a_verb_is_asked() -> None:
    assert predicates.asked(["NOUN", "AUX", "PART"], ["nsubj", "root", "advmod"], [1, 1, 1], nothing(3)) == [
        1
    ]


def made(words: int) -> list[Window]:
    """Windows over words of one piece each, in paragraphs of ten."""
    return windows(
        list(range(1000, 1000 + words)),
        list(range(words + 1)),
        [k // 10 for k in range(words)],
        ["w"] * words,
        [1] * words,
        limit=64,
    )


def test_a_row_is_the_sentence_of_its_word() -> None:
    found = made(100)
    rows = list(predicates.rows(found, [3, 47, 99], [(a, a + 10) for a in range(0, 100, 10)]))
    assert [row.words for row in rows] == [range(10), range(40, 50), range(90, 100)]
    for row in rows:
        window = found[row.window]
        assert window.core[0] <= row.word < window.core[1]
        pieces = [window.ids[p] for p in row.pieces if window.ids[p] != SEP]
        assert pieces == [1000 + w for w in row.words]


def test_a_long_sentence_is_read_around_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(predicates, "LONGEST", 8)
    (row,) = predicates.rows(made(30), [15], [(10, 20)])
    assert len(row.pieces) == 8
    assert 15 in row.words


class Marked:
    """A session that names the marked word's neighbour behind as actor, and the first class for it."""

    def run(self, names: None, given: dict[str, np.ndarray[Any, Any]]) -> list[np.ndarray[Any, Any]]:
        marked = given["marked"]
        assert (marked.sum(1) == 1).all()
        assert (given["mask"][marked > 0] == 0).all()
        out = []
        for layer in PREDICATE_LABELS:
            scores = np.zeros((len(marked), len(PREDICATE_LABELS[layer])))
            scores[:, 1] = 9.0
            out.append(scores)
        roles = np.zeros((*marked.shape, len(CLAIM_ROLES)))
        roles[..., 0] = 9.0
        for n, at in enumerate(marked.argmax(1)):
            roles[n, at + 1] = 0.0
            roles[n, at + 1, CLAIM_ROLES.index("actor")] = 9.0
        voices = np.zeros((*marked.shape, len(VOICE_PLACES)))
        voices[..., VOICE_PLACES.index("second")] = 9.0
        return [*out, roles, voices]

    def get_outputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name=name) for name in (*PREDICATE_LABELS, "role", "voice")]


def test_what_is_read_is_told_by_word() -> None:
    found = made(100)
    states = [np.zeros((len(window.ids), 4), dtype=np.float32) for window in found]
    rows = list(predicates.rows(found, [3, 47, 88], [(a, a + 10) for a in range(0, 100, 10)]))
    read = predicates.read(Marked(), found, states, rows)  # type: ignore[arg-type]
    assert sorted(read) == [3, 47, 88]
    for word, one in read.items():
        assert [(part.role, part.words) for part in one.parts] == [("actor", (word + 1, word + 2))]
        assert max(one.chances("event").items(), key=lambda pair: pair[1])[0] == CLAIM_LABELS["event"][1]
        assert one.voice(word)["second"] > 0.9
        assert one.voice(word + 10) == {}


@pytest.mark.skipif(
    not (weights_path() / "predicates.onnx").exists(), reason="the weights are not in this checkout"
)
def test_who_does_what_to_whom_is_read() -> None:
    found = Reader(weights_path()).read("Soldiers shelled the village on Monday. The mayor met two envoys.")
    words = [
        "Soldiers",
        "shelled",
        "the",
        "village",
        "on",
        "Monday",
        ".",
        "The",
        "mayor",
        "met",
        "two",
        "envoys",
        ".",
    ]
    assert len(found.words) == len(words)
    shelled, met = found.predicates[1], found.predicates[9]
    assert shelled.chances("event")["ASSAULT"] > 0.8
    assert {("actor", (0, 1)), ("recipient", (2, 4))} <= {(p.role, p.words) for p in shelled.parts}
    assert met.chances("event")["CONSULT"] > 0.8
