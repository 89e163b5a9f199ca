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
