"""The stored graph reads as reader.onnx does, and is left alone when it is another file's."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sayso.learned import Reader, Reading, mapped
from sayso.learned.weights import FILES
from sayso.settings import weights_path

TEXT = "Police in Accra said on Monday that two men had been arrested, but a lawyer denied it."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(weights_path() / name, tmp_path / name)
    return tmp_path


def opened(reader: Reader) -> str:
    path: str = reader.weights.session._model_path
    return Path(path).suffix


def layers(reading: Reading) -> tuple[object, ...]:
    return reading.words, reading.head, reading.mentions, reading.attributions, reading.factuality


def test_the_stored_graph_computes_the_same(folder: Path) -> None:
    plain = Reader(folder)
    reading = plain.read(TEXT)
    assert opened(plain) == ".onnx"
    path = mapped.build(folder)
    assert path == mapped.place(folder)
    quick = Reader(folder)
    assert layers(quick.read(TEXT)) == layers(reading)
    assert opened(quick) == ".ort"


def test_the_graph_of_an_older_file_is_left_alone_and_taken_away(folder: Path) -> None:
    old = mapped.build(folder)
    os.utime(folder / "reader.onnx", ns=(0, 1_000_000_000))
    reader = Reader(folder)
    assert opened(reader) == ".onnx"
    new = mapped.build(folder)
    assert list(folder.glob("*.ort")) == [new] != [old]
    assert not list(folder.glob("*.part"))


def test_a_reading_that_was_begun_is_taken_and_another_text_is_read(folder: Path) -> None:
    reader = Reader(folder)
    reader.begin(TEXT)
    assert reader.read("Talks began in Oslo.").words[-1][1] == 20
    begun = Reader(folder)
    begun.begin(TEXT, least=0.5)
    assert layers(begun.read(TEXT, least=0.5)) == layers(reader.read(TEXT, least=0.5))
