"""Words cut into the encoder's pieces: BERT's WordPiece, over the vocabulary of a tokenizer.json.

Small letters without accents; signs stand alone; each stretch is cut into the longest pieces of the vocabulary
from its beginning. The package `tokenizers`, with which the encoder was trained, does the same, but takes
40 ms to import and to open the file, which this reads in 5; the tests compare the two.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

from sayso.lazy import dataclass

LONGEST = 100
"""Characters; a longer stretch without a sign is unknown, as the encoder was trained."""


class Encoding(Protocol):
    """What comes of words: piece ids in order, and for each the number of its word."""

    @property
    def ids(self) -> Sequence[int]:
        """The piece ids."""

    @property
    def word_ids(self) -> Sequence[int | None]:
        """The number of the word that each piece is of."""


class Tokenizer(Protocol):
    """What cuts words into pieces: `WordPieces`, or a Tokenizer of the package `tokenizers`."""

    def encode(self, sequence: list[str], *, is_pretokenized: bool, add_special_tokens: bool) -> Encoding:
        """The pieces of words."""

    def token_to_id(self, token: str) -> int | None:
        """The id of a piece, or None where the vocabulary does not have it."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Piece ids in order, and for each the number of its word."""

    ids: list[int]
    word_ids: list[int | None]


class WordPieces:
    """A vocabulary that cuts words into pieces."""

    def __init__(self, vocabulary: dict[str, int], special: Iterable[str] = ()) -> None:
        """Take a vocabulary (further pieces of a word begin with ##), and pieces that stand for themselves."""
        self.vocabulary = vocabulary
        self._unknown = vocabulary["[UNK]"]
        self._special = re.compile("(" + "|".join(map(re.escape, special)) + ")") if special else None
        self._known: dict[str, tuple[int, ...]] = {}

    def token_to_id(self, token: str) -> int | None:
        """The id of a piece, or None where the vocabulary does not have it."""
        return self.vocabulary.get(token)

    def encode(
        self, sequence: Sequence[str], *, is_pretokenized: bool = True, add_special_tokens: bool = False
    ) -> Pieces:
        """The pieces of words; only words that were cut before are taken, and nothing is put around them.

        >>> WordPieces({"[UNK]": 0, "cafe": 1, "##s": 2, "-": 3}).encode(["Cafés", "-", "Bar"])
        Pieces(ids=[1, 2, 3, 0], word_ids=[0, 0, 1, 2])
        """
        if not is_pretokenized or add_special_tokens:
            raise ValueError("WordPieces takes cut words, and adds no special pieces")
        ids: list[int] = []
        numbers: list[int | None] = []
        for number, word in enumerate(sequence):
            found = self._known.get(word)
            if found is None:
                found = self._cut(word)
                if len(self._known) < MOST_KNOWN:
                    self._known[word] = found
            ids += found
            numbers += [number] * len(found)
        return Pieces(ids=ids, word_ids=numbers)

    def _cut(self, word: str) -> tuple[int, ...]:
        if self._special is None or "[" not in word:
            return tuple(piece for part in parts(word) for piece in self._pieces(part))
        out: list[int] = []
        for at, stretch in enumerate(self._special.split(word)):
            if at % 2:
                out.append(self.vocabulary[stretch])
            else:
                out += (piece for part in parts(stretch) for piece in self._pieces(part))
        return tuple(out)

    def _pieces(self, part: str) -> list[int]:
        whole = self.vocabulary.get(part)
        if whole is not None and len(part) <= LONGEST:
            return [whole]
        if len(part) > LONGEST:
            return [self._unknown]
        out: list[int] = []
        begin = 0
        while begin < len(part):
            for end in range(len(part), begin, -1):
                piece = self.vocabulary.get(part[begin:end] if begin == 0 else "##" + part[begin:end])
                if piece is not None:
                    break
            else:
                return [self._unknown]
            out.append(piece)
            begin = end
        return out


MOST_KNOWN = 100_000
"""Words of which the pieces are kept: more than a long report has, and a bound for a process that reads many."""


def open_pieces(path: Path) -> WordPieces:
    """The vocabulary of a tokenizer.json with a WordPiece model."""
    told = json.loads(path.read_bytes())
    special = [token["content"] for token in told["added_tokens"]]
    return WordPieces(told["model"]["vocab"], special)


def parts(word: str) -> list[str]:
    """A word as the vocabulary spells it, cut around signs and spaces.

    >>> parts("Zoë's"), parts("東京x"), parts("a\\u200bb")
    (['zoe', "'", 's'], ['東', '京', 'x'], ['ab'])
    """
    if word.isascii():
        if word.isalnum():
            return [word.lower()]
        kept = "".join(c for c in word if c >= " " or c in "\t\n\r") if not word.isprintable() else word
        return _ASCII_PARTS.findall(kept.replace("\x7f", "").lower())
    spaced = "".join(map(_spelt, word))
    bare = "".join(c for c in unicodedata.normalize("NFD", spaced) if unicodedata.category(c) != "Mn")
    # Letter by letter: Python would write a sigma at the end of a word in another way.
    return "".join(f" {c} " if _is_sign(c) else c for c in "".join(map(str.lower, bare))).split()


_ASCII_PARTS = re.compile(r"[0-9a-z]+|[^0-9a-z\s]")


@cache
def _spelt(c: str) -> str:
    """A character without controls; spaces are plain, and an ideograph stands alone."""
    if c in "\t\n\r" or unicodedata.category(c) == "Zs":
        return " "
    if c in "\0\ufffd" or unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs"):
        return ""
    return f" {c} " if any(first <= c <= last for first, last in _IDEOGRAPHS) else c


_IDEOGRAPHS = (
    ("\u4e00", "\u9fff"),
    ("\u3400", "\u4dbf"),
    ("\U00020000", "\U0002a6df"),
    ("\U0002a700", "\U0002b73f"),
    ("\U0002b740", "\U0002b81f"),
    ("\U0002b920", "\U0002ceaf"),
    ("\uf900", "\ufaff"),
    ("\U0002f800", "\U0002fa1f"),
)
"""Blocks of Chinese characters, as the encoder's tokenizer has them."""


@cache
def _is_sign(c: str) -> bool:
    return (c.isascii() and c.isprintable() and not c.isalnum() and c != " ") or unicodedata.category(c)[
        0
    ] == "P"
