"""Voices: which nouns make a voice a person, an official without a name, anonymous, a document or an organisation."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from .tables import one_of, rows

SORTS = ("person-title", "official", "anonymous", "document", "organization", "media", "masthead")


@cache
def nouns() -> MappingProxyType[str, frozenset[str]]:
    """Noun (singular, lower case) to the sorts it can be the head of.

    >>> sorted(nouns()["official"])
    ['official']
    """
    name = "voice_nouns.tsv"
    table: dict[str, set[str]] = {}
    for line, (noun, sort) in rows(name, columns=2):
        table.setdefault(noun, set()).add(one_of(name, line, sort, SORTS))
    return MappingProxyType({noun: frozenset(sorts) for noun, sorts in table.items()})


def singular(noun: str) -> str:
    """The singular of a known plural, by the regular endings; the word itself otherwise.

    >>> singular("authorities"), singular("witnesses"), singular("sources"), singular("police")
    ('authority', 'witness', 'source', 'police')
    """
    known = nouns()
    if noun in known:
        return noun
    for ending, put in (("ies", "y"), ("men", "man"), ("women", "woman"), ("es", ""), ("s", "")):
        if noun.endswith(ending) and noun[: -len(ending)] + put in known:
            return noun[: -len(ending)] + put
    return noun


def sorts(noun: str) -> frozenset[str]:
    """The sorts of a noun in either number; empty for a word that tells nothing.

    >>> sorted(sorts("sources"))
    ['anonymous']
    """
    return nouns().get(singular(noun.lower()), frozenset()) - {"masthead"}


@cache
def media() -> MappingProxyType[str, tuple[str, ...]]:
    """News agencies, broadcasters and papers by name, to the countries of their seats (ISO 3166-1 alpha-2).

    >>> media()["Xinhua"], "Washington" in media()
    (('CN',), False)
    """
    found = rows("media_names.tsv", columns=2)
    return MappingProxyType({name: tuple(countries.split(",")) for _, (name, countries) in found})


def is_known_medium(words: str) -> bool:
    """Whether words are the name of a known medium, with or without an article.

    >>> is_known_medium("the BBC"), is_known_medium("AFP"), is_known_medium("Time")
    (True, True, False)
    """
    return words in media() or words.removeprefix("the ").removeprefix("The ") in media()


def masthead(word: str) -> bool:
    """Whether a word names a newspaper or station where it ends a name.

    >>> masthead("Courier"), masthead("Abdi")
    (True, False)
    """
    return "masthead" in nouns().get(word.lower(), frozenset())
