"""Capitals: which town "the capital" of a state is, where that is beyond doubt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from .gazetteer import Match, gazetteer
from .tables import rows


@cache
def names() -> Mapping[str, str]:
    """The capital's name by country (ISO 3166-1 alpha-2).

    >>> names()["KE"], "BO" in names()
    ('Nairobi', False)
    """
    return dict(cells for _, cells in rows("capitals.tsv", columns=2))  # type: ignore[misc]  # two cells each


ALSO_NAMED = frozenset(
    {"Douglas", "Hamilton", "Male", "Santiago", "Sofia", "Stanley", "The Valley", "Victoria"}
)
"""Capitals whose name, where it speaks, is as likely a person's, or a common word."""


@cache
def governments() -> frozenset[str]:
    """The capitals by whose names nobody is called but their governments ("Phnom Penh insists").

    >>> "Phnom Penh" in governments(), "Victoria" in governments()
    (True, False)
    """
    return frozenset(names().values()) - ALSO_NAMED


def capital(country: str) -> Match | None:
    """The capital as the gazetteer has it, or None where the table has none.

    >>> capital("KE").place.kind
    'capital'
    """
    name = names().get(country)
    if name is None:
        return None
    found = [
        match
        for match in gazetteer().lookup([name]).get(name, ())
        if match.place.kind in ("capital", "city") and country in match.place.countries
    ]
    found.sort(key=lambda match: (match.place.kind != "capital", -match.place.population))
    return found[0] if found else None
