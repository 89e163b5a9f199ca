"""Query strings to filters and back: one set of parameters for the pages, the API and the links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from ..archive import ClaimFilter
from ..errors import StoreError

SINGLE = ("since", "until", "words")
NAMES = tuple(field.name for field in fields(ClaimFilter))
LIMIT = 50
MOST = 200

Many = Annotated[list[str], Query()]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most on one page.")]
After = Annotated[str | None, Query(max_length=500, description="The `next` of the page before.")]
Outlet = Annotated[str | None, Query(max_length=500, description="Only reports of this outlet.")]


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter of a request, with the parameters that led to it (for links that change one of them)."""

    filter: ClaimFilter
    given: tuple[tuple[str, str], ...]

    def link(self, path: str, **changes: str | None) -> str:
        """An address with the same filter, some parameters changed or (None) left out."""
        kept = [(name, value) for name, value in self.given if name not in changes]
        return address(path, [*kept, *((n, v) for n, v in changes.items() if v is not None)])

    def value(self, name: str) -> str:
        """The first value of a parameter, "" where it is not given."""
        return next((value for known, value in self.given if known == name), "")

    def has(self, name: str, value: str) -> bool:
        """Whether the parameter is given with that value."""
        return (name, value) in self.given


def address(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    """A path with a query string, or alone where there is none.

    >>> address("/claims", [("words", "arms ship*")]), address("/claims", [])
    ('/claims?words=arms+ship%2A', '/claims')
    """
    listed = [(n, v) for n, v in parameters if v != ""]
    return f"{path}?{urlencode(listed)}" if listed else path


def asked(
    words: Annotated[
        str | None,
        Query(
            max_length=1000, description='All these words in the quote; "a phrase", or a beginning: `ship*`.'
        ),
    ] = None,
    voice: Annotated[
        list[str], Query(description="A voice anywhere in the chain; `*` for any letters.")
    ] = [],  # noqa: B006
    origin: Annotated[list[str], Query(description="The innermost voice.")] = [],  # noqa: B006
    kind: Annotated[list[str], Query(description="The kind of the innermost voice.")] = [],  # noqa: B006
    stance: Annotated[list[str], Query(description="How the claim is put forward.")] = [],  # noqa: B006
    polarity: Annotated[list[str], Query(description="affirmed or negated.")] = [],  # noqa: B006
    likelihood: Annotated[list[str], Query(description="A word of ICD 203, or none.")] = [],  # noqa: B006
    type: Annotated[list[str], Query(description="A PLOVER class, MOVEMENT, or none.")] = [],  # noqa: B006
    mode: Many = [],  # noqa: B006
    actor: Many = [],  # noqa: B006
    recipient: Many = [],  # noqa: B006
    party: Annotated[list[str], Query(description="A participant in any role.")] = [],  # noqa: B006
    place: Many = [],  # noqa: B006
    country: Annotated[list[str], Query(description="ISO 3166-1 alpha-2, or none.")] = [],  # noqa: B006
    flag: Many = [],  # noqa: B006
    report: Annotated[list[str], Query(description="The id of a report.")] = [],  # noqa: B006
    outlet: Many = [],  # noqa: B006
    since: Annotated[str | None, Query(max_length=40, description="First day, month or year.")] = None,
    until: Annotated[str | None, Query(max_length=40, description="Last day, month or year.")] = None,
) -> Asked:
    """The claims that a request asks for; parameters without a value count as not given."""
    values: dict[str, str | list[str] | None] = {
        "words": words,
        "voice": voice,
        "origin": origin,
        "kind": kind,
        "stance": stance,
        "polarity": polarity,
        "likelihood": likelihood,
        "type": type,
        "mode": mode,
        "actor": actor,
        "recipient": recipient,
        "party": party,
        "place": place,
        "country": country,
        "flag": flag,
        "report": report,
        "outlet": outlet,
        "since": since,
        "until": until,
    }
    return of(values)


def of(values: Mapping[str, str | list[str] | None]) -> Asked:
    """A filter from parameters; raises StoreError where a value is not known or no text."""
    given = []
    for name, value in values.items():
        for each in [value] if isinstance(value, str) else value or []:
            if not storable(each):
                raise StoreError(f"{name}: this is no text that can be looked for")
            if each.strip():
                given.append((name, each.strip()))
    chosen: dict[str, str | list[str]] = {}
    for name, value in given:
        if name in SINGLE:
            chosen[name] = value
        else:
            known = chosen.setdefault(name, [])
            assert isinstance(known, list)
            known.append(value)
    return Asked(ClaimFilter.of(**chosen), tuple(given))


def storable(text: str) -> bool:
    """Whether a database takes the text: no NUL, and no half of a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)
