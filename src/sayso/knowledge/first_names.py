"""First names: which are a woman's and which a man's, so that "she" is not taken for Donald."""

from __future__ import annotations

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
