"""The learned reader: one text in, a Reading with every layer out."""

from __future__ import annotations

from pathlib import Path

from sayso.errors import MissingPart
from sayso.learned.reading import Reading


class Reader:
    """The weights of one folder, opened when the first text is read and kept.

    A Reader may be shared by threads only one call at a time; processes each open their own.
    """

    def __init__(self, weights: Path) -> None:
        """Remember the folder with reader.onnx, reader.npz, tokenizer.json and labels.json."""
        self.weights = weights

    def read(self, text: str) -> Reading:
        """Read a whole text, however long; an empty text gives an empty Reading.

        Raises MissingPart where the weights are not there.
        """
        raise MissingPart(f"no reader weights in {self.weights}; train them with: make train DATA=FOLDER")


def reader(weights: Path | None = None) -> Reader:
    """The reader of a folder of weights (None: the one that the settings name), opened once."""
    raise MissingPart("no reader weights yet")


def read(text: str) -> Reading:
    """Read a text with the weights that the settings name."""
    return reader().read(text)
