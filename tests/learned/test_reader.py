"""The reader on the shipped weights."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.errors import MissingPart
from sayso.learned import Reader, Reading, reader
from sayso.learned.attributions import _holds
from sayso.settings import weights_path

pytestmark = pytest.mark.skipif(
    not (weights_path() / "reader.onnx").exists(), reason="the weights are not in this checkout"
)

REPORT = (
    "Rebels shell the port of Masra\n\n"
    "MASRA - Rebels shelled the port on Tuesday, killing three dock workers, the interior ministry said. "
    "“We did not fire,” said Karim Saleh, a spokesman for the rebels. He accused the army of lying.\n\n"
    "Two officials who asked not to be named believe that the shells came from the sea."
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return reader().read(REPORT)


def quoted(reading: Reading, ranges: tuple[tuple[int, int], ...]) -> list[str]:
    return [REPORT[a:b] for a, b in reading.spans(ranges)]


def test_layers_have_one_value_for_each_word(reading: Reading) -> None:
    size = len(reading.words)
    for layer in ("pos", "tag", "lemma", "head", "deprel", "factuality", "paragraphs"):
        assert len(getattr(reading, layer)) == size


def test_sentences_cover_the_words_in_order(reading: Reading) -> None:
    assert reading.sentences[0][0] == 0
    assert reading.sentences[-1][1] == len(reading.words)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(reading.sentences))


def test_every_sentence_is_a_tree(reading: Reading) -> None:
    for begin, end in reading.sentences:
        roots = [i for i in range(begin, end) if reading.head[i] == i]
        assert len(roots) == 1
        assert sorted(reading.subtree(roots[0])) == list(range(begin, end))


def test_the_ministry_says_it(reading: Reading) -> None:
    found = {
        (" ".join(quoted(reading, a.source)), " ".join(quoted(reading, a.cue))): " ".join(
            quoted(reading, a.content)
        )
        for a in reading.attributions
    }
    assert "killing three dock workers" in found["the interior ministry", "said"]


def test_confidence_is_a_share(reading: Reading) -> None:
    for one in (*reading.attributions, *reading.mentions, *reading.names, *reading.events):
        assert 0.0 <= one.confidence <= 1.0


def test_reading_twice_gives_the_same(reading: Reading) -> None:
    assert reader().read(REPORT) == reading


@pytest.mark.parametrize("text", ["", " \n\n\t", "\u200b"])
def test_texts_without_words(text: str) -> None:
    found = reader().read(text)
    assert all(text[a:b].strip() for a, b in found.words)


@pytest.mark.parametrize(
    "text",
    [
        "🚀",
        "He said 🚀🚀 \U0001f1fa\U0001f1f8 it’s “over”.",
        "word " * 3000,
        "x" * 5000,
        "a\x00b \ufffd \u0627\u0644\u0642\u062f\u0633",
        "." * 2000,
        "https://example.org/" + "a/" * 900,
        "One.\n" * 800,
    ],
)
def test_odd_texts_are_read_whole(text: str) -> None:
    found = reader().read(text)
    at = 0
    for begin, end in found.words:
        assert not text[at:begin].strip()
        at = end
    assert not text[at:].strip()
    assert len(found.pos) == len(found.words)


def test_the_depth_counts_the_contents_around(reading: Reading) -> None:
    for one in reading.attributions:
        around = [a for a in reading.attributions if a is not one and _holds(a.content, one.cue[0])]
        assert one.depth == len(around)


def test_missing_weights_say_what_would_do(tmp_path: Path) -> None:
    with pytest.raises(MissingPart, match="SAYSO_WEIGHTS"):
        Reader(tmp_path).read("He left.")


def test_nothing_heavy_is_imported_before_the_first_text() -> None:
    code = (
        "import sys, sayso.learned;"
        "print([m for m in ('numpy', 'onnxruntime', 'tokenizers', 'torch') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
