"""Words around place names: what they say of the name beside them."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from ..errors import BadKnowledge
from .tables import one_of, rows

SETS = (
    "facility", "region", "before", "after", "organization", "acts", "never", "names", "person",
    "motion", "arrival", "held", "settlement",
)  # fmt: skip


@cache
def _table() -> MappingProxyType[str, MappingProxyType[str, frozenset[str]]]:
    name = "where-words.tsv"
    table: dict[str, dict[str, set[str]]] = {which: {} for which in SETS}
    for line, (which, words) in rows(name, columns=2):
        which = one_of(name, line, which, SETS)
        kinds: set[str] = set()
        if which in ("region", "before"):
            told, colon, words = words.partition(":")
            if not colon:
                raise BadKnowledge(
                    f"{name}:{line}: the kinds of place are missing: write 'city town: city of; town of'"
                )
            kinds = set(told.split())
        for word in words.split(";"):
            if word.strip():
                table[which].setdefault(word.strip(), set()).update(kinds)
    return MappingProxyType(
        {
            which: MappingProxyType({w: frozenset(k) for w, k in words.items()})
            for which, words in table.items()
        }
    )


def words(which: str) -> MappingProxyType[str, frozenset[str]]:
    """The words of one of SETS, each with the kinds of place it allows (empty where it says nothing).

    >>> sorted(words("before")["island of"])
    ['island', 'islands']
    """
    return _table()[which]
