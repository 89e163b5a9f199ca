"""How names, words and days are made comparable, the same for every store."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ..errors import StoreError

TOKEN = re.compile(r"[^\W_]+")
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
QUERY = re.compile(r'"([^"]*)"?|(\S+)')
LONGEST_NAME = 200
"""Code points of a name that are compared: an index takes no more, and no name is as long."""
MOST_WORDS = 5000
"""Words of a quote that are searched: an index takes no more, and no proposition is as long."""


def folded(text: str) -> str:
    """The text without case and accents, each run of white space one blank.

    >>> folded("  Él-Baradei\\tsays ")
    'el-baradei says'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return storable(" ".join(plain.casefold().split()))


def key(name: str) -> str:
    """A name as it is compared: folded, and no longer than an index takes.

    >>> key("Él-Baradei"), len(key("a" * 999))
    ('el-baradei', 200)
    """
    return folded(name)[:LONGEST_NAME]


def day_key(published: str | None) -> str:
    """A day of publication as reports are ordered by; empty where it is not known."""
    return storable(published or "")[:LONGEST_NAME]


def tokens(text: str) -> list[str]:
    """The words of a text as they are searched.

    >>> tokens("Gaza's 1,200 rockets")
    ['gaza', 's', '1', '200', 'rockets']
    """
    return [word[:LONGEST_NAME] for word in TOKEN.findall(folded(text))[:MOST_WORDS]]


def phrases(query: str) -> list[tuple[tuple[str, ...], bool]]:
    """The phrases asked for, each with whether its last word is only a beginning.

    >>> phrases('"new shipments" miss*')
    [(('new', 'shipments'), False), (('miss',), True)]
    """
    found = []
    for quoted, word in QUERY.findall(query):
        asked = quoted or word
        parts = tuple(tokens(asked))
        if parts:
            found.append((parts, asked.rstrip().endswith("*")))
    if not found:
        raise StoreError(f"there is no word to look for in {query!r}; give words of the quote")
    return found


def has_phrases(words: Sequence[str], asked: list[tuple[tuple[str, ...], bool]]) -> bool:
    """Whether all phrases stand in the words.

    >>> has_phrases(tokens("New shipments of missiles"), phrases('"new shipments" miss*'))
    True
    """
    return all(_stands(words, phrase, beginning) for phrase, beginning in asked)


def _stands(words: Sequence[str], phrase: tuple[str, ...], beginning: bool) -> bool:
    length = len(phrase)
    for at in range(len(words) - length + 1):
        here = tuple(words[at : at + length])
        if here == phrase or (beginning and here[:-1] == phrase[:-1] and here[-1].startswith(phrase[-1])):
            return True
    return False


def bound(iso: str | None, *, end: bool) -> str | None:
    """The first (or last) day of an ISO day, time, month or year, comparable as text.

    Months are given 31 days: the value is only compared, never shown.

    >>> bound("2007-12", end=False), bound("2007", end=True), bound("2007-12-19T10:00", end=True)
    ('2007-12-01', '2007-12-31', '2007-12-19')
    """
    found = DAY.match(iso or "")
    if not found:
        return None
    year, month, day = found.groups()
    return f"{year}-{month or ('12' if end else '01')}-{day or ('31' if end else '01')}"


def interval(start: str | None, end: str | None) -> tuple[str, str] | tuple[None, None]:
    """First and last comparable day of a time with perhaps one open end; nothing where it has none.

    >>> interval("2007-12-19", None)
    ('2007-12-19', '9999-12-31')
    """
    first, last = bound(start, end=False), bound(end, end=True)
    if first is None and last is None:
        return None, None
    return first or "0000-01-01", last or "9999-12-31"


def name_parts(value: str) -> list[str]:
    """A name of a filter, cut at its `*`: one part is to be equal, several stand around any letters.

    >>> name_parts("The *Officials")
    ['the ', 'officials']
    """
    parts = value.split("*")
    return [folded_part(part)[:LONGEST_NAME] for part in parts] if len(parts) > 1 else [key(value)]


def pattern(value: str) -> re.Pattern[str]:
    """A name of a filter as a regular expression that must match in full.

    >>> bool(pattern("*Officials").fullmatch(key("Israeli officials")))
    True
    """
    return re.compile(".*".join(map(re.escape, name_parts(value))), re.DOTALL)


def folded_part(part: str) -> str:
    """A piece of a name between two `*`: folded, with the blanks at its ends kept.

    >>> folded_part("The ")
    'the '
    """
    core = folded(part)
    if not core:
        return " " if part else ""
    return (" " if part[:1].isspace() else "") + core + (" " if part[-1:].isspace() else "")


def storable(text: str) -> str:
    """The text with the signs replaced that a database cannot hold: NUL and half surrogate pairs.

    >>> storable("a\\0b")
    'a\\ufffdb'
    """
    if text.isascii() and "\0" not in text:
        return text
    return "".join("\ufffd" if sign == "\0" or "\ud800" <= sign <= "\udfff" else sign for sign in text)
