"""Archive: many records behind one door, in a file, on a server or in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from types import TracebackType
from typing import Self, TextIO

from .errors import NotFound
from .record import Claim, Record, Report, identifier, joined, quotes, text_hash, to_dict
from .store import (
    ClaimFilter,
    ClaimPage,
    Facets,
    Fault,
    ReportCard,
    ReportPage,
    Store,
    Totals,
    Unread,
    VoiceCount,
)
from .store.base import UNREADABLE

MEMORY = ":memory:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What `Archive.add` did: reports added, claims added, and reports that were already there."""

    reports: int = 0
    claims: int = 0
    already: int = 0


class Archive:
    """Records of reports: added whole, found by what they claim, given back as they were.

    >>> from sayso.record import Report
    >>> with Archive.open(":memory:") as archive:
    ...     archive.add(Record(report=Report(text="Gaza is quiet.", outlet="The Courier")))
    ...     archive.add(Record(report=Report(text="Gaza is quiet.", outlet="The Courier")))
    Added(reports=1, claims=0, already=0)
    Added(reports=0, claims=0, already=1)

    It may be used from several threads; each call is a transaction of its own.
    """

    def __init__(self, store: Store, *, name: str = "") -> None:
        self.store = store
        self.name = name

    @classmethod
    def open(cls, at: str | PathLike[str], *, create: bool = True, read_only: bool = False) -> Self:
        """Open the archive at a path, a database URL (`postgresql://…`), or ":memory:".

        Without `create` it must be there. Raises NotAnArchive, NewerArchive, ArchiveLocked,
        ReadOnlyArchive or DiskFull, each with what would help.
        """
        where = fspath(at)
        if where == MEMORY:
            from .store.memory import MemoryStore

            return cls(MemoryStore(), name=where)
        from .store.sql import SqlStore

        return cls(SqlStore.open(where, create=create, read_only=read_only), name=where)

    def add(self, *records: Record | Iterable[Record]) -> Added:
        """Add records; a report whose id (text, outlet and day) is already there is left as it is.

        Each report is one transaction: it is in the archive with all its claims, or not at all.
        """
        reports = claims = already = 0
        for given in records:
            for record in (given,) if isinstance(given, Record) else given:
                if self.store.add(record):
                    reports, claims = reports + 1, claims + len(record.claims)
                else:
                    already += 1
        return Added(reports=reports, claims=claims, already=already)

    def known(self) -> frozenset[str]:
        """The ids of all reports."""
        return self.store.known()

    def report(self, id: str) -> Report:
        """The report with its text; raises NotFound."""
        return self.store.report(id)

    def record(self, report_id: str) -> Record:
        """The record of a report, equal to the one that was added; raises NotFound."""
        return self.store.record(report_id)

    def records(self) -> Iterator[Record]:
        """All records, newest report first."""
        for card in self.every_report():
            yield self.record(card.id)

    def claim(self, id: str) -> Claim:
        """The claim; raises NotFound."""
        return self.store.claim(id)

    def resolve(self, prefix: str) -> str:
        """The one id of a report or claim that begins so; raises NotFound for none or several.

        At least "c-" or "r-" and four digits are needed.
        """
        if len(prefix) < 6 or prefix[:2] not in ("c-", "r-"):
            raise NotFound(
                f"'{prefix}' is no id; ids of claims begin with c-, ids of reports with r-, and four digits"
            )
        found = self.store.find(prefix)
        if len(found) > 1 and prefix not in found:
            raise NotFound(
                f"several ids in {self.name} begin with '{prefix}', such as {found[0]}; give more of it"
            )
        if not found:
            raise NotFound(f"there is no claim or report '{prefix}' in {self.name}")
        return prefix if prefix in found else found[0]

    def reports(self, *, outlet: str | None = None, limit: int = 50, after: str | None = None) -> ReportPage:
        """A page of reports, newest first; `after` is the `next` of the page before."""
        return self.store.reports(outlet=outlet, limit=limit, after=after)

    def every_report(self, *, outlet: str | None = None) -> Iterator[ReportCard]:
        """The cards of all reports, newest first, fetched as they are asked for."""
        after: str | None = None
        while True:
            page = self.reports(outlet=outlet, limit=500, after=after)
            yield from page.reports
            if (after := page.next) is None:
                return

    def claims(
        self, filter: ClaimFilter | None = None, *, limit: int = 50, after: str | None = None
    ) -> ClaimPage:
        """A page of claims that fit: newest report first, inside a report in the order of the text.

        `after` is the `next` of the page before; a cursor stays good while reports are added.
        Raises StoreError for a cursor that is none.
        """
        return self.store.claims(filter or ClaimFilter(), limit=limit, after=after)

    def every_claim(self, filter: ClaimFilter | None = None) -> Iterator[tuple[Claim, ReportCard]]:
        """All claims that fit, each with the card of its report, fetched as they are asked for."""
        after: str | None = None
        while True:
            page = self.claims(filter, limit=500, after=after)
            for claim in page.claims:
                yield claim, page.reports[claim.report]
            if (after := page.next) is None:
                return

    def count(self, filter: ClaimFilter | None = None) -> int:
        """How many claims fit."""
        return self.store.count(filter or ClaimFilter())

    def facets(self, filter: ClaimFilter | None = None) -> Facets:
        """How many of the claims that fit have each stance, polarity, kind of origin and class."""
        return self.store.facets(filter or ClaimFilter())

    def voices(self, *, like: str | None = None, limit: int = 100) -> Sequence[VoiceCount]:
        """The voices with most claims; `like` is a name as in a filter (`*officials*`)."""
        return self.store.voices(like=like, limit=limit)

    def totals(self) -> Totals:
        """How many reports, claims and unread reports there are."""
        return self.store.totals()

    def problems(self) -> Sequence[Unread]:
        """The reports that could not be read, by name, with what was wrong."""
        return self.store.unread()

    def check(self) -> Iterator[Fault]:
        """Everything that is wrong: the database's own integrity, hashes, ids, and spans that do not quote."""
        yield from self.store.check()
        for id in sorted(self.known()):
            try:
                record = self.record(id)
            except UNREADABLE:
                continue  # the store has said so
            yield from _faults(record)

    def dump(self, out: TextIO) -> None:
        """Write everything that the archive says, in an order that does not depend on how it was filled.

        One line of JSON for each report, sorted by id, then one for each unread report.
        """
        for id in sorted(self.known()):
            out.write(json.dumps(to_dict(self.record(id)), sort_keys=True) + "\n")
        for unread in self.problems():
            out.write(json.dumps({"unread": to_dict(unread)}, sort_keys=True) + "\n")

    def close(self) -> None:
        """Let go of the file or the server."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _faults(record: Record) -> Iterator[Fault]:
    """Hashes and ids that do not follow from the record, and spans that do not quote their words."""
    report = record.report
    if text_hash(report.text) != report.text_sha256:
        yield Fault(where=report.id, what="the text is not the one whose SHA-256 was kept")
    if identifier("r", report.text_sha256, report.outlet, report.published) != report.id:
        yield Fault(where=report.id, what="the id does not follow from text, outlet and day")
    if report.title is not None and not 0 <= report.title.start <= report.title.end <= len(report.text):
        yield Fault(where=report.id, what=f"the headline's place {tuple(report.title)} is outside the text")
    for claim in record.claims:
        if claim.report != report.id:
            yield Fault(where=claim.id, what=f"the claim says it is of report {claim.report}")
        if any(span.end > len(report.text) for span in (*claim.spans, *claim.told_again)):
            yield Fault(where=claim.id, what="a span of the claim ends behind the text")
        if joined(report.text, claim.spans) != claim.quote:
            yield Fault(where=claim.id, what="the quote is not what stands at the claim's spans")
    for path, said, span in quotes(record):
        if span.start >= 0 and span.of(report.text) != said:
            yield Fault(where=path, what=f"{said!r} does not stand at {tuple(span)}")


__all__ = [
    "Added",
    "Archive",
    "ClaimFilter",
    "ClaimPage",
    "Facets",
    "Fault",
    "ReportCard",
    "ReportPage",
    "Totals",
    "Unread",
    "VoiceCount",
]
