"""Case restored in a text that is written in capitals throughout, of the same length, so that spans stay true.

The encoder knows no case (it lowers what it reads), so the parts of speech of the capitals can be trusted:
proper names, words for peoples, the first word of a sentence and "I" are written as usual, the rest small.
A name that stands alone in brackets after its full form, or has no vowel, is taken for an abbreviation.
"""

from __future__ import annotations

import re
from functools import cache

LETTERS = 200
"""A text with fewer letters is not judged."""
SHARE = 0.9
"""Capitals among the letters from which on a text counts as written in capitals."""
_BRACKETED = re.compile(r"[\[(]\s*([A-Z][A-Z-]{1,6})\s*[\])]")
_VOWEL = re.compile(r"[AEIOUY]")
_SPOKEN = frozenset({"MRS", "MSGR", "SGT", "CPL", "LTD", "HRS", "NTH"})
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    {"of", "the", "and", "in", "for", "de", "del", "la", "las", "los", "y", "e", "da", "dos", "al", "el"}
)
"""Words inside names that keep their small letters."""


def capitals(text: str) -> bool:
    """Whether the text is written in capitals throughout.

    >>> capitals("THE GUERRILLAS ATTACKED THE FARM. " * 10), capitals("The farm was attacked. " * 10)
    (True, False)
    """
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= LETTERS and sum(c.isupper() for c in letters) >= SHARE * len(letters)


def lowered(text: str) -> str:
    """Small letters, character by character, so that the length stays (a few have no single small letter)."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def unspeakable(word: str) -> bool:
    """Whether a word must be an abbreviation, as it has letters enough and no vowel.

    >>> unspeakable("FMLN"), unspeakable("ARMY"), unspeakable("MRS")
    (True, False, False)
    """
    return word.isalpha() and 3 <= len(word) <= 6 and not _VOWEL.search(word) and word not in _SPOKEN


@cache
def peoples() -> frozenset[str]:
    """The words for peoples, in small letters."""
    from sayso.knowledge.tables import rows

    return frozenset(
        word.strip().lower()
        for _, row in rows("countries.tsv", columns=5)
        for word in row[3].split(",")
        if word
    )


def _named(word: str) -> str:
    """A name with its first letter large, and that after a hyphen or an apostrophe of "O'": "JEAN-PAUL"."""
    return _WORD.sub(lambda m: m.group()[0] + lowered(m.group()[1:]), word)


def restored(text: str) -> str:
    """The text with its case restored, of the same length; a text that has small letters stays as it is."""
    if not capitals(text):
        return text
    from sayso.learned import read

    found = read(text)
    short = set(_BRACKETED.findall(text))
    out = list(lowered(text))
    for number, (start, end) in enumerate(found.words):
        word = text[start:end]
        if word == "I" or word in short or unspeakable(word):
            new = word
        elif found.pos[number] == "PROPN":
            new = word if "." in word else _named(word)
            inside = number > 0 and found.pos[number - 1] == "PROPN"
            if lowered(word) in _SMALL and inside:
                new = lowered(word)
        elif lowered(word) in peoples():
            new = _named(word)
        else:
            continue
        out[start:end] = new
    for sentence in found.sentences:
        for number in range(*sentence):
            start, end = found.words[number]
            if text[start:end][:1].isalnum():
                out[start] = text[start]
                break
    return "".join(out)
