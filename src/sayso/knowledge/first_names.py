"""First names, titles and nouns: which are a woman's and which a man's, so that "she" is not taken for Donald."""

from __future__ import annotations

import unicodedata
from functools import cache
from types import MappingProxyType

from .tables import one_of, rows


@cache
def sexes() -> MappingProxyType[str, str]:
    """First name (small letters) to "f" or "m"; names that both bear are not in it.

    >>> sexes()["hillary"], sexes()["donald"], "robin" in sexes()
    ('f', 'm', False)
    """
    name = "first_names.tsv"
    return MappingProxyType(
        {first: one_of(name, line, sex, ("f", "m")) for line, (first, sex) in rows(name, columns=2)}
    )


_LETTERS = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "þ": "th", "ð": "d", "đ": "d"})


def sex(name: str) -> str | None:
    """ "f" or "m" for a first name, with or without its accents; None for one that is not known or that both bear.

    >>> sex("Katarína"), sex("Małgorzata"), sex("Robin")
    ('f', 'f', None)
    """
    small = name.lower()
    if (found := sexes().get(small)) is not None or small.isascii():
        return found
    bare = unicodedata.normalize("NFKD", small.translate(_LETTERS))
    return sexes().get("".join(sign for sign in bare if not unicodedata.combining(sign)))


@cache
def _person_words(use: str) -> MappingProxyType[str, str]:
    name = "person_words.tsv"
    found = {}
    for line, (word, sex, kept, _) in rows(name, columns=4, at_least=3):
        if one_of(name, line, kept, ("title", "noun")) == use:
            found[word] = one_of(name, line, sex, ("f", "m", "-"))
    return MappingProxyType(found)


def titles() -> MappingProxyType[str, str]:
    """Words that stand before a name (small letters, no full stop) to "f", "m" or "-".

    >>> titles()["mrs"], titles()["sen"]
    ('f', '-')
    """
    return _person_words("title")


def nouns() -> MappingProxyType[str, str]:
    """Nouns for a man or a woman to "m" or "f".

    >>> nouns()["spokeswoman"], nouns()["husband"]
    ('f', 'm')
    """
    return _person_words("noun")


@cache
def in_full() -> MappingProxyType[str, str]:
    """Titles that are written short (small letters, no full stop) to the word in full.

    >>> in_full()["gen"]
    'general'
    """
    found = rows("person_words.tsv", columns=4, at_least=3)
    return MappingProxyType({word: full for _, (word, _, _, full) in found if full})
