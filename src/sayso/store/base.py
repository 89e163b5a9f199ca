"""What every store can do, and the small records it answers with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Protocol, Self

from ..errors import BadRecord, NotAnArchive, StoreError
from ..record import Claim, Polarity, Record, Report, Stance, VoiceKind
from .folding import bound

NONE = "none"
"""Asks for what is absent: `ClaimFilter(type=("none",))` finds the claims that are no event."""

UNREADABLE = (NotAnArchive, BadRecord, ValueError, LookupError, TypeError)
"""What a damaged row may raise when its record is read back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims are asked for. Every field that is given must fit; of several values, any one.

    `voice` is a voice anywhere in the chain, `origin` the innermost one, `kind` the origin's kind.
    `actor`, `recipient` and `party` (either role, or any other) are participants. These five, `place`
    and `outlet` are compared with case and accents left out; `*` stands for any letters. `type`, `country` and
    `likelihood` may be "none". `since` and `until` (ISO days, or a year or a month) find the claims whose time
    overlaps them, both days included; a claim without a date is not found by them. `words` must all stand in the
    quote: several words, "a phrase in quotation marks", or a beginning such as `ship*`.

    >>> ClaimFilter.of(stance="denied", words="arms ship*").stance
    ('denied',)
    """

    voice: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    polarity: tuple[str, ...] = ()
    likelihood: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    flag: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    words: str | None = None

    def __post_init__(self) -> None:
        for name, allowed in (("kind", VoiceKind), ("stance", Stance), ("polarity", Polarity)):
            known = [member.value for member in allowed]
            for value in getattr(self, name):
                if value not in known:
                    raise StoreError(f"'{value}' is no {name}; use one of: {' '.join(known)}")
        for name in ("since", "until"):
            value = getattr(self, name)
            if value is not None and bound(value, end=False) is None:
                raise StoreError(f"{name}: '{value}' is no day; write it as 2007-12-22, 2007-12 or 2007")

    @classmethod
    def of(cls, **given: str | Iterable[str] | None) -> Self:
        """A filter from single values, several, or None (left out); raises StoreError on unknown names."""
        names = {f.name for f in fields(cls)}
        if unknown := sorted(given.keys() - names):
            raise StoreError(f"claims cannot be filtered by '{unknown[0]}'; use: {' '.join(sorted(names))}")
        values: dict[str, Any] = {}
        for name, value in given.items():
            if name in ("since", "until", "words"):
                values[name] = value or None
            elif isinstance(value, str):
                values[name] = (value,) if value else ()
            elif value is not None:
                values[name] = tuple(value)
        return cls(**values)

    def given(self) -> dict[str, tuple[str, ...] | str]:
        """The fields that are set, by name."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name))}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard:
    """What a list says of a report: everything but the text, and how many claims it makes."""

    id: str
    outlet: str | None
    headline: str | None
    byline: str | None
    published: str | None
    url: str | None
    language: str | None
    name: str | None
    text_sha256: str
    characters: int
    claims: int

    @classmethod
    def of(cls, report: Report, claims: int) -> Self:
        """The card of a report with that many claims."""
        return cls(
            id=report.id,
            outlet=report.outlet,
            headline=report.headline,
            byline=report.byline,
            published=report.published,
            url=report.url,
            language=report.language,
            name=report.name,
            text_sha256=report.text_sha256,
            characters=len(report.text),
            claims=claims,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """Some reports, newest first. `next` is the cursor of the following page, None on the last."""

    reports: tuple[ReportCard, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """Some claims: newest report first, inside a report as they stand in the text.

    `reports` has the card of every report that these claims come from, by id. `next` is the cursor
    of the following page, None on the last.
    """

    claims: tuple[Claim, ...]
    reports: Mapping[str, ReportCard]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many of the claims asked for have each value, most frequent first. Type None is "none"."""

    total: int
    stance: Mapping[str, int] = field(default_factory=dict)
    polarity: Mapping[str, int] = field(default_factory=dict)
    kind: Mapping[str, int] = field(default_factory=dict)
    type: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceCount:
    """A voice of the archive: claims in whose chain it speaks, and claims whose origin it is."""

    name: str
    kind: str
    claims: int
    origin_of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much is in the archive."""

    reports: int
    claims: int
    unread: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A report that could not be read: its file or name, the error's class, and its one line."""

    name: str
    kind: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong with the archive: where, and what; found by `check`."""

    where: str
    what: str


class Store(Protocol):
    """Where records lie. Reports are added whole or not at all; nothing is changed afterwards."""

    def add(self, record: Record) -> bool:
        """Add one report with its claims, or nothing: False when its id is already there.

        Raises BadRecord where two claims have one id, StoreError where the store cannot be written.
        """
        ...

    def known(self) -> frozenset[str]:
        """The ids of all reports."""
        ...

    def report(self, id: str) -> Report:
        """The report; raises NotFound."""
        ...

    def record(self, id: str) -> Record:
        """The record of a report, equal to the one added; raises NotFound."""
        ...

    def claim(self, id: str) -> Claim:
        """The claim; raises NotFound."""
        ...

    def find(self, prefix: str, *, limit: int = 2) -> Sequence[str]:
        """Ids of reports and claims that begin so, at most `limit`."""
        ...

    def reports(self, *, outlet: str | None = None, limit: int = 50, after: str | None = None) -> ReportPage:
        """Reports, newest first."""
        ...

    def claims(self, filter: ClaimFilter, *, limit: int = 50, after: str | None = None) -> ClaimPage:
        """Claims that fit, newest report first."""
        ...

    def count(self, filter: ClaimFilter) -> int:
        """How many claims fit."""
        ...

    def facets(self, filter: ClaimFilter) -> Facets:
        """Counts of the claims that fit."""
        ...

    def voices(self, *, like: str | None = None, limit: int = 100) -> Sequence[VoiceCount]:
        """Voices with most claims first; `like` as a name in a filter (`*` for any letters)."""
        ...

    def totals(self) -> Totals:
        """How much there is."""
        ...

    def write_unread(self, problem: Unread) -> None:
        """Keep what went wrong with a report, in place of what was kept under its name before."""
        ...

    def drop_unread(self, name: str) -> None:
        """Forget the problem of that name: it could be read after all."""
        ...

    def unread(self) -> Sequence[Unread]:
        """Reports that could not be read, by name."""
        ...

    def check(self) -> Iterator[Fault]:
        """Everything wrong with the store itself: keys, indices, columns that differ from the record."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
